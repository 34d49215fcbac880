"""Turn a realized question into a frozen value, and into the part of it that a candidate may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

UNWRITTEN: Mapping[str, bool] = {"unwritten": True}
"""Metadata of a field that came later than the format: a record names it only where it says something, so old records stay the same."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option in the key's view. `author_id` names the misconception (or the key) and never reaches a candidate."""

    author_id: str
    public_id: str
    text: str
    why: str
    right: bool


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """A named wrong answer of a numeric item; numbers are exact text (`28`, `6.5`, `1/3`)."""

    author_id: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class NumericAnswer:
    """The answer of a numeric item; a response counts when it differs by at most `tolerance`."""

    value: str
    tolerance: str
    why: str
    wrong: tuple[WrongNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A numbered row that takes a letter: the left side of a pair, or a place in an order (without text).

    `right` is the public id of its option.
    """

    text: str
    right: str


@dataclass(frozen=True, slots=True)
class Item:
    """One variant, complete: texts are CommonMark, options stand in assembled order.

    `variant` is the canonical text of the givens, row and keys without the dressing; `asks` and `uses` are full fact ids;
    `free` says that options may be shuffled, `pinned` is the public id of the one that stays last. `rows` keep their order; a kind
    without them has none, and its record does not name the field.
    """

    question: str
    kind: str
    domain: str
    chapter: str
    topic: str
    topic_title: str
    level: str
    difficulty: int
    seconds: int
    variant: str
    stem: str
    instruction: str
    explanation: str
    asks: tuple[str, ...]
    uses: tuple[str, ...]
    options: tuple[Option, ...] = ()
    free: bool = True
    pinned: str = ""
    answer: NumericAnswer | None = None
    unit: str = ""
    rows: tuple[AnswerRow, ...] = field(default=(), metadata=UNWRITTEN)

    @property
    def right(self) -> frozenset[str]:
        """Public ids of the right options."""
        return frozenset(option.public_id for option in self.options if option.right)

    def public(self) -> PublicItem:
        """The part without the key, from a list of allowed fields."""
        return PublicItem(
            kind=self.kind,
            stem=self.stem,
            instruction=self.instruction,
            options=tuple(PublicOption(id=option.public_id, text=option.text) for option in self.options),
            unit=self.unit,
            rows=tuple(row.text for row in self.rows),
        )


@dataclass(frozen=True, slots=True)
class PublicOption:
    """What a candidate sees of an option."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class PublicItem:
    """What a candidate sees of an item; it cannot hold a key."""

    kind: str
    stem: str
    instruction: str
    options: tuple[PublicOption, ...]
    unit: str
    rows: tuple[str, ...] = field(default=(), metadata=UNWRITTEN)
