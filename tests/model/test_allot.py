"""Copies for a class: numbers never come twice, neighbours never get the same order, what a roster fixes holds."""

from __future__ import annotations

import itertools

import pytest

from generator.model.allot import allot
from generator.model.copies import CopyEntry, Ledger
from generator.model.paper import Policy, copy
from generator.model.problem import RefusedError
from generator.model.roster import Candidate
from tests.render.papers import paper

SHUFFLED = Policy("shuffled", "shuffled")
QUESTIONS_ONLY = Policy("shuffled", "fixed")


def people(count: int) -> list[Candidate]:
    return [Candidate(str(at), f"Person {at}") for at in range(count)]


def test_numbers_go_on_where_the_ledger_ends() -> None:
    made = paper(6)
    first = allot(Ledger(made), people(3), 1, SHUFFLED, "1")
    assert [one.entry.number for one in first] == [1, 2, 3, 4]
    assert [one.entry.candidate for one in first] == ["0", "1", "2", ""]
    second = allot(Ledger(made, [one.entry for one in first]), people(1), 0, SHUFFLED, "2")
    assert [(one.entry.number, one.entry.run) for one in second] == [(5, "2")]


def test_neighbours_never_get_the_same_order() -> None:
    made = paper(2)  # two orders of its questions: half of all neighbours would be alike
    found = allot(Ledger(made), people(40), 0, QUESTIONS_ONLY, "1")
    orders = [tuple(slot.slot.id for slot in copy(made, one.entry.number, policy=QUESTIONS_ONLY).slots) for one in found]
    assert all(one != other for one, other in itertools.pairwise(orders))
    numbers = [one.entry.number for one in found]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] > 40
    assert not any(one.alike for one in found)


def test_where_there_is_one_order_only_it_is_said() -> None:
    found = allot(Ledger(paper(3)), people(3), 0, Policy(), "1")
    assert [one.alike for one in found] == [False, True, True]


def test_what_the_roster_fixes_holds_and_is_kept_free() -> None:
    seated = [Candidate("a", "A"), Candidate("b", "B", copy=2), Candidate("c", "C")]
    found = allot(Ledger(paper(6)), seated, 0, SHUFFLED, "1")
    assert [one.entry.number for one in found] == [3, 2, 4]


def test_what_cannot_be_is_refused() -> None:
    made = paper(6)
    out = CopyEntry(1, copy(made, 1).code, 1, SHUFFLED)
    with pytest.raises(RefusedError) as refused:
        allot(Ledger(made, [out]), [Candidate("a", "A", copy=1), Candidate("b", "B", form=2)], 0, SHUFFLED, "1")
    assert [problem.rule for problem in refused.value.problems] == ["roster-copy", "roster-form"]
