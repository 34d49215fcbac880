"""Turn what a scan shows into values: pages as they were read, doubts for a person, and what a person settled.

The raw reading is written once and never changed; what a person settles is an overlay that is kept when a batch is read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.model.sheet import Sheet

PageState = Literal["read", "doubtful", "blank", "duplicate", "foreign", "unreadable"]
MarkState = Literal["empty", "filled", "cancelled", "doubtful"]
Turn = Literal[0, 90, 180, 270]


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What a reader must know of a handed-out copy: its sheet's geometry, and how many options each question takes (1 where it
    is not said)."""

    sheet: Sheet
    takes: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BubbleReading:
    """One bubble: how dark inside against this sheet's own empty ones (0: like an empty one, 1: like full black), what it is taken
    for, and how sure that is (0.5 to 1)."""

    question: int
    row: int
    option: int
    darkness: float
    state: MarkState
    confidence: float


@dataclass(frozen=True, slots=True)
class DigitReading:
    """One bubble of the candidate number's grid."""

    column: int
    digit: int
    darkness: float
    state: MarkState
    confidence: float


@dataclass(frozen=True, slots=True)
class WriteInReading:
    """A box for a written number: how much of it is ink (0 to 1), and whether it is empty. A person reads what is in it."""

    question: int
    ink: float
    state: Literal["empty", "written"]


@dataclass(frozen=True, slots=True)
class PageReading:
    """One side as it was read. `source` is the file's name, `page` counts from 1 in it; `code` is the copy code ("" where none
    was read), `side` counts from 1. `turned` is how far the picture was turned clockwise to stand upright, `width` and `height` are
    those of the upright picture, and `homography` maps sheet millimetres to its pixels (row-major, nine numbers). `number` is the
    candidate number of the grid, one character a column: a digit, `_` for none, `?` for a doubtful one ("" where there is no grid);
    `marks` counts the corner marks that were found; `fit` is how far, in mm, the rings lay from where those marks put them."""

    source: str
    page: int
    digest: str
    state: PageState
    why: str
    code: str = ""
    side: int = 0
    homography: tuple[float, ...] = ()
    width: int = 0
    height: int = 0
    turned: Turn = 0
    bubbles: tuple[BubbleReading, ...] = ()
    digits: tuple[DigitReading, ...] = ()
    write_ins: tuple[WriteInReading, ...] = ()
    number: str = ""
    marks: int = 0
    fit: float = 0.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question for a person. `proposed` is our reading (letters or digits), `kind` says what is asked; `candidate` is whose sheet it
    is ("" where that is not known)."""

    id: str
    kind: Literal["marks", "identity", "written", "page"]
    source: str
    page: int
    code: str
    question: int
    row: int
    proposed: str
    why: str
    choices: tuple[str, ...] = ()
    candidate: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a person decided about a doubt (or about any reading): `value` as typed in responses.csv, or a candidate's id."""

    doubt: str
    value: str
    who: str
    at: str
    why: str = ""
