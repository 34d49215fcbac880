"""Cells are filled exactly, nothing is asked twice, and what cannot be filled is named."""

from __future__ import annotations

import dataclasses
import random

import pytest

from generator.assemble.choose import choose
from generator.assemble.wishes import changed, shares, wishes_of
from generator.model.blueprint import Blueprint
from generator.model.place import NOWHERE
from generator.model.problem import RefusedError
from generator.model.question import DOMAINS, Question, Source
from generator.model.seed import Seed

NOTHING = Source("", NOWHERE)
REAL = Blueprint(
    "saa",
    "Real",
    130,
    scored={"secure": 15, "resilient": 13, "high-performing": 12, "cost-optimized": 10},
    pilots={"secure": 4, "resilient": 4, "high-performing": 4, "cost-optimized": 3},
    kinds={"multiple": (10, 16)},
    rest=("choice",),
)


def question(at: int, domain: str, kind: str = "choice", asks: tuple[str, ...] = (), enemies: tuple[str, ...] = ()) -> Question:
    return Question(
        id=f"bank/chapter/topic/q{at}", bank="bank", chapter="chapter", topic="topic", topic_title="T", kind=kind, domain=domain,
        level="apply", difficulty=1, seconds=60, stem=NOTHING, place=NOWHERE, asks=asks or (f"f{at}",), enemies=enemies,
    )  # fmt: skip


def bank(count: int, seed: int = 1, facts: int = 0) -> list[Question]:
    draw = random.Random(seed)
    return [
        question(
            at,
            DOMAINS[at % 4],
            "multiple" if at % 4 == draw.randrange(4) else "choice",
            (f"f{draw.randrange(facts)}",) if facts else (),
        )
        for at in range(count)
    ]


def chosen(questions: list[Question], blueprint: Blueprint, seed: str = "s", used: tuple[str, ...] = ()) -> list[Question]:
    return choose(questions, blueprint, wishes_of(blueprint), Seed.of(seed), used)


@pytest.mark.parametrize(
    ("count", "wanted"), [(50, [15, 13, 12, 10]), (20, [6, 5, 5, 4]), (65, [19, 17, 16, 13]), (1, [1, 0, 0, 0]), (0, [0] * 4)]
)
def test_shares_by_largest_remainder(count: int, wanted: list[int]) -> None:
    assert list(shares(count).values()) == wanted
    assert sum(shares(count).values()) == count


def test_cells_kinds_facts_and_enemies_hold_over_many_banks() -> None:
    for seed in range(40):
        questions = bank(160, seed, facts=120)
        enemy = questions[5].id
        questions = [dataclasses.replace(one, enemies=(enemy,)) if at in (9, 13, 17) else one for at, one in enumerate(questions)]
        found = chosen(questions, REAL, str(seed))
        assert {domain: sum(one.domain == domain for one in found) for domain in DOMAINS} == wishes_of(REAL).cells
        assert 10 <= sum(one.kind == "multiple" for one in found) <= 16
        asks = [fact for one in found for fact in one.all_asks]
        assert len(asks) == len(set(asks))
        ids = {one.id for one in found}
        assert not any(enemy in one.enemies and enemy in ids for one in found)
        assert found == chosen(questions, REAL, str(seed))


def test_a_new_question_displaces_at_most_one() -> None:
    blueprint = Blueprint("b", "B", 10, items=20)
    for seed in range(60):
        questions = bank(80, seed)
        before = {one.id for one in chosen(questions, blueprint, str(seed))}
        after = {one.id for one in chosen([*questions, question(999, "secure")], blueprint, str(seed))}
        assert len(before - after) <= 1


def test_shortage_names_cell_and_number() -> None:
    questions = [one for one in bank(200) if one.domain != "secure"] + [question(1000 + at, "secure") for at in range(16)]
    with pytest.raises(RefusedError) as caught:
        chosen(questions, REAL)
    (problem,) = caught.value.problems
    assert problem.message == "secure is 3 short"
    assert "16 of secure are in the bank" in problem.got


def test_shortage_because_of_facts_says_so() -> None:
    questions = [question(at, DOMAINS[at % 4], asks=(f"f{at % 7}",)) for at in range(100)]
    with pytest.raises(RefusedError) as caught:
        chosen(questions, Blueprint("b", "B", 10, items=9))
    (problem,) = caught.value.problems
    assert problem.message == "any domain is 2 short"
    assert "ask a fact that is asked already" in problem.got


def test_shortage_of_a_kind() -> None:
    questions = [question(at, "secure", "multiple") for at in range(30)]
    with pytest.raises(RefusedError) as caught:
        chosen(questions, Blueprint("b", "B", 10, items=20, kinds={"multiple": (2, 4)}, rest=("choice",)))
    assert "multiple 4 of 2 to 4" in caught.value.problems[0].got


def test_repair_finds_what_greed_misses() -> None:
    """q0 asks both facts of q1 and q2; the two cells can only be filled without q0."""
    questions = [
        question(0, "secure", asks=("a", "b")),
        question(1, "secure", asks=("a",)),
        question(2, "resilient", asks=("b",)),
    ]
    blueprint = Blueprint("b", "B", 10, scored={"secure": 1, "resilient": 1})
    for seed in range(30):
        assert {one.name for one in chosen(questions, blueprint, str(seed))} == {"q1", "q2"}


def test_picks_are_in_and_used_come_last() -> None:
    questions = bank(100)
    blueprint = Blueprint("b", "B", 10, items=20, picks=(questions[77].id,))
    first = chosen(questions, blueprint)
    assert questions[77] in first
    used = tuple(one.id for one in first)
    second = chosen(questions, dataclasses.replace(blueprint, picks=()), used=used)
    assert not {one.id for one in second} & set(used)


def test_the_command_line_replaces_fields() -> None:
    shorter = changed(REAL, items=13, minutes=26, topics=["t"])
    assert (shorter.count, shorter.minutes, shorter.topics, shorter.domains) == (13, 26, ("t",), "shares")
    assert shorter.kinds == {"multiple": (2, 4)}
    assert changed(REAL) == REAL


def test_picks_that_find_no_place_are_named() -> None:
    questions = [question(0, "secure"), question(1, "secure"), question(2, "resilient"), question(3, "secure", asks=("f2",))]
    names = [one.id for one in questions]

    def refused(picks: list[str], **fields: object) -> list[str]:
        with pytest.raises(RefusedError) as caught:
            chosen(questions, dataclasses.replace(Blueprint("b", "B", 10, picks=tuple(picks)), **fields))
        return [problem.message for problem in caught.value.problems]

    assert refused(names[:2], items=1) == [f"there is no place for {names[1]}"]
    assert refused([names[2]], scored={"secure": 1}) == [f"there is no place for {names[2]}"]
    assert refused(names[2:], items=2) == [f"{names[3]} cannot stand beside {names[2]}"]


def test_a_pick_said_twice_is_one() -> None:
    questions = bank(8)
    assert chosen(questions, Blueprint("b", "B", 10, items=1, picks=(questions[3].id,) * 2)) == [questions[3]]


def test_minutes_go_with_the_items() -> None:
    assert changed(REAL, items=13).minutes == 26
    assert changed(REAL, items=1).minutes == 2
    assert changed(REAL, items=65).minutes == 130


def test_a_paper_goes_over_as_many_topics_as_it_can() -> None:
    questions = [dataclasses.replace(question(at, DOMAINS[at % 4]), topic=f"t{at % 12}") for at in range(120)]
    blueprint = Blueprint("b", "B", 10, items=12)
    for seed in range(30):
        assert len({one.topic for one in chosen(questions, blueprint, str(seed))}) == 12
        twice = chosen(questions, dataclasses.replace(blueprint, items=20), str(seed))
        assert len(twice) == 20
        assert len({one.topic for one in twice}) == 12


def test_a_second_form_from_a_small_bank_uses_questions_again() -> None:
    """q0 shares a fact with q1 and one with q2: without using q1 and q2 again the second form cannot be filled."""
    questions = [
        question(0, "secure", asks=("a", "b")),
        question(1, "secure", asks=("a",)),
        question(2, "resilient", asks=("b",)),
    ]
    blueprint = Blueprint("b", "B", 10, scored={"secure": 1, "resilient": 1})
    used = tuple(one.id for one in chosen(questions, blueprint))
    assert {one.name for one in chosen(questions, blueprint, used=used)} == {"q1", "q2"}
