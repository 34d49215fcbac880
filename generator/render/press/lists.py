"""Turn a run into the lists that go with it: the keys of all copies, who sits where, and who signed."""

from __future__ import annotations

from itertools import groupby

from generator.model.paper import Paper, copy
from generator.model.run import Run
from generator.model.sheet import SIZES
from generator.render import pdf
from generator.render.environment import page
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


def seating_pdf(paper: Paper, run: Run) -> bytes:
    """Room by room who sits where with which copy, and a place to sign; spare copies stand at the end."""
    people = [one for one in run.copies if one.candidate]
    rooms = [(room, list(found)) for room, found in groupby(people, key=lambda one: one.room)]
    spares = [one for one in run.copies if not one.candidate]
    html = page(
        "press/seating.html.j2", title=paper.title, paper=paper.code, run=run.run, rooms=rooms, spares=spares, size=SIZES[run.size],
        running=f"{paper.title}, seating and signatures", running_right=f"Paper {paper.code}, run {run.run}", style="",
    )  # fmt: skip
    return pdf.to_pdf(html, pdf.REPORT_STYLE, identifier=f"seating {paper.code} {run.run}")
