"""Turn a paper's folder into what a reader must know of each copy that was handed out: its sheet, as it was printed."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from generator.kinds.places import places, takes
from generator.model.copies import Ledger
from generator.model.paper import Paper
from generator.model.scan import SheetPlan
from generator.model.sheet import SIZES, SizeName, sheet
from generator.model.shelf import COPIES, RECORD, find_paper, ledger


class Plans:
    """The plan of each copy code, made when it is first asked for; None for a code that was not handed out."""

    def __init__(self, folder: Path, paper: Paper, of: Ledger) -> None:
        self.folder, self.paper, self.ledger = folder, paper, of
        self._plans: dict[str, SheetPlan | None] = {}
        self._sizes: dict[str, SizeName] = {}

    def __call__(self, code: str) -> SheetPlan | None:
        if code not in self._plans:
            self._plans[code] = self._plan(code)
        return self._plans[code]

    def _plan(self, code: str) -> SheetPlan | None:
        entry = self.ledger.find(code) if "-" in code else None
        if entry is None:
            return None
        of = self.ledger.copy(entry)
        return SheetPlan(sheet(self.size(entry.run), places(of)), takes(of))

    def size(self, run: str) -> SizeName:
        """The paper size that a run (or, without one, the paper itself) was printed on; A4 where nothing says it."""
        if run not in self._sizes:
            self._sizes[run] = _size(self.folder / "runs" / run / "run.json" if run else self.folder / "manifest.json")
        return self._sizes[run]


def _size(path: Path) -> SizeName:
    try:
        found = json.loads(path.read_text("utf-8"))["size"]
    except (OSError, ValueError, KeyError, TypeError):
        return "a4"
    return next((size for size in SIZES if size == found), "a4")


def plans_of(folder: Path) -> Plans:
    """The plans of a paper's folder, kept until its record or its ledger changes. Raises RefusedError where there is no paper."""
    return _plans(folder, *(_stamp(folder / name) for name in (RECORD, COPIES)))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_mtime_ns, stat.st_size


@lru_cache(maxsize=4)
def _plans(folder: Path, record: tuple[int, int], copies: tuple[int, int]) -> Plans:
    _, paper = find_paper(str(folder), folder.parent)
    return Plans(folder, paper, ledger(folder, paper))
