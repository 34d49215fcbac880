"""Turn questions that no reader has looked at into problems: realize trusts nobody above its own floor."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from generator.model.place import Place
from generator.model.question import Draw, Example, OptionSource, Question, RowsOf, Source
from generator.realize.prove import prove
from tests.realize.questions import MESH, POLICY, question_of

PLACE = Place("made.yaml", 3, 5)


def mesh(**changes: Any) -> tuple[Question, Mapping[str, Any]]:
    question, facts = question_of(MESH)
    return dataclasses.replace(question, examples=(), **changes), facts


def rules(question: Question, facts: Mapping[str, Any]) -> list[tuple[str, Place]]:
    return [(problem.rule, problem.place) for problem in prove(question, facts).problems]


def draw(name: str, kind: str, **args: Any) -> Draw:
    return Draw(name, kind, args, PLACE)


@pytest.mark.parametrize(
    ("made", "rule"),
    [
        (draw("n", "whole", low=9, high=3, step=1), "draw"),
        (draw("n", "whole", low=1, high=3, step=-1), "draw"),
        (draw("n", "whole", low=1, high=10**41, step=1), "draw"),
        (draw("n", "whole", low="a", high="b", step=1), "draw"),
        (draw("n", "one_of", **{"from": ()}), "draw"),
        (draw("n", "one_of", **{"from": (1, 1)}), "draw"),
        (draw("n", "some_of", k=3, **{"from": (1, 2)}), "draw"),
        (draw("n", "row", table="nope"), "draw"),
        (draw("n", "list", count=(0, 3), of={"a": draw("a", "whole", low=1, high=2)}), "draw"),
        (draw("n", "list", count=(1, 51), of={"a": draw("a", "whole", low=1, high=2)}), "draw"),
        (draw("n", "list", count=(1, 3), of={"a": draw("a", "row", table="t")}), "draw"),
        (draw("n", "list", count=(1, 3), of={}), "draw"),
        (draw("n", "fact", id="nope"), "unknown-fact"),
        (draw("sum", "whole", low=1, high=3), "name-reserved"),
        (draw("fact", "whole", low=1, high=3), "name-reserved"),
        (draw("class", "whole", low=1, high=3), "name-reserved"),
        (draw("_n", "whole", low=1, high=3), "name-reserved"),
        (draw("a-b", "whole", low=1, high=3), "name-reserved"),
        (draw("company", "whole", low=1, high=3), "name-twice"),
    ],
)
def test_a_draw_that_cannot_be_is_a_problem_at_its_place(made: Draw, rule: str) -> None:
    question, facts = mesh()
    given = (*(one for one in question.given if one.name != made.name or made.name == "company"), made)
    assert (rule, PLACE) in rules(dataclasses.replace(question, given=given), facts)


def test_a_let_has_a_name_of_its_own() -> None:
    for name, rule in (("n", "name-twice"), ("len", "name-reserved")):
        question, facts = mesh()
        assert (rule, PLACE) in rules(dataclasses.replace(question, let=(*question.let, (name, Source("1", PLACE)))), facts)


def test_rows_of_a_table_that_is_not_there() -> None:
    question, facts = question_of(POLICY)
    others = RowsOf("nope", Source("x", PLACE), Source("y", PLACE), PLACE)
    assert ("unknown-table", PLACE) in rules(dataclasses.replace(question, distractors_from=others), facts)


def test_rows_that_lack_a_member() -> None:
    question, facts = question_of(POLICY)
    first, *rest = question.rows["needs"]
    lacking = dataclasses.replace(first, fields={name: field for name, field in first.fields.items() if name != "why"})
    found = rules(dataclasses.replace(question, rows={"needs": (lacking, *rest)}), facts)
    assert found == [("member-missing", first.place)]


def test_texts_that_are_empty_or_endless() -> None:
    question, facts = mesh()
    option = question.keys[0]
    for text, rule in (("  ", "text-empty"), ("x" * 20_001, "text-too-long")):
        keys = (dataclasses.replace(option, text=Source(text, PLACE)),)
        assert (rule, PLACE) in rules(dataclasses.replace(question, keys=keys), facts)


def test_a_missing_reason_is_the_readers_to_report() -> None:
    question, facts = mesh()
    bare = dataclasses.replace(question.keys[0], why=Source("", PLACE))
    assert rules(dataclasses.replace(question, keys=(bare,)), facts) == []


@pytest.mark.parametrize(
    ("field", "many"),
    [
        ("given", tuple(draw(f"m{at}", "whole", low=1, high=3) for at in range(31))),
        ("where", tuple(Source("1 < 2", PLACE) for _ in range(101))),
        ("distractors", tuple(OptionSource(f"d{at}", Source(str(at), PLACE), Source("w", PLACE), PLACE) for at in range(101))),
        ("examples", tuple(Example({"n": 4}, PLACE, ("6",)) for _ in range(101))),
        ("stem", Source("x" * 200_001, PLACE)),
    ],
)
def test_a_question_that_is_too_large_is_not_looked_at(field: str, many: Any) -> None:
    question, facts = mesh()
    found = prove(dataclasses.replace(question, **{field: many}), facts)
    assert [(problem.rule, problem.place) for problem in found.problems] == [("question-too-large", question.place)]
    assert found.checked == 0


@pytest.mark.parametrize(
    ("given", "fits"),
    [
        ({"n": 4}, True),
        ({"n": Fraction(9, 2)}, True),
        ({"n": "4"}, False),
        ({"n": None}, False),
        ({"n": True}, False),
        ({}, False),
        ({"n": (4,)}, False),
    ],
)
def test_examples_of_any_shape_are_looked_at_with_care(given: Mapping[str, Any], fits: bool) -> None:
    question, facts = mesh()
    found = prove(dataclasses.replace(question, examples=(Example(given, PLACE, ("6",)),)), facts)
    problems = [(problem.rule, problem.place) for problem in found.problems]
    assert (problems == []) == (given == {"n": 4})
    assert set(problems) <= {("example-fails", PLACE)}
    assert any("cannot be drawn" in problem.message or "does not say" in problem.message for problem in found.problems) == (
        given != {"n": 4}
    )
    assert fits or len(problems) == 1


def test_an_example_that_cannot_be_worked_out_says_why() -> None:
    question, facts = mesh()
    question = dataclasses.replace(
        question, examples=(Example({"n": 1}, PLACE, ("0",)),), let=(*question.let, ("x", Source("1 / (n - 1)", PLACE)))
    )
    found = [problem for problem in prove(question, facts).problems if "worked out" in problem.message]
    assert [(problem.rule, problem.got) for problem in found] == [("example-fails", str(PLACE))]
