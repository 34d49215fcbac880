"""Turn a paper and a copy's number into that copy: which form, which variants, which order; nothing is drawn again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.model.code import copy_code
from generator.model.fact import FactNote
from generator.model.item import Item, Option
from generator.model.seed import Seed

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Order = Literal["fixed", "shuffled"]


@dataclass(frozen=True, slots=True)
class Policy:
    """How copies differ: order of questions, order of options, the first variant of each slot or each copy's own."""

    questions: Order = "fixed"
    options: Order = "fixed"
    variants: Literal["first", "own"] = "first"


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a form: variants of one question. `id` is form.number (`1.17`) and never changes."""

    id: str
    number: int
    pilot: bool
    variants: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """An ordered list of slots; forms count from 1."""

    number: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The one record that every output is made from (`paper.json`); secret: it holds the seed and the keys.

    `banks` are (name, SHA-256 of its files); `facts` explain the keys; `code` is a prefix of the hash of all the rest.
    """

    code: str
    made_with: str
    seed: str
    title: str
    blueprint: str
    minutes: int
    cut: int
    scoring: str
    policy: Policy
    banks: tuple[tuple[str, str], ...]
    forms: tuple[Form, ...]
    facts: Mapping[str, FactNote] = field(default_factory=dict)
    format: int = 1

    def form(self, number: int) -> Form:
        """The form with this number. Raises KeyError where there is none."""
        if not 1 <= number <= len(self.forms):
            raise KeyError(number)
        return self.forms[number - 1]

    def slots(self) -> dict[str, Slot]:
        """Every slot of every form by id."""
        return {slot.id: slot for form in self.forms for slot in form.slots}

    @property
    def root(self) -> Seed:
        """The seed that copies' orders, copy codes and the salt come from."""
        return Seed.of(self.seed)

    @property
    def salt(self) -> str:
        """What makes the commitment unguessable before the key is opened: 130 bits in 26 characters."""
        return self.root.child("commitment").letters("salt", 26)


@dataclass(frozen=True, slots=True)
class CopySlot:
    """What stands as question `number` on a copy: the slot, which of its variants, public option ids in printed order."""

    number: int
    slot: Slot
    variant: int
    options: tuple[str, ...]

    @property
    def item(self) -> Item:
        """The frozen item behind this question."""
        return self.slot.variants[self.variant]

    @property
    def letters(self) -> dict[str, str]:
        """Printed letter of each public option id."""
        return {public: LETTERS[at] for at, public in enumerate(self.options)}

    def right_letters(self) -> str:
        """The letters of the right options in order (`BD`), or row by row (`1C 2A 3B`); empty for kinds without options."""
        return key_letters(self.item, self.letters)


def key_letters(item: Item, letters: Mapping[str, str]) -> str:
    """The letters that are right, where these are printed; "" for a public id without one."""
    if item.rows:
        return " ".join(f"{number}{letters.get(row.right, '')}" for number, row in enumerate(item.rows, 1))
    return "".join(letter for public, letter in letters.items() if public in item.right)


@dataclass(frozen=True, slots=True)
class Copy:
    """One candidate's paper. `code` is opaque; copy 0 is form 1, first variants, assembled order."""

    number: int
    code: str
    form: int
    slots: tuple[CopySlot, ...]


def copy(paper: Paper, number: int = 0, form: int | None = None, policy: Policy | None = None) -> Copy:
    """Select and order what stands on a copy: a pure function of the record and the number.

    Form defaults to 1 + (number - 1) mod forms, policy to the paper's. Raises KeyError for a form that the paper has not.
    """
    chosen = form if form is not None else 1 + (number - 1) % len(paper.forms) if number else 1
    rule = (policy or paper.policy) if number else Policy()
    seed = paper.root.child("copy", number)
    slots = {slot.id: slot for slot in paper.form(chosen).slots}
    order = seed.child("questions").order(slots) if rule.questions == "shuffled" else list(slots)
    return Copy(
        number=number,
        code=copy_code(paper.code, paper.root, number),
        form=chosen,
        slots=tuple(_copy_slot(slots[name], at, seed, rule) for at, name in enumerate(order, 1)),
    )


def _copy_slot(slot: Slot, number: int, seed: Seed, rule: Policy) -> CopySlot:
    own = rule.variants == "own" and len(slot.variants) > 1
    variant = seed.child("variant", slot.id).below(len(slot.variants)) if own else 0
    item = slot.variants[variant]
    options = [option.public_id for option in item.options]
    if rule.options == "shuffled" and item.free:
        options = seed.child("options", slot.id).order(options)
        options.sort(key=lambda public: public == item.pinned)
    return CopySlot(number=number, slot=slot, variant=variant, options=tuple(options))


def right_options(item: Item) -> tuple[Option, ...]:
    """The right options in assembled order, or in that of the rows."""
    by_id = {option.public_id: option for option in item.options}
    if item.rows:
        return tuple(by_id[row.right] for row in item.rows if row.right in by_id)
    return tuple(option for option in item.options if option.right)


def key_text(paper: Paper) -> str:
    """The key that the cover commits to, as text: the salt, then a line for each variant of each slot:
    slot, variant, letters on copy 0, and the right options' texts (row by row where there are rows; or the number)."""
    lines = [paper.salt]
    for form in paper.forms:
        for slot in form.slots:
            for at, item in enumerate(slot.variants, 1):
                letters = key_letters(item, {option.public_id: LETTERS[place] for place, option in enumerate(item.options)})
                texts = [option.text for option in right_options(item)] or [item.answer.value if item.answer else ""]
                lines.append("\t".join([slot.id, str(at), letters, *(" ".join(text.split()) for text in texts)]))
    return "\n".join(lines) + "\n"


def commitment(paper: Paper) -> str:
    """SHA-256 of `key_text` in hexadecimal: printed on the cover, checked when the key is opened."""
    return hashlib.sha256(key_text(paper).encode()).hexdigest()
