"""Turn hostile questions into problems: no escape, no crash, no hang, no swelling, whatever an author hands over."""

from __future__ import annotations

import builtins
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise

import pytest

from generator.model.problem import RefusedError
from generator.model.seed import Seed
from generator.realize.faked import faked
from generator.realize.prove import prove
from generator.realize.realize import realize
from tests.realize.hostile import corpus
from tests.realize.questions import read

CORPUS = corpus()
SECONDS = 3.0 if "coverage" not in sys.modules else 9.0  # counting lines takes its own time
MEGABYTES = 512
PARTS = 8

# Strange, and harmless: they compute, print or draw what they say.
HARMLESS = (
    "let 94: - - - - n",
    "let 97: ((((",
    "let 102: n<n<n<",
    "let 131: \uff4e + 1",
    "draw 0: n: {whole: [1, 1000000",
    "draw 1: n: {whole: [-1000000",
    "draw 2: n: {decimal: [0, 1000000",
    "draw 3: n: {whole: [1, 1]}",
    "draw 4: n: {one_of: [0]}",
    "draw 5: n: {one_of: [a, b]}",
    "draw 11: n: {fact: names}",
    "draw 12: n: {faker: company}",
    "draw 25: ",
    "draw 27: ",
    "draw 30: ",
    "heavy: digits",
)


@pytest.fixture(autouse=True)
def _no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are loaded before; from here on nothing may be opened, run or called."""
    for provider in ("company", "city", "name", "job", "word"):
        faked(provider, "en_US")

    def escaped(*arguments: object, **named: object) -> Callable[[], None]:
        raise AssertionError(f"a question got out: {arguments} {named}")

    for owner, name in ((builtins, "open"), (os, "system"), (socket, "socket"), (subprocess, "Popen"), (builtins, "input")):
        monkeypatch.setattr(owner, name, escaped)


def run(text: str) -> tuple[list[str], float]:
    """The rules that reading and proving find broken, and the seconds that the longest step took."""
    questions, facts, problems = read(text)
    found, clock = [problem.rule for problem in problems], [time.process_time()]
    for question in questions.values():
        found += [problem.rule for problem in prove(question, facts).problems if problem.severity == "error"]
        clock.append(time.process_time())
        try:
            item = realize(question, facts, Seed.of("a"), Seed.of("b"))
            found += ["too long"] if len(item.stem) > 20_000 else ["braces"] if "{{" in item.stem else []
        except RefusedError as error:
            found += [problem.rule if problem.place.file else "no place" for problem in error.problems]
        clock.append(time.process_time())
    return found, max(after - before for before, after in pairwise(clock)) if len(clock) > 1 else 0.0


def _megabytes() -> float:
    """The most memory that this process has had so far."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


@pytest.mark.parametrize("part", range(PARTS))
def test_every_hostile_question_is_a_problem_and_ends_quickly(part: int) -> None:
    most = _megabytes() + MEGABYTES
    for name in sorted(CORPUS)[part::PARTS]:
        found, seconds = run(CORPUS[name])
        assert seconds < SECONDS, name
        assert _megabytes() < most, name
        assert bool(found) != name.startswith(HARMLESS), (name, found)
        assert not {"no place", "too long", "braces"} & set(found), name


def test_the_corpus_is_large() -> None:
    assert len(CORPUS) >= 500
    assert len(set(CORPUS.values())) == len(CORPUS)
