"""Turn draws into values: each from its own stream, in range, and moved by nothing but itself."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.seed import Seed
from generator.realize.draws import ENDLESS, Axis, Members, Range, Some, range_of
from generator.realize.faked import LONGEST, PROVIDERS, Ring, faked
from generator.realize.items import draw
from generator.realize.listed import Listed
from generator.realize.program import compile_question
from generator.realize.variants import written
from tests.realize.questions import FACTS, HEAD, question_of

ROOT = Seed.of("draws")
REST = """
stem: "How much is it for {{ n }}?"
options: 2
key: {text: "{{ n }}", why: "Right."}
distractors: {other: {text: another, why: "Wrong."}}
"""


def axis_of(draw_text: str) -> Axis:
    question, facts = question_of(f"kind: choice\ngiven: {{n: {draw_text}}}\n{REST}")
    program = compile_question(question, facts)
    return program.givens[0].axis


def drawn(axis: Axis, count: int = 400) -> list[Any]:
    return [axis.draw(ROOT.child(at)) for at in range(count)]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("{whole: [4, 8]}", [4, 5, 6, 7, 8]),
        ("{whole: [10, 50], step: 10}", [10, 20, 30, 40, 50]),
        ("{whole: [-2, 2]}", [-2, -1, 0, 1, 2]),
        ("{whole: [7, 7]}", [7]),
        ("{decimal: [0.5, 2.5], step: 0.5}", [Fraction(1, 2), 1, Fraction(3, 2), 2, Fraction(5, 2)]),
        ("{decimal: [0.1, 0.3], step: 0.1}", [Fraction(1, 10), Fraction(1, 5), Fraction(3, 10)]),
        ("{one_of: [2, 8, 32]}", [2, 8, 32]),
        ("{one_of: [a, b]}", ["a", "b"]),
        ("{fact: sizes}", [1, 2, 4, 8]),
        ("{fact: names}", ["red", "green", "blue"]),
    ],
)
def test_a_draw_gives_exactly_its_members(text: str, members: list[Any]) -> None:
    axis = axis_of(text)
    assert list(axis.values()) == members
    assert axis.size == len(members)
    assert {type(value) for value in axis.values()} <= {int, Fraction, str}
    assert all(value.denominator > 1 for value in axis.values() if isinstance(value, Fraction))
    found = Counter(drawn(axis))
    assert set(found) == set(members)
    assert min(found.values()) > 400 / len(members) / 2, "about even"
    assert all(axis.has(member) for member in members)
    assert not axis.has(99)
    assert not axis.has("zzz")


def test_some_of_gives_each_set_in_the_authors_order() -> None:
    axis = Some(("c", "a", "b"), 2)
    assert list(axis.values()) == [("c", "a"), ("c", "b"), ("a", "b")]
    found = Counter(drawn(axis))
    assert set(found) == {("c", "a"), ("c", "b"), ("a", "b")}
    assert min(found.values()) > 80
    assert axis.size == 3
    assert axis.has(("c", "b"))
    assert not axis.has(("b", "c"))


def test_a_list_has_a_drawn_length_and_entries_of_their_own() -> None:
    axis = Listed("ps", 2, 4, {"rate": range_of(4, 40, 2) or Range(0, 1, 1), "mode": Members(("strong", "eventual"))})
    found = drawn(axis)
    assert Counter(len(entries) for entries in found).keys() == {2, 3, 4}
    assert {entry["rate"] for entries in found for entry in entries} == set(range(4, 41, 2))
    assert {entry["mode"] for entries in found for entry in entries} == {"strong", "eventual"}
    assert any(entries[0]["rate"] != entries[1]["rate"] for entries in found)
    assert axis.size == 38**2 + 38**3 + 38**4
    small = Listed("ps", 1, 2, {"a": Members((1, 2)), "b": Members(("x", "y"))})
    assert len(list(small.values())) == small.size == 4 + 16
    edges = axis.edges(ROOT)
    assert {len(entries) for entries in edges[:2]} == {2, 4}
    assert all(entry["rate"] == 4 for entry in edges[2])
    assert all(entry["rate"] == 40 for entry in edges[3])


def test_a_longer_list_keeps_the_entries_before() -> None:
    short = Listed("ps", 2, 2, {"a": Members(tuple(range(50)))})
    long = Listed("ps", 5, 5, {"a": Members(tuple(range(50)))})
    assert all(long.draw(seed)[:2] == short.draw(seed) for seed in (ROOT.child(at) for at in range(50)))


def test_huge_ranges_are_never_written_out() -> None:
    axis = range_of(1, 10**40, 1)
    assert axis is not None
    assert axis.size == 10**40
    assert 1 <= axis.draw(ROOT) <= 10**40
    assert axis.edges(ROOT) == [1, 10**40]
    assert next(axis.values()) == 1
    many = Listed("ps", 1, 50, {"a": axis, "b": axis})
    assert many.size == ENDLESS


def test_adding_a_member_moves_as_few_draws_as_can_be() -> None:
    before, after = Members(("a", "b", "c", "d")), Members(("a", "b", "c", "d", "e"))
    pairs = [(before.draw(ROOT.child(at)), after.draw(ROOT.child(at))) for at in range(500)]
    moved = [new for old, new in pairs if old != new]
    assert set(moved) == {"e"}, "only the new member takes draws over"
    assert 50 < len(moved) < 160
    fewer, more = Some(("a", "b", "c", "d"), 2), Some(("a", "b", "c", "d", "e"), 2)
    for at in range(200):
        old, new = fewer.draw(ROOT.child(at)), more.draw(ROOT.child(at))
        assert new == old or set(new) - set(old) == {"e"}


def test_every_given_has_its_own_stream() -> None:
    one = question_of(f"kind: choice\ngiven: {{n: {{whole: [1, 1000000]}}}}\n{REST}")
    two = question_of(f"kind: choice\ngiven: {{m: {{whole: [1, 1000000]}}, n: {{whole: [1, 1000000]}}, k: {{faker: city}}}}\n{REST}")
    first, second = compile_question(*one), compile_question(*two)
    for at in range(20):
        seed = ROOT.child(at)
        assert draw(first, seed)["n"] == draw(second, seed)["n"] != draw(second, seed)["m"]


@pytest.mark.parametrize("provider", ["company", "last_name", "city", "job", "color_name"])
def test_fakers_values_carry_no_digit_no_comma_and_are_not_long(provider: str) -> None:
    ring = faked(provider, "en_US")
    assert ring is not None
    assert 100 <= len(ring.values) <= 600
    assert len(set(ring.values)) == len(ring.values)
    for value in ring.values:
        assert len(value) <= LONGEST
        assert len(set(value.replace("-", " ").split())) == len(value.replace("-", " ").split())
        assert not set(value) & set("0123456789,*_`<>[]|{}#$&\\")
    assert faked(provider, "en_US") is ring, "made once a process"


def test_fakers_values_do_not_depend_on_faker_at_draw_time(monkeypatch: pytest.MonkeyPatch) -> None:
    axis = axis_of("{faker: company}")
    monkeypatch.setattr("faker.Faker.__getattr__", None, raising=False)
    assert drawn(axis) == drawn(axis)
    assert len(set(drawn(axis))) > 100


def test_a_value_more_moves_few_of_fakers_draws() -> None:
    values = [f"name {letter}" for letter in "abcdefghijklmnopqrst"]
    before, after = Ring(values), Ring([*values, "name new"])
    pairs = [(before.draw(ROOT.child(at)), after.draw(ROOT.child(at))) for at in range(500)]
    assert {new for old, new in pairs if old != new} == {"name new"}
    assert len(set(drawn_from(before))) == 20


def drawn_from(ring: Ring) -> list[str]:
    return [ring.draw(ROOT.child(at)) for at in range(1000)]


@pytest.mark.parametrize(
    ("draw_text", "rule"),
    [
        ("{faker: binary}", "faker"),
        ("{faker: seed_instance}", "faker"),
        ("{faker: nosuch}", "faker"),
        ("{faker: company, locale: xx_XX}", "faker"),
        ("{fact: two}", "draw"),
        ("{fact: mesh}", "draw"),
        ("{fact: silent}", "draw"),
        ("{one_of: [" + ", ".join(f"m{at}" for at in range(201)) + "]}", "draw"),
        ("{one_of: ['" + "x" * 2001 + "']}", "draw"),
        ("{one_of: ['']}", "draw"),
    ],
)
def test_what_cannot_be_drawn_is_a_problem_at_the_given(draw_text: str, rule: str) -> None:
    question, facts = question_of(f"kind: choice\ngiven:\n  n: {draw_text}\n{REST}")
    found = [problem for problem in compile_question(question, facts).problems if problem.severity == "error"]
    assert [problem.rule for problem in found] == [rule]
    assert (found[0].place.line, found[0].place.column) == (len(HEAD.splitlines()) + len(FACTS.splitlines()) + 6, 7)


def test_a_german_name_is_a_name() -> None:
    ring = faked("last_name", "de_DE")
    assert ring is not None
    assert any(not value.isascii() for value in ring.values)
    assert "company" in PROVIDERS


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7, "7"),
        (Fraction(13, 2), "6.5"),
        (Fraction(1, 3), "1/3"),
        ("strong", "strong"),
        (True, "true"),
        (("a", 2), "[a, 2]"),
        (({"rate": 3, "mode": "x"},), "[{rate: 3, mode: x}]"),
    ],
)
def test_variants_are_written_canonically(value: Any, text: str) -> None:
    assert written(value) == text


@settings(max_examples=200, deadline=None)
@given(
    st.fractions(-100, 100, max_denominator=20),
    st.fractions(0, 50, max_denominator=20),
    st.sampled_from([1, 2, Fraction(1, 2), Fraction(3, 10)]),
)
def test_ranges_stay_inside_and_on_their_steps(low: Fraction, width: Fraction, step: Any) -> None:
    axis = range_of(low, low + width, step)
    assert axis is not None
    for value in [*axis.edges(ROOT), axis.draw(ROOT.child(str(low)))]:
        assert low <= value <= low + width
        assert (value - low) % step == 0
        assert axis.has(value)
    assert not axis.has(low + width + step)


@pytest.mark.parametrize(("low", "high", "step"), [(5, 4, 1), (1, 2, 0), (1, 2, -1)])
def test_ranges_without_members_are_none(low: int, high: int, step: int) -> None:
    assert range_of(low, high, step) is None
