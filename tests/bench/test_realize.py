"""Turn the bank into numbers of speed: items a second once compiled, compiling, proving. No time is asserted here."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from generator.bank.read import load_banks
from generator.model.bank import Bank
from generator.model.item import Item
from generator.model.resources import data_dir
from generator.model.seed import Seed
from generator.realize.faked import faked
from generator.realize.program import compile_question, compiled
from generator.realize.prove import prove
from generator.realize.realize import realize

PAPER = 65


@pytest.fixture(scope="module")
def bank() -> Bank:
    faked("company", "en_US")
    return load_banks([data_dir("question_bank") / "aws-saa"])


def test_realize_the_whole_bank(benchmark: Any, bank: Bank) -> None:
    """One item of each question a round; `items_a_second` is beside the times."""
    for question in bank.questions.values():
        compile_question(question, bank.facts)
    rounds = count()

    def items() -> list[Item]:
        root = Seed.of("bench").child(next(rounds))
        return [realize(question, bank.facts, root.child(id), root.child("public", id)) for id, question in bank.questions.items()]

    benchmark(items)
    if benchmark.stats:
        benchmark.extra_info["items_a_second"] = round(len(bank.questions) / benchmark.stats.stats.mean)


def test_compile_a_paper(benchmark: Any, bank: Bank) -> None:
    questions = list(bank.questions.values())
    chosen = questions[:: max(1, len(questions) // PAPER)][:PAPER]
    benchmark(lambda: [compiled(question, bank.facts) for question in chosen])


def test_prove_the_whole_bank(benchmark: Any, bank: Bank) -> None:
    benchmark.pedantic(lambda: [prove(question, bank.facts) for question in bank.questions.values()], rounds=1)
