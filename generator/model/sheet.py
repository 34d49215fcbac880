"""Turn a list of questions (or of their rows) into the geometry of an answer sheet, in millimetres: the one truth for print and scan.

The origin is the page's top left corner; a bubble is given by its center. The corner marks are the first four of ArUco's
4 x 4 dictionary, one for each corner, so that a turned or mirrored page is noticed.
https://docs.opencv.org/4.x/d5/dae/tutorial_aruco_detection.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

SizeName = Literal["a4", "letter"]
Corner = Literal["top-left", "top-right", "bottom-right", "bottom-left"]

GROUP = 5  # questions shaded together; columns hold multiples of it
DIAMETER = 4.9
PITCH = 6.6  # between options
DIGIT_DIAMETER = 4.0
DIGIT_PITCH = 6.2
MARK_SIZE = 9.0
MARK_INSET = 10.0  # clear of any printer's margin
# Rows of 4 x 4 cells, 1 is white; around them stands a black frame one cell wide.
MARK_CELLS: tuple[tuple[str, str, str, str], ...] = (
    ("1011", "0101", "0011", "0010"),
    ("0000", "1111", "1001", "1010"),
    ("0011", "0011", "0010", "1101"),
    ("1001", "1001", "0100", "0110"),
)


@dataclass(frozen=True, slots=True)
class Size:
    """A paper size: its name in CSS, width and height in mm."""

    name: str
    width: float
    height: float


SIZES: dict[SizeName, Size] = {"a4": Size("A4", 210.0, 297.0), "letter": Size("letter", 215.9, 279.4)}


@dataclass(frozen=True, slots=True)
class Place:
    """What a question needs on the sheet: bubbles for its options, or a box for a written number; one place for each of its `row`s,
    counted from 1 (0: it has none)."""

    question: int
    kind: Literal["bubbles", "number"]
    options: int = 0
    row: int = 0

    @property
    def label(self) -> str:
        """What stands before it: `7`, or `7.2` for a row."""
        return f"{self.question}.{self.row}" if self.row else str(self.question)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A corner mark: number `id` of MARK_CELLS in a square."""

    corner: Corner
    id: int
    box: Box


@dataclass(frozen=True, slots=True)
class Bubble:
    """One option of one question, or of one of its rows; options count from 0 in printed order (A is 0)."""

    question: int
    option: int
    x: float
    y: float
    diameter: float
    row: int = 0


@dataclass(frozen=True, slots=True)
class Digit:
    """One bubble of the candidate number: digit 0 to 9 in column 0 (the leftmost) and on."""

    column: int
    digit: int
    x: float
    y: float
    diameter: float


@dataclass(frozen=True, slots=True)
class WriteIn:
    """A box for the number that answers a question."""

    question: int
    box: Box


@dataclass(frozen=True, slots=True)
class Column:
    """A run of places under one another: the first one's question, how many, the rectangle, a line's height, what stands before each."""

    first: int
    count: int
    box: Box
    row: float
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One side. `code` is the square of the QR code; `bands` are the shaded groups; `lines` are Name and Date; the candidate
    number (`digits`, and `digit_boxes` to write it) and Date stand on the first page only."""

    number: int
    marks: tuple[Mark, ...]
    code: Box
    lines: tuple[Box, ...]
    digit_boxes: tuple[Box, ...]
    digits: tuple[Digit, ...]
    columns: tuple[Column, ...]
    bands: tuple[Box, ...]
    bubbles: tuple[Bubble, ...]
    write_ins: tuple[WriteIn, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All sides of one answer sheet."""

    size: SizeName
    width: float
    height: float
    pages: tuple[SheetPage, ...]


_LEFT = 22.0  # of the content; the right edge mirrors it
_CODE, _QUIET = 16.0, 1.6  # a QR code needs four cells of white on every side, a corner mark one
_FIRST_TOP, _NEXT_TOP = 100.0, 44.0  # of the columns
_FOOT = 22.0
_MOST_FIRST, _SMALLEST_ROW, _LARGEST_ROW = 25, 6.25, 7.0
_NUMBER_WIDTH = 9.5
_COLUMN_GAP = 6.0


def sheet(size: SizeName, places: Sequence[Place], *, digits: int = 6) -> Sheet:
    """The sheet for 1 or more places, each with up to 20 options and its own count of them; as many pages as needed.

    Raises ValueError for no questions.
    """
    if not places:
        raise ValueError("a sheet needs a question")
    dimensions = SIZES[size]
    most = max(place.options for place in places)
    wide = _column_width(most)
    across = max(1, int((dimensions.width - 2 * _LEFT + _COLUMN_GAP) // (wide + _COLUMN_GAP)))
    pages: list[SheetPage] = []
    rest = list(places)
    while rest:
        number = len(pages) + 1
        here = rest[: across * _most_rows(dimensions, number)]
        rest = rest[len(here) :]
        pages.append(_page(dimensions, number, here, across, wide, digits))
    return Sheet(size=size, width=dimensions.width, height=dimensions.height, pages=tuple(pages))


def line_of(kind: Literal["bubbles", "number"], options: int, row: float) -> SheetPage:
    """One line of a sheet, and nothing else, at the page's top left corner: what stands on it lies as in a whole sheet's line."""
    place = Place(1, kind, options)
    column = Column(1, 1, Box(0.0, 0.0, _column_width(options), row), row, (place.label,))
    bubbles = tuple(_bubbles(place, column, 0))
    boxes = (_write_in(place, column, 0),) if kind == "number" else ()
    return SheetPage(1, (), Box(0, 0, 0, 0), (), (), (), (column,), (), bubbles, boxes)


def _column_width(options: int) -> float:
    return _NUMBER_WIDTH + 2.0 + max(5, options) * PITCH


def _top(number: int) -> float:
    return _FIRST_TOP if number == 1 else _NEXT_TOP


def _most_rows(size: Size, number: int) -> int:
    fitting = int((size.height - _top(number) - _FOOT) / _SMALLEST_ROW) // GROUP * GROUP
    return min(_MOST_FIRST, fitting) if number == 1 else fitting


def _page(size: Size, number: int, places: Sequence[Place], across: int, wide: float, digits: int) -> SheetPage:
    most, top = _most_rows(size, number), _top(number)
    row = round(min(_LARGEST_ROW, (size.height - top - _FOOT) / most), 3)
    columns = tuple(_columns(size, places, across, wide, top, row))
    lines = [(column, at) for column in columns for at in range(column.count)]
    seats = [(place, column, at) for place, (column, at) in zip(places, lines, strict=True)]
    right = size.width - _LEFT
    return SheetPage(
        number=number,
        marks=_marks(size),
        code=Box(right - _QUIET - _CODE, MARK_INSET, _CODE, _CODE),
        lines=(Box(_LEFT, 42.0, 78.0, 0.0), Box(_LEFT + 84.0, 42.0, 32.0, 0.0)) if number == 1 else (Box(_LEFT, 37.0, 78.0, 0.0),),
        digit_boxes=tuple(Box(right - (digits - at) * DIGIT_PITCH, 43.0, DIGIT_PITCH, 6.6) for at in range(digits)) if number == 1 else (),
        digits=tuple(_digits(right, digits)) if number == 1 else (),
        columns=columns,
        bands=tuple(_bands(columns)),
        bubbles=tuple(bubble for place, column, at in seats for bubble in _bubbles(place, column, at)),
        write_ins=tuple(_write_in(place, column, at) for place, column, at in seats if place.kind == "number"),
    )


def _marks(size: Size) -> tuple[Mark, ...]:
    left = top = MARK_INSET
    right, bottom = size.width - MARK_INSET - MARK_SIZE, size.height - MARK_INSET - MARK_SIZE
    corners: tuple[tuple[Corner, float, float], ...] = (
        ("top-left", left, top), ("top-right", right, top), ("bottom-right", right, bottom), ("bottom-left", left, bottom),
    )  # fmt: skip
    return tuple(Mark(corner, at, Box(x, y, MARK_SIZE, MARK_SIZE)) for at, (corner, x, y) in enumerate(corners))


def _columns(size: Size, places: Sequence[Place], across: int, wide: float, top: float, row: float) -> Iterator[Column]:
    """Groups of five over the columns, the first ones taking what is left over: 65 in three are 25, 20, 20."""
    groups = -(-len(places) // GROUP)
    count = min(across, -(-groups // 2))
    gap = (size.width - 2 * _LEFT - across * wide) / max(1, across - 1) if across > 1 else 0.0
    at = 0
    for column in range(count):
        held = places[at : at + GROUP * (groups // count + (column < groups % count))]
        box = Box(round(_LEFT + column * (wide + gap), 3), top, wide, round(row * len(held), 3))
        yield Column(held[0].question, len(held), box, row, tuple(place.label for place in held))
        at += len(held)


def _bands(columns: Sequence[Column]) -> Iterator[Box]:
    for column in columns:
        for at in range(0, column.count, 2 * GROUP):
            high = column.row * min(GROUP, column.count - at)
            yield Box(column.box.x, round(column.box.y + at * column.row, 3), column.box.width, round(high, 3))


def _bubbles(place: Place, column: Column, at: int) -> Iterator[Bubble]:
    x, y = column.box.x + _NUMBER_WIDTH + PITCH / 2, column.box.y + (at + 0.5) * column.row
    for option in range(place.options if place.kind == "bubbles" else 0):
        yield Bubble(place.question, option, round(x + option * PITCH, 3), round(y, 3), DIAMETER, place.row)


def _write_in(place: Place, column: Column, at: int) -> WriteIn:
    high = column.row - 0.9
    y = column.box.y + (at + 0.5) * column.row - high / 2
    return WriteIn(place.question, Box(round(column.box.x + _NUMBER_WIDTH + 0.6, 3), round(y, 3), 5 * PITCH - 1.2, round(high, 3)))


def _digits(right: float, count: int) -> Iterator[Digit]:
    for column in range(count):
        for digit in range(10):
            x, y = right - (count - column - 0.5) * DIGIT_PITCH, 53.2 + digit * 4.65
            yield Digit(column, digit, round(x, 3), round(y, 3), DIGIT_DIAMETER)
