"""Records of older versions stay readable; files under tests/banks/old are never edited, one is added with each version."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.paper import Policy, commitment, copy
from generator.model.record import dump_paper, load_paper, signed
from generator.model.response import Response, Sitting
from generator.render.html import key_html, paper_html
from generator.score.mark import mark

OLD = sorted((Path(__file__).parent / "banks" / "old").glob("*.json"))
COMMITMENTS = {"paper-0.1.0.json": "5c130fb07dbba0a3c3a6f8f2f244d10568e89fb06aa25b676314d263adf559d6"}


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.name)
def test_an_old_paper_still_reads_renders_and_marks(path: Path) -> None:
    paper = load_paper(path.read_text(), path.name)
    assert dump_paper(paper) == path.read_text(), "what came later leaves old records, and so their codes, as they were"
    assert signed(paper, len(paper.code)) == paper
    assert commitment(paper) == COMMITMENTS[path.name]
    assert paper.title in paper_html(paper, "a4")
    assert paper.salt in key_html(paper)
    for number in (0, 1, 2, 7):
        one = copy(paper, number, policy=Policy("shuffled", "shuffled", "own"))
        responses = {
            place.slot.id: Response(place.item.answer.value if place.item.answer else tuple(sorted(place.item.right)), "answered")
            for place in one.slots
        }
        variants = {place.slot.id: place.variant for place in one.slots}
        score = mark(paper, [], [Sitting(paper.code, "c", number, "typed", responses, variants=variants)]).scores[0]
        assert score.points == score.possible == sum(not slot.pilot for slot in paper.form(one.form).slots)


def test_there_is_one_for_each_version() -> None:
    assert {path.name for path in OLD} == set(COMMITMENTS)
