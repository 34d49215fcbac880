"""Turn the bank into numbers of speed: read it, check it cold on two workers, check it unchanged. No time is asserted here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.bank.read import Reading, read_banks
from generator.check.run import check_bank
from generator.model.resources import data_dir

BANK = data_dir("question_bank") / "aws-saa"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_banks([BANK])


def test_read_the_bank(benchmark: Any) -> None:
    benchmark(lambda: read_banks([BANK]))


def test_check_the_bank_cold(benchmark: Any, reading: Reading) -> None:
    benchmark.pedantic(lambda: check_bank(reading, workers=2), rounds=1, iterations=1)


def test_check_the_bank_unchanged(benchmark: Any, reading: Reading, tmp_path: Path) -> None:
    check_bank(reading, workers=2, cache=tmp_path)
    report = benchmark(lambda: check_bank(reading, workers=2, cache=tmp_path))
    assert report.cached == len(reading.bank.questions)
