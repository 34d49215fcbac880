"""Turn two questions with one stem into a warning.

No two questions have the same stem, whatever its spaces and capitals.

Bad: a question was copied to another topic and only its key was changed.
Good: each question has a scenario of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.problem import Problem
from generator.model.question import Question
from generator.realize.prove import Proof


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """The second and later questions with a stem that was there before, whatever its spaces and capitals."""
    first: dict[str, Question] = {}
    for id, question in bank.questions.items():
        stem = " ".join(question.stem.text.lower().split())
        other = first.setdefault(stem, question)
        if other is not question:
            hint = f"the other is {other.id} at {other.stem.place}"
            yield Finding(
                Problem(question.stem.place, "duplicate-stem", "another question has this stem", hint=hint, severity="warning"), id
            )
