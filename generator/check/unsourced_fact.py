"""Turn a fact that nobody can look up again into a warning.

In a bank that indexes notes, a fact that a question asks says where it was confirmed and when.

Bad: `says: A queue keeps a message for 14 days at most.` and no more.
Good: the same with `source: "SQS Developer Guide, quotas"` and `as_of: 2026-11-23`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.problem import Problem
from generator.realize.prove import Proof


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Facts without a source or a day, in banks that index notes."""
    cited = {heading.topic.partition("/")[0] for heading in bank.headings}
    asked = frozenset[str]().union(*(question.all_asks for question in bank.questions.values()))
    for fact in bank.facts.values():
        if fact.id not in asked or fact.id.partition("/")[0] not in cited:
            continue
        lacking = [name for name, text in (("source", fact.source), ("as_of", fact.as_of)) if not text]
        if lacking:
            message = f"a fact that is asked has no {' and no '.join(lacking)}"
            yield Finding(Problem(fact.place, "unsourced-fact", message, got=fact.id, severity="warning"))
