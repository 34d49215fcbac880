"""Turn what the benches measured against each other into a table of ratios at the end of the run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

_LINES: list[str] = []


@pytest.fixture
def say() -> Callable[[str], None]:
    """Keep a line for the table."""
    return _LINES.append


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if _LINES:
        terminalreporter.section("measured in this run")
        for line in _LINES:
            terminalreporter.write_line(line)
