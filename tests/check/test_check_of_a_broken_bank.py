"""One run over the broken bank finds every defect of every file, at its place, within seconds, and nothing else."""

from __future__ import annotations

import time

import pytest

from generator.bank.read import read_banks
from generator.check.run import Report, check_bank
from generator.check.table import RULES
from tests.bank.broken import BROKEN, TINY, expected, spots

BY_RUN = {"allow-unused"}
"""Rules of the run itself, which have no file of their own."""


@pytest.fixture(scope="module")
def report() -> Report:
    started = time.perf_counter()
    found = check_bank(read_banks([BROKEN]), workers=2)
    assert time.perf_counter() - started < 30
    return found


def test_every_defect_of_every_file_is_found_at_its_place_and_nothing_else(report: Report) -> None:
    assert spots(report.problems) == expected()


def test_a_defect_of_one_variant_names_the_variant(report: Report) -> None:
    problem = next(one for one in report.problems if one.place.file.endswith("too-few-options.yaml"))
    assert "variant n=3" in problem.message


ELSEWHERE = {"question-proof", "guessed-bank"}
"""The first passes on what others found; the second says nothing of a bank so small (test_guessed_bank.py)."""


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in ELSEWHERE])
def test_every_rule_has_a_file_in_the_broken_bank(rule: str) -> None:
    found = {rule for spots in expected().values() for _, _, rule in spots}
    assert rule in found


def test_problems_stand_in_order_and_only_once(report: Report) -> None:
    assert list(report.problems) == sorted(set(report.problems), key=lambda one: (one.place, one.severity, one.rule, one.message))


def test_a_good_bank_is_clean_and_proved() -> None:
    reading = read_banks([TINY])
    report = check_bank(reading, workers=2)
    assert report.problems == ()
    assert report.silenced == 1
    assert set(report.proofs) == set(reading.bank.questions)
    assert all(proof.checked for proof in report.proofs.values())
    assert report.proofs["tiny/library/shelves/genres"].space == 50
    assert report.proofs["tiny/library/lending/loans"].dressing == ("town",)
