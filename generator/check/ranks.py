"""Turn a key that always stands near one end into a warning.

Where options are numbers and so sort, the key can stand at three ranks at least; else its place gives it away.

Bad: every distractor of `{{ n * 2 }}` is smaller, so the key is always the largest.
Good: misconceptions lead to smaller and to larger numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.problem import Problem
from generator.realize.prove import Proof

FEWEST = 3


def _broken(proof: Proof) -> bool:
    return any(problem.severity == "error" for problem in proof.problems)


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Choices of numbers with a key that stands at one or two ranks only."""
    for id, proof in proofs.items():
        question = bank.questions[id]
        if question.kind != "choice" or not 0 < len(proof.ranks) < min(FEWEST, question.options) or _broken(proof):
            continue
        reached = " and ".join(str(rank + 1) for rank in proof.ranks)
        message = f"among the sorted options the key stands only at {reached} of {question.options}"
        hint = "add misconceptions that lead to smaller or to larger numbers"
        problem = Problem(question.place, "ranks", message, f"at least {FEWEST} ranks", reached, hint, "warning")
        yield Finding(problem, id)
