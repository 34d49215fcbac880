"""Turn a copy into the contents of its pages: which block goes where. A plate holds numbers and text only, so it travels to other
processes and machines; nothing is laid out or painted any more."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.model.paper import LETTERS, Copy
from generator.render.press.barcode import MODULES, symbols
from generator.render.press.blocks import PaperBlocks
from generator.render.press.drawing import Pen, Stamp, moved, number
from generator.render.press.imposition import Placed, impose
from generator.render.press.shots import MM, POINT

_MODULE, _BARS, _BARS_FOOT = 0.62, 13.0, 34.0  # points: a module of the bar code, its height, its distance from the page's foot
_ABOVE_LINE = 7.5 * MM  # where a text on a line to write on begins, above the line


@dataclass(frozen=True, slots=True)
class Filled:
    """What is filled in on a cover and a sheet before it is printed."""

    name: str = ""
    candidate: str = ""
    place: str = ""


@dataclass(frozen=True)
class Plate:
    """All that a copy's pages are made from. `feet` are blocks by (page, pages); `glyphs` the code face's, in hexadecimal; `bars` the
    block of the bar code's first symbol; `texts` are painted texts with their origins (CSS pixels)."""

    blocks: PaperBlocks
    feet: Mapping[tuple[int, int], int]
    cover_code: Stamp
    head_code: Stamp
    glyphs: Mapping[str, bytes]
    bars: int
    texts: Mapping[str, tuple[bytes, float, float]] = field(default_factory=dict)

    def contents(self, copy: Copy, filled: Filled | None = None) -> list[bytes]:
        """The compressed contents of the copy's pages, cover first."""
        return [zlib.compress(content) for content in self.drawn(copy, filled or Filled())]

    def drawn(self, copy: Copy, filled: Filled) -> list[bytes]:
        """The same contents as they are."""
        pages, end = impose(self.blocks, copy)
        code = self.code(copy.code)
        total = len(pages) + 1
        if (total, total) not in self.feet:
            raise ValueError(f"no page numbers were laid out for {total} pages")
        found = [
            b"/B%d Do/B%d Do\n" % (self.blocks.covers[copy.form], self.feet[1, total]) + self.cover_code.of(code) + self._fields(filled)
        ]
        for at, page in enumerate(pages, 2):
            head = b"/B%d Do/B%d Do\n" % (self.blocks.head, self.feet[at, total]) + self.head_code.of(code)
            found.append(head + self._questions(page, end if at == total else None) + self._bars(f"{copy.code}/{at}"))
        return found

    def code(self, text: str) -> bytes:
        """The glyphs of a code."""
        return b"".join(self.glyphs[character] for character in text)

    def text(self, text: str, x: float, y: float) -> bytes:
        """A text that was laid out, its line beginning at (x, y) in CSS pixels; nothing for no text."""
        if not text:
            return b""
        content, left, top = self.texts[text]
        return moved(content, x - left, y - top)

    def _fields(self, filled: Filled) -> bytes:
        values = (filled.name, filled.candidate, filled.place)
        return b"".join(self.text(value, x, y - _ABOVE_LINE) for value, (x, y) in zip(values, self.blocks.cover_fields, strict=False))

    def _questions(self, page: Sequence[Placed], end: float | None) -> bytes:
        blocks = self.blocks
        pen = Pen(blocks.left, blocks.top, blocks.page[1])
        for placed in page:
            slot = placed.slot
            parts = blocks.questions[slot.slot.id, slot.variant]
            pen.place(0.0, placed.y, blocks.numbers[slot.number], parts.body)
            y = placed.y + parts.top
            for letter, public in zip(LETTERS, slot.options, strict=False):
                option, pitch = parts.options[public]
                pen.place(parts.left, y, blocks.letters[parts.sort, letter], option)
                y += pitch
        if end is not None:
            pen.place(0.0, end, blocks.end)
        return pen.drawn()

    def _bars(self, text: str) -> bytes:
        """The bar code of a page, at the right of its foot."""
        signs = symbols(text)
        x = (self.blocks.page[0] - self.blocks.left) * POINT - (len(signs) * MODULES + 2) * _MODULE
        parts = [b"q %b 0 0 %b %b %b cm" % (number(_MODULE), number(_BARS), number(x), number(_BARS_FOOT))]
        parts += [b"/B%d Do 1 0 0 1 %d 0 cm" % (self.bars + sign, MODULES) for sign in signs]
        return b"\n".join(parts) + b"\nQ\n"
