"""Turn the steps of long work into a line that moves on a terminal, and into nothing elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any


class Steps:
    """`with Steps("Laying out", quiet, total=5) as steps: steps.step("paper.pdf")`; drawn on standard error."""

    def __init__(self, title: str, quiet: bool, total: int | None = None) -> None:
        self.title, self.total = title, total
        self.shown = not quiet and sys.stderr.isatty()
        self.bar: Any = None

    def __enter__(self) -> Steps:
        if self.shown:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self.bar.start()
            self.task = self.bar.add_task(self.title, total=self.total)
        return self

    def step(self, name: str = "") -> None:
        """One more is done."""
        if self.bar is not None:
            self.bar.advance(self.task)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.bar is not None:
            self.bar.stop()
