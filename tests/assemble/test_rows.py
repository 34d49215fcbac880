"""Questions with numbered rows enter papers whose blueprint lets them in, and never the mock exam; balancing leaves their letters alone."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from generator.assemble.build import build_paper
from generator.assemble.letters import balanced
from generator.assemble.wishes import changed, eligible, wishes_of
from generator.bank.blueprints import read_blueprint
from generator.bank.read import load_banks
from generator.model.bank import Bank
from generator.model.blueprint import Blueprint
from generator.model.paper import Policy, copy
from generator.model.record import dump_paper, load_paper
from generator.model.resources import data_dir
from generator.model.seed import Seed
from generator.realize.realize import realize

ROWS = {"matching", "ordering"}
TINY = Path(__file__).parents[1] / "banks" / "tiny"


@cache
def tiny() -> Bank:
    return load_banks([TINY])


@pytest.mark.parametrize(("name", "enter"), [("saa-c03", False), ("short", False), ("topic", True)])
def test_only_topic_papers_have_them(name: str, enter: bool) -> None:
    """The real exam has one answer or several, nothing to match and nothing to put in order."""
    blueprint = read_blueprint(data_dir("question_bank") / "aws-saa" / "blueprints" / f"{name}.yaml")
    found = {question.kind for question in eligible(tiny(), blueprint, wishes_of(blueprint))}
    assert found & ROWS == (ROWS if enter else set())
    assert ("numeric" in found) == enter


def test_a_blueprint_counts_them_like_any_kind() -> None:
    blueprint = Blueprint("b", "B", 10, items=2, kinds={"matching": (1, 1), "ordering": (1, 1)})
    made = build_paper(tiny(), blueprint, "rows", made_with="tests", variants=3)
    assert Counter(slot.variants[0].kind for slot in made.form(1).slots) == {"matching": 1, "ordering": 1}
    assert load_paper(dump_paper(made), "paper.json") == made
    for slot in made.form(1).slots:
        assert len({item.variant for item in slot.variants}) == len(slot.variants) == 3


def test_a_topic_paper_is_made_of_them() -> None:
    blueprint = changed(Blueprint("topic", "Topic", 10, items=10), topics=("sorting",), items=2)
    made = build_paper(tiny(), blueprint, "topic", made_with="tests")
    assert {slot.variants[0].kind for slot in made.form(1).slots} <= ROWS
    for number in range(20):
        for place in copy(made, number, policy=Policy("shuffled", "shuffled")).slots:
            assert [row.text for row in place.item.rows] == list(place.item.public().rows)


def test_steps_do_not_come_to_stand_in_the_right_order_by_balancing() -> None:
    question = tiny().questions["tiny/library/sorting/way-to-the-shelf"]
    items = [realize(question, tiny().facts, Seed.of("b").child(at), Seed.of("p").child(at)) for at in range(60)]
    found = balanced(items, Seed.of("s"))
    assert found == items
    assert all([option.public_id for option in item.options] != [row.right for row in item.rows] for item in found)
