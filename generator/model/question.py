"""Turn what an author writes into a value: a parametric template over facts, every text with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model.fact import Scalar
from generator.model.number import Number
from generator.model.place import Place

DOMAINS: tuple[str, ...] = ("secure", "resilient", "high-performing", "cost-optimized")
LEVELS: tuple[str, ...] = ("remember", "understand", "apply", "analyze")
DRAWS: tuple[str, ...] = ("whole", "decimal", "one_of", "some_of", "row", "list", "fact", "faker")


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of an author's text, template or expression, as written in the file; `place` is that of its first character."""

    text: str
    place: Place

    def at(self, offset: int) -> Place:
        """The place of one of its characters: exact in a single line and in a literal block, the right line or near it elsewhere."""
        if not self.place.line:
            return self.place
        start = self.text.rfind("\n", 0, offset) + 1
        return Place(self.place.file, self.place.line + self.text.count("\n", 0, offset), self.place.column + offset - start)


@dataclass(frozen=True, slots=True)
class Draw:
    """One given. `args` by draw: whole and decimal {low, high, step}; one_of {from}; some_of {k, from}; row {table};
    list {count: (low, high), of: {name: Draw}}; fact {id}; faker {provider, locale}. Numbers are exact."""

    name: str
    draw: str
    args: Mapping[str, Any]
    place: Place


@dataclass(frozen=True, slots=True)
class OptionSource:
    """An option that an author wrote. `value` is an expression: of a wrong answer of a numeric question, or of a step that values order;
    `item` is the left side of a pair."""

    id: str
    text: Source
    why: Source
    place: Place
    value: Source | None = None
    asks: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    item: Source | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a scenario table: templates and plain values by name."""

    id: str
    fields: Mapping[str, Source | Scalar | tuple[Scalar, ...]]
    place: Place
    asks: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowsOf:
    """Distractors taken from the rows that were not drawn; text and why are templates over `row`."""

    table: str
    text: Source
    why: Source
    place: Place


@dataclass(frozen=True, slots=True)
class NumericKey:
    """The answer of a numeric question: expressions for value and tolerance."""

    value: Source
    tolerance: Source
    why: Source
    place: Place


@dataclass(frozen=True, slots=True)
class Example:
    """A variant worked by hand: the givens (a row by its id), and the key's text, the set of keys' texts, or the answer."""

    given: Mapping[str, Any]
    place: Place
    key: tuple[str, ...] = ()
    answer: Number | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Fact ids and enemy ids are full; `right` is how many options are right (0 without options).

    Pairs to match and steps to order are its `keys` (steps in the right order, unless they have values).
    """

    id: str
    bank: str
    chapter: str
    topic: str
    topic_title: str
    kind: str
    domain: str
    level: str
    difficulty: int
    seconds: int
    stem: Source
    place: Place
    asks: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    given: tuple[Draw, ...] = ()
    where: tuple[Source, ...] = ()
    let: tuple[tuple[str, Source], ...] = ()
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    keys: tuple[OptionSource, ...] = ()
    distractors: tuple[OptionSource, ...] = ()
    distractors_from: RowsOf | None = None
    right: int = 1
    options: int = 0
    answer: NumericKey | None = None
    wrong: tuple[OptionSource, ...] = ()
    truth: bool | None = None
    unit: Source | None = None
    explanation: Source | None = None
    pin_last: str = ""
    tags: tuple[str, ...] = ()
    enemies: tuple[str, ...] = ()
    allow: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    @property
    def name(self) -> str:
        """The last part of the id."""
        return self.id.rsplit("/", 1)[-1]

    @property
    def topic_id(self) -> str:
        """bank/chapter/topic."""
        return f"{self.bank}/{self.chapter}/{self.topic}"

    @property
    def all_asks(self) -> frozenset[str]:
        """Every fact that any variant of the question asks."""
        return frozenset(self.asks).union(*(part.asks for part in self._parts()))

    @property
    def all_uses(self) -> frozenset[str]:
        """Every fact that any variant only relies on."""
        return frozenset(self.uses).union(*(part.uses for part in self._parts()))

    def _parts(self) -> list[OptionSource | Row]:
        rows = [row for table in self.rows.values() for row in table]
        return [*self.keys, *self.distractors, *self.wrong, *rows]
