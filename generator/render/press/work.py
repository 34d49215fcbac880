"""Turn a chunk of a run into contents, here or in a process of its own; what is needed for it is light enough to be sent there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.paper import Paper, Policy, copy
from generator.model.run import RunCopy
from generator.render.press.plate import Filled, Plate
from generator.render.press.sheets import SheetPlate


@dataclass(frozen=True, slots=True)
class Made:
    """What one copy came to: compressed pages and sides, and its key as printed, question by question."""

    pages: list[bytes]
    sides: list[bytes]
    key: list[str]


@dataclass(frozen=True, slots=True)
class Bench:
    """All that making a copy takes."""

    paper: Paper
    policy: Policy
    plate: Plate
    sheets: SheetPlate

    def make(self, one: RunCopy) -> Made:
        """One copy of the run."""
        of = copy(self.paper, one.number, one.form, self.policy)
        filled = Filled(one.name, one.candidate, one.place)
        key = [slot.item.answer.value if slot.item.answer else slot.right_letters() for slot in of.slots]
        return Made(self.plate.contents(of, filled), self.sheets.contents(of, filled), key)


_bench: Bench | None = None


def begin(bench: Bench) -> None:
    """What a worker does first: it keeps the bench for its chunks."""
    global _bench
    _bench = bench


def chunk(copies: Iterable[RunCopy]) -> list[Made]:
    """What a worker does with each chunk."""
    assert _bench is not None
    return [_bench.make(one) for one in copies]
