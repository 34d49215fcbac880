"""Turn a run into the tables that go with it: the keys of all copies, and who sits where."""

from __future__ import annotations

from generator.model.paper import Paper, copy
from generator.model.run import Run
from generator.score.spreadsheet import write_csv

HEADER = ("candidate", "name", "room", "seat", "copy", "form", "status")


def keys_csv(paper: Paper, run: Run) -> str:
    """A line a copy: number, code, candidate, then the right letters (or the number) of each question as printed there."""
    most = max(len(form.slots) for form in paper.forms)
    lines: list[list[str | int]] = [["number", "copy", "form", "candidate", *range(1, most + 1)]]
    for one in run.copies:
        of = copy(paper, one.number, one.form, run.policy)
        keys = [slot.item.answer.value if slot.item.answer else slot.right_letters() for slot in of.slots]
        lines.append([one.number, one.code, one.form, one.candidate, *keys])
    return write_csv(lines)


def seating_csv(run: Run) -> str:
    """A line a candidate, in seating order."""
    people = [one for one in run.copies if one.candidate]
    lines: list[list[str | int]] = [[one.candidate, one.name, one.room, one.seat, one.code, one.form, one.status] for one in people]
    return write_csv([HEADER, *lines])
