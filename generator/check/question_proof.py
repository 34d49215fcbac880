"""Turn what the proofs found into problems.

Every variant of a question has exactly one right answer, options distinct as printed, enough distractors, and examples that hold.
The proof's own problems carry rules of their own (`division-by-zero`, `equal-options`, ...); this rule passes them on.

Bad: `let: {each: total / n}` with `n: {whole: [0, 9]}` divides by zero for n = 0.
Good: `n: {whole: [1, 9]}`, or `where: [n > 0]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.realize.prove import Proof


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """What the proofs found."""
    for id, proof in proofs.items():
        for problem in proof.problems:
            yield Finding(problem, id)
