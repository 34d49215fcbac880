"""Turn what was asked of a print run into a record: with the paper, it is all that is needed to make any of its copies again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.allot import Allotment
from generator.model.paper import Policy
from generator.model.sheet import SizeName


@dataclass(frozen=True, slots=True)
class RunCopy:
    """One copy of a run in print order, and what is filled in on it before it is printed; all empty on a spare."""

    number: int
    code: str
    form: int
    candidate: str = ""
    name: str = ""
    room: str = ""
    seat: str = ""
    status: str = ""

    @property
    def place(self) -> str:
        """Room and seat as one text."""
        return ", ".join(filter(None, (self.room, f"seat {self.seat}" if self.seat else "")))


@dataclass(frozen=True, slots=True)
class Run:
    """`runs/<n>/run.json`: secret with the paper, harmless without it."""

    format: int
    paper: str
    run: str
    size: SizeName
    policy: Policy
    duplex: bool
    copies: tuple[RunCopy, ...]
    versions: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def texts(self) -> list[str]:
        """What is filled in, in print order."""
        return [text for one in self.copies for text in (one.name, one.candidate, one.place, one.seat)]


def run_copy(allotted: Allotment) -> RunCopy:
    """The copy that was allotted."""
    entry, candidate = allotted.entry, allotted.candidate
    if candidate is None:
        return RunCopy(entry.number, entry.code, entry.form)
    return RunCopy(entry.number, entry.code, entry.form, candidate.id, candidate.name, candidate.room, candidate.seat, candidate.status)
