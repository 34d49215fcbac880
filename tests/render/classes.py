"""Turn a paper into a class that sat it: some better, some worse, some blanks, some invalid answers; and names that nobody should have."""

from __future__ import annotations

import random
from collections.abc import Sequence

from generator.model.paper import Paper, Slot
from generator.model.response import Response, Sitting
from generator.model.score import Results
from generator.score.mark import mark

NAMES = (
    "Ada Lovelace", "Grace Hopper", "Edsger Dijkstra", "Barbara Liskov", "Donald Knuth", "Frances Allen", "Tony Hoare", "Leslie Lamport",
    "Margaret Hamilton", "Dennis Ritchie", "Ken Thompson", "Radia Perlman", "John Backus", "Kathleen Booth", "Alan Turing", "Joan Clarke",
)  # fmt: skip
HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><script>alert(1)</script>", "</title><b>", "{{ 7 * 7 }}",
    "../../../etc/passwd", "..", ".", "/", "\\", "", " ", "a/b", "a\\b", "A/B", "a-b", "x" * 10_000, "x" * 10_001, "ж" * 300,
    "\u202egnp.exe",
    "\u202e", "Ada", "ada", "Ada\u200f", "A\u0301da", "CON", "nul", "\x00\x01\x7f", "a\nb", "\ufdd0\U0001ffff", "\ue000", "\ud800",
    "'; } @page { size: 1mm } a { content: \"", "=cmd()", "&amp;<!--", "אדה", "e\u0301\u0301\u0301", "\u2028\u2029", "-rf", "#?%41",
)  # fmt: skip


def right(slot: Slot) -> Response:
    item = slot.variants[0]
    if item.rows:
        return Response(tuple(row.right for row in item.rows), "answered")
    return Response(item.answer.value if item.answer else tuple(sorted(item.right)), "answered")


def wrong(slot: Slot, at: int = 0) -> Response:
    """As many options as are right, the first of them a wrong one (the one numbered `at`); of rows, two neighbors exchanged."""
    item = slot.variants[0]
    if item.rows:
        given = [row.right for row in item.rows]
        at %= len(given) - 1
        given[at], given[at + 1] = given[at + 1], given[at]
        return Response(tuple(given), "answered")
    if item.answer:
        return Response(item.answer.wrong[at % len(item.answer.wrong)].value, "answered")
    options = [option.public_id for option in item.options if not option.right]
    return Response(tuple(sorted([options[at % len(options)], *sorted(item.right)[1:]])), "answered")


def sitting(paper: Paper, name: str, share: float, draw: random.Random) -> Sitting:
    """Every answer is right with this chance; few are blank or invalid, and among the wrong ones the first is the most frequent."""
    responses = {}
    for slot in paper.form(1).slots:
        luck = draw.random()
        if luck < 0.03:
            responses[slot.id] = Response()
        elif luck < 0.05:
            responses[slot.id] = Response("AB", "invalid")
        elif draw.random() < share:
            responses[slot.id] = right(slot)
        else:
            responses[slot.id] = wrong(slot, draw.choice((0, 0, 1, 2)))
    return Sitting(paper.code, name, 0, "typed", responses)


def results(paper: Paper, names: Sequence[str] = NAMES, seed: int = 1) -> Results:
    draw = random.Random(seed)
    return mark(paper, [], [sitting(paper, name, min(0.97, max(0.2, draw.gauss(0.7, 0.15))), draw) for name in names])
