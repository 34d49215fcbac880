"""Turn a fact into what rests on it: questions of a bank, slots of a paper."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.bank import Bank
from generator.model.fact import Fact
from generator.model.paper import Paper
from generator.model.problem import refuse


def fact_of(name: str, facts: Mapping[str, Fact]) -> str:
    """The full id of a fact named by it or by an end of it that only one has. Raises RefusedError otherwise."""
    matches = [id for id in facts if id == name or id.endswith(("/" + name, "#" + name))]
    if len(matches) == 1 or name in facts:
        return name if name in facts else matches[0]
    near = matches[:5] or [id for id in facts if name.rsplit("#", 1)[-1] in id][:5]
    message = "more than one fact ends like this" if matches else "no such fact"
    raise refuse(name, "fact-missing", message, hint=f"try {', '.join(near)}" if near else "ids look like bank/chapter/topic#fact")


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
