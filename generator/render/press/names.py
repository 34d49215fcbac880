"""Turn the names of a class into texts that can be put anywhere: laid out together, many to a page, and cut out one by one."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from fontTools.ttLib import TTFont

from generator.render.environment import page
from generator.render.fonts import font_file
from generator.render.press.shots import Roll, found
from generator.render.spread import classes

TEXT_FACE = "SourceSans3-Regular.ttf"


@cache
def _known() -> frozenset[int]:
    return frozenset(TTFont(io.BytesIO(font_file(TEXT_FACE)), lazy=True).getBestCmap())


def unprintable(text: str) -> str:
    """The characters of a text that our face has no sign for."""
    return "".join(dict.fromkeys(character for character in text if ord(character) not in _known()))


def names_page(texts: Sequence[str]) -> str:
    """Every text on a line of its own, as WeasyPrint takes it."""
    return page("press/names.html.j2", texts=texts)


def cut_names(roll: Roll, texts: Sequence[str], pages: Iterable[Any]) -> Iterator[tuple[str, int]]:
    """Each text with its shot, whose origin is where the line begins, at its top."""
    boxes = ((page, box) for page in pages for box in found(page, lambda box: "text" in classes(box)))
    for text, (page_box, box) in zip(texts, boxes, strict=True):
        yield text, roll.take(page_box, box, box.border_box_x(), box.border_box_y())
