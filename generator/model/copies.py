"""Turn the ledger of copies (`copies.jsonl`) into entries and back: a number is handed out once per paper and never again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from generator.model.code import copy_code
from generator.model.paper import Copy, Paper, Policy, copy
from generator.model.problem import refuse
from generator.model.record import ShapeError, build, dump, load

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CopyEntry:
    """One copy that was handed out: its code, form and policy, the run or quiz it belongs to, and for whom it is."""

    number: int
    code: str
    form: int
    policy: Policy
    run: str = ""
    candidate: str = ""


def dump_lines(entries: Iterable[object]) -> str:
    """Records as JSON lines."""
    return "".join(dump(entry) for entry in entries)


def load_lines(kind: type[T], text: str, file: str) -> tuple[T, ...]:
    """Records of one kind from JSON lines. Raises RefusedError with the line of the first that does not fit."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(build(kind, load(line, f"{file}:{number}")))
        except ShapeError as error:
            raise refuse(f"{file}:{number}", "record-shape", f"the line does not fit: {error}") from None
    return tuple(found)


class Ledger:
    """Every copy of a paper by code or number; copy 0 is always there."""

    def __init__(self, paper: Paper, entries: Iterable[CopyEntry] = ()) -> None:
        self.paper = paper
        first = CopyEntry(0, copy_code(paper.code, paper.root, 0), 1, Policy())
        self.entries = {entry.number: entry for entry in (first, *entries)}
        self._by_code = {entry.code: entry for entry in self.entries.values()}
        self._copies: dict[int, Copy] = {}

    def find(self, text: str) -> CopyEntry | None:
        """The entry that a code, a number or nothing (copy 0) names."""
        name = text.strip().upper()
        if not name:
            return self.entries[0]
        if name.isdecimal() and name.isascii() and len(name) < 9:
            return self.entries.get(int(name))
        return self._by_code.get(name)

    def copy(self, entry: CopyEntry) -> Copy:
        """What stands on that copy."""
        if entry.number not in self._copies:
            self._copies[entry.number] = copy(self.paper, entry.number, entry.form, entry.policy)
        return self._copies[entry.number]
