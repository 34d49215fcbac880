"""The sheets, printed once for each worker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scan.sheets import Printed, long_sheet, whole_sheet


@pytest.fixture(scope="session")
def whole() -> Printed:
    return whole_sheet()


@pytest.fixture(scope="session")
def long() -> Printed:
    return long_sheet()


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def save(name: str, data: bytes) -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return save
