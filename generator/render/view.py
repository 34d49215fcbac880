"""Turn a copy into what its candidate may see: built from public items, with no way back to the key."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.kinds.kind import WORDS
from generator.kinds.table import KINDS
from generator.model.item import PublicItem
from generator.model.paper import LETTERS, Copy, CopySlot, Paper, commitment
from generator.render.commonmark import inline, with_instruction


@dataclass(frozen=True, slots=True)
class Shown:
    """One question as printed: `options` are (letter, text) in this copy's order, `select` is how many it says to select (or 0),
    `rows` are the texts beside whose numbers a letter is written (empty texts for the places of an order)."""

    number: int
    kind: str
    stem: Markup
    options: tuple[tuple[str, Markup], ...]
    unit: str
    select: int
    rows: tuple[Markup, ...] = ()


@dataclass(frozen=True, slots=True)
class Pace:
    """A mark to keep time by: at this question so many minutes should have passed."""

    question: int
    minutes: int
    share: str


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands before the questions; `selects` are the instructions used (`Select TWO`), `seal` the commitment in fours,
    `rows` says that a question has numbered rows."""

    title: str
    code: str
    count: int
    minutes: int
    cut: int
    pace: tuple[Pace, ...]
    selects: tuple[str, ...]
    numbers: bool
    rows: bool
    trials: bool
    seal: tuple[str, ...]


def shown(item: PublicItem, number: int, order: tuple[str, ...]) -> Shown:
    """The question with its options in the order of these public ids."""
    texts = {option.id: option.text for option in item.options}
    options = tuple((letter, inline(texts[public])) for letter, public in zip(LETTERS, order, strict=False))
    stem = with_instruction(item.stem, item.instruction)
    rows = tuple(inline(text) for text in item.rows)
    return Shown(number, item.kind, stem, options, item.unit, _selects(item.instruction), rows)


def _selects(instruction: str) -> int:
    """How many options `Select TWO.` asks for; 0 for any other instruction."""
    return next((number for number, word in enumerate(WORDS) if instruction == f"Select {word}."), 0)


def _shown(slot: CopySlot) -> Shown:
    return shown(slot.item.public(), slot.number, slot.options)


def questions(copy: Copy) -> tuple[Shown, ...]:
    """Every question of the copy."""
    return tuple(_shown(slot) for slot in copy.slots)


def pace(count: int, minutes: int) -> tuple[Pace, ...]:
    """The quarter marks, each at the first question that reaches its quarter, in whole minutes; none for fewer than four questions."""
    marks = [-(-quarter * count // 4) for quarter in (1, 2, 3)] if count >= 4 else []
    return tuple(Pace(mark, (2 * minutes * mark + count) // (2 * count), f"{100 * mark / count:.2f}") for mark in marks)


def cover(paper: Paper, copy: Copy) -> Cover:
    """The cover of a copy. That some questions are tried out is said; which ones is not."""
    asked = sorted({_selects(slot.item.instruction) for slot in copy.slots} - {0})
    seal = commitment(paper)
    return Cover(
        title=paper.title,
        code=copy.code,
        count=len(copy.slots),
        minutes=paper.minutes,
        cut=paper.cut,
        pace=pace(len(copy.slots), paper.minutes),
        selects=tuple(f"Select {WORDS[number]}" for number in asked),
        numbers=any(KINDS[slot.item.kind].sheet == "number" for slot in copy.slots),
        rows=any(slot.item.rows for slot in copy.slots),
        trials=any(slot.slot.pilot for slot in copy.slots),
        seal=tuple(seal[at : at + 4] for at in range(0, len(seal), 4)),
    )
