"""Turn hostile questions into problems: no escape, no crash, no hang, no swelling, whatever an author hands over."""

from __future__ import annotations

import builtins
import os
import socket
import subprocess
import time
import tracemalloc
from collections.abc import Callable

import pytest

from generator.model.problem import RefusedError
from generator.model.seed import Seed
from generator.realize.faked import faked
from generator.realize.prove import prove
from generator.realize.realize import realize
from tests.realize.hostile import DRAWS, EXPRESSIONS, TEXTS, corpus, heavy
from tests.realize.questions import read, topic_of

CORPUS = corpus()
SECONDS = 3.0
MEMORY = 512 * 1024 * 1024
PARTS = 8

# Strange, and harmless: they compute or print what they say.
HARMLESS = ("- - - - n", "(" * 40, "n<n<n<", "\uff4e + 1")


@pytest.fixture(autouse=True)
def _no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are loaded before; from here on nothing may be opened, run or called."""
    for provider in ("company", "city", "name", "job", "word"):
        faked(provider, "en_US")

    def escaped(*arguments: object, **named: object) -> Callable[[], None]:
        raise AssertionError(f"a question got out: {arguments} {named}")

    for owner, name in ((builtins, "open"), (os, "system"), (socket, "socket"), (subprocess, "Popen"), (builtins, "input")):
        monkeypatch.setattr(owner, name, escaped)


def run(text: str) -> list[str]:
    """The rules that reading and proving find broken; `realize` either makes an item or refuses."""
    questions, facts, problems = read(text)
    found = [problem.rule for problem in problems]
    for question in questions.values():
        found += [problem.rule for problem in prove(question, facts).problems if problem.severity == "error"]
        try:
            item = realize(question, facts, Seed.of("a"), Seed.of("b"))
            assert len(item.stem) <= 20_000
            assert "{{" not in item.stem
        except RefusedError as error:
            assert error.problems
            assert all(problem.place.file for problem in error.problems)
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_every_hostile_question_ends_quickly(part: int) -> None:
    for name in sorted(CORPUS)[part::PARTS]:
        started = time.process_time()
        run(CORPUS[name])
        assert time.process_time() - started < SECONDS, name


def test_the_corpus_is_large() -> None:
    assert len(CORPUS) >= 500
    assert len(set(CORPUS.values())) == len(CORPUS)


@pytest.mark.parametrize("name", heavy())
def test_the_heaviest_questions_take_little_memory(name: str) -> None:
    tracemalloc.start()
    try:
        run(topic_of({"q": heavy()[name]}))
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("expression", [one for one in EXPRESSIONS if not one.startswith(HARMLESS)], ids=lambda one: one[:30])
def test_every_hostile_expression_is_a_problem(expression: str) -> None:
    where = next(at for at, one in enumerate(EXPRESSIONS) if one == expression)
    assert run(CORPUS[f"where {where}: {expression[:40]}"])


@pytest.mark.parametrize("text", TEXTS, ids=lambda one: one[:30])
def test_every_hostile_text_is_a_problem(text: str) -> None:
    where = TEXTS.index(text)
    assert run(CORPUS[f"why {where}: {text[:40]}"])


@pytest.mark.parametrize("draw", [one for one in DRAWS if "faker" in one and "company}" not in one], ids=lambda one: one[:40])
def test_every_strange_provider_is_a_problem(draw: str) -> None:
    assert run(CORPUS[f"draw {DRAWS.index(draw)}: {draw[:40]}"])
