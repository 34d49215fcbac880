"""Turn a copy into the contents of its answer sheet: the same drawing as the single sheet's, and nothing is laid out any more.

The furniture of a side does not depend on the copy. What stands on a line does (a question of four options, of five, a box to write
in), so each kind of line is a block of its own, as is what stands before it.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.kinds.places import places
from generator.model.paper import Copy
from generator.model.sheet import Box, Column, Place, SheetPage, SizeName, sheet
from generator.render.press.drawing import Pen, Stamp, number
from generator.render.press.plate import Filled, Plate
from generator.render.press.shots import MM, POINT
from generator.render.sheet import ROUND, qr_cells

Line = tuple[Literal["bubbles", "number"], int]  # the kind of a place and its options
Piece = Line | str  # or what stands before a line
_TEXT_ABOVE, _HALF_DIGIT, _DIGIT_DOWN = 6.2, 1.05, 0.5  # millimetres: a text above its line; a digit in its box


@dataclass
class SheetBlocks:
    """Blocks by what they show; `sides` and `codes` are furniture and copy code of each side, by form; `rows` are lines by what
    stands on them, and labels, for each height of a line."""

    size: SizeName
    sides: dict[int, tuple[int, ...]] = field(default_factory=dict)
    codes: dict[int, tuple[int, ...]] = field(default_factory=dict)
    rows: dict[float, dict[Piece, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetPlate:
    """All that a copy's answer sheet is made from."""

    blocks: SheetBlocks
    plate: Plate
    codes: Mapping[int, Sequence[Stamp]]

    def contents(self, of: Copy, filled: Filled | None = None) -> list[bytes]:
        """The compressed contents of each side."""
        return [zlib.compress(content) for content in self.drawn(of, filled or Filled())]

    def drawn(self, of: Copy, filled: Filled) -> list[bytes]:
        """The same contents as they are."""
        needed = places(of)
        found = sheet(self.blocks.size, needed)
        rest = list(needed)
        contents = []
        for side, block, code in zip(found.pages, self.blocks.sides[of.form], self.codes[of.form], strict=True):
            held = sum(column.count for column in side.columns)
            contents.append(
                b"/B%d Do\n" % block
                + code.of(self.plate.code(of.code))
                + self._qr(f"{of.code}/{side.number}", side.code, found.height)
                + self._lines(side.columns, rest[:held], found.height)
                + (self._filled(filled, side, found.height) if side.number == 1 else b"")
            )
            rest = rest[held:]
        return contents

    def _lines(self, columns: Sequence[Column], needed: Sequence[Place], height: float) -> bytes:
        pen = Pen(0.0, 0.0, height * MM)
        held = iter(needed)
        for column in columns:
            for at in range(column.count):
                place = next(held)
                pieces = self.blocks.rows[column.row]
                blocks = pieces[place.label], pieces[place.kind, place.options]
                pen.place(column.box.x * MM, (column.box.y + at * column.row) * MM, *blocks)
        return pen.drawn()

    def _qr(self, text: str, box: Box, height: float) -> bytes:
        """The dark cells, in millimetres from the top left corner."""
        cells = b"".join(b"%.4f %.4f %.4f %.4f re " % (cell.x, cell.y, cell.width, cell.height) for cell in qr_cells(text, box))
        return _in_millimetres(b"0 g " + cells + b"f", height)

    def _filled(self, filled: Filled, side: SheetPage, height: float) -> bytes:
        """Name and candidate number, where these are known; a number that the grid can hold is filled in there, too."""
        name, *_ = side.lines
        drawn = [self.plate.text(filled.name, name.x * MM, (name.y - _TEXT_ABOVE) * MM)]
        digits = filled.candidate
        if digits.isascii() and digits.isdecimal() and len(digits) <= len(side.digit_boxes):
            columns = dict(enumerate(digits.rjust(len(side.digit_boxes))))
            dots = [_disk(one.x, one.y, one.diameter / 2) for one in side.digits if columns[one.column] == str(one.digit)]
            drawn.append(_in_millimetres(b"0.13 g " + b"".join(dots) + b"f", height))
            for digit, box in zip(columns.values(), side.digit_boxes, strict=True):
                drawn.append(self.plate.text(digit.strip(), (box.x + box.width / 2 - _HALF_DIGIT) * MM, (box.y + _DIGIT_DOWN) * MM))
        return b"".join(drawn)


def _disk(x: float, y: float, r: float) -> bytes:
    """A filled circle as a path of four curves."""
    k = ROUND * r
    curves = ((x - r, y - k, x - k, y - r, x, y - r), (x + k, y - r, x + r, y - k, x + r, y), (x + r, y + k, x + k, y + r, x, y + r))
    last = (x - k, y + r, x - r, y + k, x - r, y)
    steps = b" ".join(b"%b c" % b" ".join(map(number, curve)) for curve in (*curves, last))
    return b"%b %b m %b h " % (number(x - r), number(y), steps)


def _in_millimetres(drawn: bytes, height: float) -> bytes:
    scale = MM * POINT
    return b"q %.6f 0 0 %.6f 0 %b cm %b Q\n" % (scale, -scale, number(height * scale), drawn)
