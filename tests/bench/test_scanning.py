"""Turn a batch of scanned sheets into numbers of speed: from a PDF of 200 dpi grey pages to readings, on one core. No time is asserted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from generator.model.scan import PageReading
from generator.scan.pages import pictures
from tests.scan.degrade import DEFECTS, SCALE
from tests.scan.hands import fill_in
from tests.scan.sheets import Printed, whole_sheet

SHEETS = 20


@pytest.fixture(scope="module")
def sheet() -> Printed:
    return whole_sheet()


@pytest.fixture(scope="module")
def batch(sheet: Printed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    random = np.random.default_rng(1)
    scan = DEFECTS["rotated up to 3 degrees"]
    page = sheet.plan.sheet.pages[0]
    images = [Image.fromarray(scan(fill_in(sheet.sides[0], SCALE, page, random).grey, random)) for _ in range(SHEETS)]
    path = tmp_path_factory.mktemp("batch") / "batch.pdf"
    images[0].save(path, "PDF", save_all=True, append_images=images[1:], resolution=200, quality=85)
    return path


def test_read_a_batch_of_twenty(benchmark: Any, sheet: Printed, batch: Path) -> None:
    def read() -> list[PageReading]:
        return [sheet.read(picture.grey) for picture in pictures(batch) if picture.grey is not None]

    assert [reading.code for reading in benchmark.pedantic(read, rounds=3, iterations=1)] == [sheet.code] * SHEETS
