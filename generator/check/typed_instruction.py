"""Turn a stem that says how many to select into a warning.

How many options to select is printed by the paper, never typed by an author: it would be wrong when `right` changes.

Bad: `stem: "Which statements hold? (Choose two.)"`
Good: `right: 2` and `stem: "Which statements hold?"`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.problem import Problem
from generator.realize.prove import Proof

_TYPED = re.compile(
    r"\b(select|choose|pick|tick|mark)\s+(any\s+|all\s+|exactly\s+)?(one|two|three|four|five|[1-5]|all that)\b", re.IGNORECASE
)


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Stems that say how many to select."""
    for id, question in bank.questions.items():
        if question.options and (found := _TYPED.search(question.stem.text)):
            place = question.stem.at(found.start())
            hint = "delete it; the paper prints it"
            message = "the stem says how many to select"
            yield Finding(Problem(place, "typed-instruction", message, got=found[0], hint=hint, severity="warning"), id)
