"""Turn the steps of long work into a line that moves on a terminal, and into nothing elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any


class Steps:
    """`with Steps("Laying out", quiet, total=5) as steps: steps.step("paper.pdf")`; drawn on standard error.

    With `pace`, the line says how many are done a second, and how much time is left.
    """

    def __init__(self, title: str, quiet: bool, total: int | None = None, *, pace: bool = False) -> None:
        self.title, self.total, self.pace = title, total, pace
        self.shown = not quiet and sys.stderr.isatty()
        self.bar: Any = None

    def __enter__(self) -> Steps:
        if self.shown:
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                ProgressColumn,
                TextColumn,
                TimeElapsedColumn,
                TimeRemainingColumn,
            )

            columns: list[ProgressColumn] = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()]
            if self.pace:
                columns += [TextColumn("{task.fields[rate]}"), TimeRemainingColumn(), TextColumn("left")]
            self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self.bar.start()
            self.task = self.bar.add_task(self.title, total=self.total, rate="")
        return self

    def step(self, name: str = "") -> None:
        """One more is done."""
        if self.bar is not None:
            self.bar.advance(self.task)
            speed = self.bar.tasks[0].speed
            self.bar.update(self.task, rate=f"{speed:.1f}/s" if speed else "")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.bar is not None:
            self.bar.stop()
