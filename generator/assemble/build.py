"""Turn a bank, a blueprint and a seed into a paper: choose, order, realize, balance; then nothing is drawn again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set

from generator.assemble.choose import choose
from generator.assemble.letters import balanced
from generator.assemble.names import names_in
from generator.assemble.wishes import eligible, wishes_of
from generator.model.bank import Bank
from generator.model.blueprint import Blueprint
from generator.model.fact import FactNote
from generator.model.item import Item
from generator.model.paper import Form, Paper, Policy, Slot
from generator.model.question import Question
from generator.model.record import signed
from generator.model.seed import Seed
from generator.realize.realize import realize

SPARE_TRIES = 8


def build_paper(
    bank: Bank,
    blueprint: Blueprint,
    seed: str,
    *,
    made_with: str,
    forms: int = 1,
    variants: int = 1,
    policy: Policy | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Paper:
    """The whole record: a pure function of its arguments. Raises RefusedError where the blueprint cannot be filled."""
    root = Seed.of(seed)
    wishes = wishes_of(blueprint)
    questions = eligible(bank, blueprint, wishes)
    used: set[str] = set()
    made = []
    for number in range(1, forms + 1):
        chosen = choose(questions, blueprint, wishes, root.child("choose", number), used)
        used.update(question.id for question in chosen)
        made.append(_form(bank, blueprint, chosen, root, number, variants, progress))
    paper = Paper(
        code="",
        made_with=made_with,
        seed=seed,
        title=blueprint.title,
        blueprint=blueprint.name,
        minutes=blueprint.minutes,
        cut=blueprint.cut,
        scoring=blueprint.scoring,
        policy=policy or Policy(),
        banks=bank.digests,
        forms=tuple(made),
        facts=_facts(bank, (item for form in made for slot in form.slots for item in slot.variants)),
    )
    return signed(paper)


def _form(
    bank: Bank, blueprint: Blueprint, chosen: list[Question], root: Seed, number: int, variants: int, progress: Callable[[str], None]
) -> Form:
    by_id = {question.id: question for question in chosen}
    order = root.child("order", number).order(by_id)
    pilots = _pilots(blueprint, chosen, root.child("pilots", number))
    columns = []
    names: set[str] = set()
    for at, name in enumerate(order, 1):
        columns.append(_variants(bank, by_id[name], root, number, at, variants, names))
        names.update(*(names_in(by_id[name], item) for item in columns[-1]))
        progress(name)
    depth = max(len(column) for column in columns)
    for level in range(depth):
        there = [at for at, column in enumerate(columns) if level < len(column)]
        fresh = balanced([columns[at][level] for at in there], root.child("letters", number, level))
        for at, item in zip(there, fresh, strict=True):
            columns[at][level] = item
    slots = [
        Slot(id=f"{number}.{at}", number=at, pilot=name in pilots, variants=tuple(columns[at - 1])) for at, name in enumerate(order, 1)
    ]
    return Form(number=number, slots=tuple(slots))


def _variants(bank: Bank, question: Question, root: Seed, form: int, slot: int, wanted: int, names: Set[str]) -> list[Item]:
    """Up to `wanted` variants that differ in more than their dressing; none of these names stands in them, where that can be."""
    fresh: dict[str, Item] = {}
    found: dict[str, Item] = {}
    for attempt in range(wanted * SPARE_TRIES):
        seed = root.child("question", question.id, form, attempt)
        item = realize(question, bank.facts, seed, root.child("public", f"{form}.{slot}", attempt))
        found.setdefault(item.variant, item)
        if names.isdisjoint(names_in(question, item)):
            fresh.setdefault(item.variant, item)
        if len(fresh) == wanted:
            break
    return list((fresh | found | fresh).values())[:wanted]  # the fresh ones first, and themselves


def _pilots(blueprint: Blueprint, chosen: list[Question], seed: Seed) -> set[str]:
    names: set[str] = set()
    for domain, count in blueprint.pilots.items():
        names.update(seed.order(question.id for question in chosen if question.domain == domain)[:count])
    return names


def _facts(bank: Bank, items: Iterable[Item]) -> dict[str, FactNote]:
    wanted = sorted({fact for item in items for fact in (*item.asks, *item.uses)})
    found = (bank.facts[name] for name in wanted)
    return {
        fact.id: FactNote(fact.id, fact.says, fact.lines, fact.exam, fact.source, fact.as_of, fact.status, fact.notes_say) for fact in found
    }
