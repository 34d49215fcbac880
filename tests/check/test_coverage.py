"""Coverage counts by the lines that facts stand on, and every bar can fail."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from generator.bank.read import read_banks
from generator.check.coverage import MOST_VARIANTS, coverage, is_computing, is_scenario
from generator.model.bank import Bank
from generator.model.coverage import Bar
from generator.realize.prove import Proof, prove

TINY = Path(__file__).parents[1] / "banks" / "tiny"


@pytest.fixture(scope="module")
def bank() -> Bank:
    return read_banks([TINY]).bank


@pytest.fixture(scope="module")
def proofs(bank: Bank) -> dict[str, Proof]:
    return {id: prove(question, bank.facts) for id, question in bank.questions.items()}


def with_bars(bank: Bank, **bars: int) -> Bank:
    return dataclasses.replace(bank, bars={name.replace("_performing", "-performing"): want for name, want in bars.items()})


def test_a_heading_counts_the_questions_that_ask_its_lines(bank: Bank, proofs: dict[str, Proof]) -> None:
    found = coverage(bank, proofs)
    for one in found.headings:
        first, last = one.heading.lines
        asking = {
            question.id
            for question in bank.questions.values()
            for name in question.all_asks
            if bank.facts[name].lines[0] <= last and bank.facts[name].lines[1] >= first
        }
        assert set(one.questions) == asking
        assert one.variants == sum(min(proofs[id].variants, MOST_VARIANTS) for id in asking)
    assert any(one.questions for one in found.headings)


def test_what_is_missing_is_named(bank: Bank, proofs: dict[str, Proof]) -> None:
    asked = next(one for one in coverage(bank, proofs).headings if one.heading.exam and one.questions)
    more = len(asked.questions) + 2
    for one in coverage(with_bars(bank, per_heading=more), proofs).headings:
        if one.heading.topic == asked.heading.topic:
            assert f"2 more of {more} questions" in one.missing
    line, count = asked.exam[0]
    for one in coverage(with_bars(bank, per_exam_line=count + 1), proofs).headings:
        if one.heading.topic == asked.heading.topic:
            assert f"EXAM line {line}: 1 more of {count + 1}" in one.missing


def test_idle_facts_are_those_with_a_value_that_nothing_asks_or_uses(bank: Bank, proofs: dict[str, Proof]) -> None:
    idle = set(coverage(bank, proofs).idle)
    fact = next(fact for fact in bank.facts.values() if fact.value is not None and fact.id not in idle)
    stray = dataclasses.replace(fact, id="tiny/measures/time#stray")
    without = dataclasses.replace(stray, id="tiny/measures/time#words", value=None)
    superseded = dataclasses.replace(stray, id="tiny/measures/time#old", status="superseded")
    more = dataclasses.replace(bank, facts={**bank.facts, **{one.id: one for one in (stray, without, superseded)}})
    assert set(coverage(more, proofs).idle) == idle | {stray.id}


@pytest.mark.parametrize("name", ["questions", "computing", "scenarios", "multiple", "variants", "computing_median", "secure"])
def test_each_bar_is_met_at_its_figure_and_not_above(bank: Bank, proofs: dict[str, Proof], name: str) -> None:
    (bar,) = coverage(with_bars(bank, **{name: 0}), proofs).bars
    assert bar.met
    assert [one.met for one in coverage(with_bars(bank, **{name: bar.have}), proofs).bars] == [True]
    high = coverage(with_bars(bank, **{name: bar.have + 1}), proofs)
    assert [one.met for one in high.bars] == [False]
    assert not high.complete


def test_the_bar_of_remembering_is_at_most() -> None:
    assert Bar("most_remember_percent", 25, 25, most=True).met
    assert not Bar("most_remember_percent", 26, 25, most=True).met


def test_computing_and_scenario_exclude_each_other(bank: Bank) -> None:
    questions = bank.questions.values()
    assert any(is_computing(question) for question in questions)
    assert not any(is_computing(question) and is_scenario(question) for question in questions)
    assert all(is_computing(question) for question in questions if question.kind == "numeric" and question.given)
