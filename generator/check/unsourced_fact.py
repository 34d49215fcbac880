"""Turn a fact that nobody can look up again into a warning.

A fact that cites a line of the notes and that a question asks also says where it was confirmed, and when.

Bad: `says: A queue keeps a message for 14 days at most.`, `line: 812`, and no more.
Good: the same with `source: "SQS Developer Guide, quotas"` and `as_of: 2026-11-23`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.problem import Problem
from generator.realize.prove import Proof


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Facts without a source or a day."""
    asked = frozenset[str]().union(*(question.all_asks for question in bank.questions.values()))
    for fact in bank.facts.values():
        if fact.id not in asked or not any(fact.lines):
            continue
        lacking = [name for name, text in (("source", fact.source), ("as_of", fact.as_of)) if not text]
        if lacking:
            message = f"a fact that is asked has no {' and no '.join(lacking)}"
            yield Finding(Problem(fact.place, "unsourced-fact", message, got=fact.id, severity="warning"))
