"""Turn a fact into what rests on it: questions of a bank, slots of a paper."""

from __future__ import annotations

from generator.model.bank import Bank
from generator.model.paper import Paper


def questions_on(fact: str, bank: Bank) -> dict[str, str]:
    """The questions that ask or use a fact, by id, and which of both."""
    found = {}
    for question in bank.questions.values():
        if fact in question.all_asks:
            found[question.id] = "asks"
        elif fact in question.all_uses:
            found[question.id] = "uses"
    return found


def slots_on(fact: str, paper: Paper) -> list[str]:
    """The slots of a paper with a variant that asks or uses a fact."""
    slots = paper.slots().values()
    return [slot.id for slot in slots if any(fact in item.asks or fact in item.uses for item in slot.variants)]
