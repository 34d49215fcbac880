"""Turn the word "rule" into a contract: what a check of a whole bank gets, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.model.bank import Bank
from generator.model.problem import Problem
from generator.realize.prove import Proof


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem and the id of the question that it is about ("" where it is about none): its `allow` may silence it."""

    problem: Problem
    question: str = ""


Rule = Callable[[Bank, Mapping[str, Proof]], Iterator[Finding]]
"""Gets the bank and the proofs by question id; a question whose proof could not be had has none."""
