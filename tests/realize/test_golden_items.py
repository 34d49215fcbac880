"""Turn golden items into a promise: what is added to a question moves no other draw inside it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.model.record import plain
from generator.model.seed import Seed
from generator.realize.realize import realize
from tests.realize.golden import GOLDEN, POOL, QUESTIONS, TRUTH, items_of
from tests.realize.questions import BALANCERS, FACTS, MESH, POLICY, read, topic_of

Plain = dict[str, Any]
MANY = 60


@pytest.mark.parametrize("name", QUESTIONS)
def test_items_are_those_of_the_golden_file(name: str) -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert items_of(*QUESTIONS[name]) == golden[name]


def without(items: list[Plain], *names: str) -> list[Plain]:
    return [{name: value for name, value in item.items() if name not in names} for item in items]


def changed(body: str, old: str, new: str) -> str:
    assert body.count(old) == 1
    return body.replace(old, new)


def test_a_parameter_more_moves_no_draw() -> None:
    before = items_of(MESH, count=MANY)
    dressed = changed(MESH, "  company:", "  place: {faker: city}\n  company:")
    assert (
        items_of(changed(dressed, "connects {{ n }}", "connects{% if place == '' %} {{ place }}{% endif %} {{ n }}"), count=MANY) == before
    )
    counted = changed(MESH, "  company:", "  extra: {whole: [1, 1000000]}\n  company:")
    after = items_of(changed(counted, "examples:\n  - {given: {n: 4}", "examples:\n  - {given: {n: 4, extra: 5}"), count=MANY)
    assert without(after, "variant") == without(before, "variant")
    assert len({item["variant"] for item in after}) == MANY


def test_a_let_more_moves_no_draw() -> None:
    assert items_of(changed(MESH, "let:\n", "let:\n  more: n + 1\n"), count=MANY) == items_of(MESH, count=MANY)


def test_a_distractor_more_at_the_end_moves_no_draw() -> None:
    before = items_of(MESH, count=MANY)
    more = changed(MESH, "examples:", '  far-too-many: {text: "9{{ square }}", why: "A nine too many."}\nexamples:')
    assert items_of(more, count=MANY) == before
    last = changed(POOL, "pin:", '  zero: {text: "A", why: "B."}\npin:')
    assert items_of(last, count=MANY) == items_of(POOL, count=MANY)


def test_a_member_more_takes_some_draws_and_moves_none() -> None:
    before = items_of(POLICY, count=MANY)
    after = items_of(changed(POLICY, "booking service]", "booking service, web shop]"), count=MANY)
    moved = [new for old, new in zip(before, after, strict=True) if old != new]
    assert 0 < len(moved) < MANY / 2
    assert all("web shop" in item["stem"] for item in moved)
    assert without(after, "stem") == without(before, "stem")


def test_a_row_more_takes_some_draws_and_moves_none() -> None:
    row = """
    simple:
      asks: [names]
      policy: Simple routing
      need: one address must always be returned
      why: "Simple routing has one record."
      why_not: "It has one record only."
stem:"""
    before, after = items_of(POLICY, count=MANY), items_of(changed(POLICY, "\nstem:", row), count=MANY)
    for old, new in zip(before, after, strict=True):
        names = {option["author_id"] for option in new["options"]}
        assert new == old or "simple" in names
        if "simple" in names and new["variant"] != "case=simple":
            assert new["variant"] == old["variant"]
            kept = [option for option in old["options"] if option["author_id"] in names]
            assert [option for option in new["options"] if option["author_id"] != "simple"] == kept, "the others keep their order and ids"


def test_a_key_or_distractor_more_in_a_pool_takes_some_draws_and_moves_none() -> None:
    before = items_of(BALANCERS, count=MANY)
    keyed = items_of(changed(BALANCERS, "distractors:", '  tcp: {text: "New", why: "N.", asks: [two]}\ndistractors:'), count=MANY)
    for old, new in zip(before, keyed, strict=True):
        assert new == old or "tcp" in new["variant"]
    more = items_of(changed(BALANCERS, "asks: []\n", '  late: {text: "Late", why: "L."}\nasks: []\n'), count=MANY)
    moved = 0
    for old, new in zip(before, more, strict=True):
        assert new["variant"] == old["variant"]
        assert new == old or "late" in {option["author_id"] for option in new["options"]}
        moved += new != old
    assert 0 < moved < MANY


def test_a_question_more_moves_no_draw() -> None:
    questions, facts, problems = read(topic_of({"before": TRUTH, "q": MESH, "after": POOL}))
    assert not problems
    root = Seed.of("golden")
    found = [plain(realize(questions["q"], facts, root.child("question", "q", at), root.child("public", at))) for at in range(MANY)]
    assert found == items_of(MESH, count=MANY)


def test_a_fact_more_moves_no_draw() -> None:
    assert items_of(MESH, FACTS + "more: {says: More., value: 7}\n", MANY) == items_of(MESH, FACTS, MANY)
