"""A question that hangs, takes the memory, kills its process or meets a bug of ours costs itself only; the run goes on."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import pytest

from generator.bank.read import read_banks
from generator.check import pool
from generator.check.playing import played
from generator.check.pool import prove_all
from generator.check.run import check_bank
from generator.model.problem import Problem
from generator.model.question import Question
from generator.realize.prove import Proof
from tests.bank.broken import TINY

# A worker with a prover that does to its process what the question's name says; the others are proved as ever.
HOSTILE = """
import os, signal, sys, time
from generator.check import worker
from generator.check.playing import played
worker.SECONDS = 1
def hostile(question, facts):
    if question.name == "pallets":
        while True:
            pass
    if question.name == "weight":
        return [0] * 10**9
    if question.name == "clock":
        os.kill(os.getpid(), signal.SIGKILL)
    if question.name == "order":
        raise KeyError("ours")
    if question.name == "genres":
        print("noise", flush=True)
    return played(question, facts)
worker.played = hostile
worker.main()
"""


def test_each_costs_its_own_question_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "COMMAND", (sys.executable, "-c", HOSTILE))
    bank = read_banks([TINY]).bank
    started = time.monotonic()
    outcomes = {question.name: outcome for question, outcome in prove_all(list(bank.questions.values()), bank.facts, 2)}
    assert time.monotonic() - started < pool.WALL_SECONDS
    failed = {name: outcome for name, outcome in outcomes.items() if isinstance(outcome, Problem)}
    assert {name: problem.rule for name, problem in failed.items()} == {
        "pallets": "question-time",
        "weight": "question-memory",
        "clock": "question-died",
        "order": "question-error",
    }
    assert failed["order"].got == "KeyError: 'ours'"
    assert failed["pallets"].place == bank.questions["tiny/measures/boxes/pallets"].place
    assert {name: outcome for name, outcome in outcomes.items() if name not in failed} == {
        question.name: played(question, bank.facts) for question in bank.questions.values() if question.name not in failed
    }


def test_a_child_that_only_sleeps_is_killed_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "COMMAND", (sys.executable, "-c", "import time; time.sleep(60)"))
    monkeypatch.setattr(pool, "WALL_SECONDS", 0.5)
    bank = read_banks([TINY]).bank
    started = time.monotonic()
    ((_, outcome),) = prove_all(list(bank.questions.values())[:1], bank.facts, 2)
    assert isinstance(outcome, Problem)
    assert outcome.rule == "question-time"
    assert time.monotonic() - started < 30


def test_what_failed_is_reported_and_never_cached(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pool, "COMMAND", (sys.executable, "-c", "import sys; sys.exit(3)"))
    reading = read_banks([TINY])
    report = check_bank(reading, workers=2, cache=tmp_path)
    assert [problem.rule for problem in report.problems] == ["question-died"] * len(reading.bank.questions)
    assert report.proofs == {}
    monkeypatch.undo()
    assert check_bank(reading, workers=2, cache=tmp_path).cached == 0


# A worker whose memory is full after one question: the second kills it.
LEAKING = """
import os
from generator.check import worker
from generator.check.playing import played
answered = 0
def leaking(question, facts):
    global answered
    answered += 1
    if answered > 1:
        os.abort()
    return played(question, facts)
worker.played = leaking
worker.main()
"""


def test_what_fails_in_a_child_that_has_worked_before_gets_a_fresh_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "COMMAND", (sys.executable, "-c", LEAKING))
    bank = read_banks([TINY]).bank
    outcomes = list(prove_all(list(bank.questions.values())[:3], bank.facts, 1))
    assert [outcome for _, outcome in outcomes if isinstance(outcome, Problem)] == []


def test_stopping_early_leaves_no_child_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[pool.Child] = []
    asked: list[str] = []

    class Watched(pool.Child):
        def __init__(self, facts: bytes) -> None:
            super().__init__(facts)
            started.append(self)

        def prove(self, question: Question) -> Proof | str:
            asked.append(question.id)
            return super().prove(question)

    monkeypatch.setattr(pool, "Child", Watched)
    bank = read_banks([TINY]).bank
    proving = prove_all(list(bank.questions.values()) * 50, bank.facts, 2)
    assert isinstance(next(proving)[1], Proof)
    proving.close()  # type: ignore[attr-defined]
    assert started
    assert len(asked) < 100
    assert all(child.process.poll() is not None for child in started)
    assert not [thread for thread in threading.enumerate() if isinstance(thread, pool._Driver)]
