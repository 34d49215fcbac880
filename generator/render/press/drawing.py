"""Turn places and painted text into PDF operators: short, and equal where they can be, so that they compress well."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.render.press.shots import POINT

_SHOWN = re.compile(rb"\[((?:<[0-9a-f]+>|-?[0-9.]+)*)\]\s*TJ")
_GLYPHS = re.compile(rb"<([0-9a-f]+)>")
_DIGITS = 4  # hexadecimal digits of a glyph's number


def number(value: float) -> bytes:
    """A length with three decimals at most."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return b"0" if text == "-0" else text.encode()


class Pen:
    """Places blocks by moving from one to the next; (left, top) is the corner that it counts from, in CSS pixels of a page that is
    `height` pixels high."""

    def __init__(self, left: float, top: float, height: float) -> None:
        self._parts = [b"q 1 0 0 1 %b %b cm" % (number(left * POINT), number((height - top) * POINT))]
        self._x = self._y = 0

    def place(self, x: float, y: float, *blocks: int) -> None:
        """Draw the blocks with their origins at (x, y), in CSS pixels right of and below the corner."""
        across, down = round(x * POINT * 1000), -round(y * POINT * 1000)
        move = b"1 0 0 1 %b %b cm" % (number((across - self._x) / 1000), number((down - self._y) / 1000))
        self._parts.append(move + b"".join(b"/B%d Do" % block for block in blocks))
        self._x, self._y = across, down

    def drawn(self) -> bytes:
        """The operators."""
        return b"\n".join([*self._parts, b"Q\n"])


@dataclass(frozen=True, slots=True)
class Stamp:
    """A painted line of fixed-width text whose last glyphs can be exchanged: everything before and after them."""

    before: bytes
    after: bytes

    def of(self, glyphs: bytes) -> bytes:
        """The same drawing with these glyphs, in hexadecimal."""
        return b"q\n%b<%b>%b\nQ\n" % (self.before, glyphs, self.after)


def stamp(content: bytes, count: int) -> Stamp:
    """The stamp of a painted line whose last `count` characters are to be exchanged. Raises ValueError where it shows no text."""
    *_, shown = _SHOWN.finditer(content)
    glyphs = b"".join(_GLYPHS.findall(shown[1]))
    kept = glyphs[: len(glyphs) - _DIGITS * count]
    return Stamp(content[: shown.start()] + b"[" + (b"<%b>" % kept if kept else b""), b"] TJ" + content[shown.end() :])


def moved(content: bytes, x: float, y: float) -> bytes:
    """A whole painted content, moved by (x, y) CSS pixels to the right and down."""
    return b"q 1 0 0 1 %b %b cm\n%b\nQ\n" % (number(x * POINT), number(-y * POINT), content)
