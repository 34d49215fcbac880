"""Turn a run into the tables that go with it: the keys of all copies, and who sits where."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.run import Run
from generator.score.spreadsheet import write_csv

HEADER = ("candidate", "name", "room", "seat", "copy", "form", "status")


def keys_csv(run: Run, keys: Sequence[Sequence[str]]) -> str:
    """A line a copy: number, code, form, candidate, then the right letters (or the number) of each question as printed there."""
    most = max(map(len, keys), default=0)
    lines: list[list[str | int]] = [["number", "copy", "form", "candidate", *range(1, most + 1)]]
    lines += [[one.number, one.code, one.form, one.candidate, *key] for one, key in zip(run.copies, keys, strict=True)]
    return write_csv(lines)


def seating_csv(run: Run) -> str:
    """A line a candidate, in seating order."""
    people = [one for one in run.copies if one.candidate]
    lines: list[list[str | int]] = [[one.candidate, one.name, one.room, one.seat, one.code, one.form, one.status] for one in people]
    return write_csv([HEADER, *lines])
