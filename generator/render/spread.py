"""Turn white space at the foot of laid-out pages into even gaps between their questions, without laying out again.

Works on WeasyPrint's page boxes after layout and before painting: a box moves with all it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

_MM = 96 / 25.4  # WeasyPrint counts in CSS pixels
WIDEST = 16 * _MM  # added to the gap between two questions at most: more would look like a missing question
QUESTION, END = "question", "end"


def spread(pages: Sequence[Any]) -> list[int]:
    """Move the questions of each page box apart evenly, and say on which pages (from 0) something moved.

    The last page takes no wider gaps than the one before it.
    """
    moved = []
    found = [list(_blocks(page)) for page in pages]
    before = WIDEST
    for at, (page, blocks) in enumerate(zip(pages, found, strict=True)):
        following = found[at + 1] if at + 1 < len(found) else []
        gaps = sum(QUESTION in classes(block) for block in blocks) - 1
        if gaps < 1 or (following and following[0].element is blocks[-1].element):
            continue
        free = page.content_box_y() + page.height - blocks[-1].border_box_y() - blocks[-1].border_height()
        gap = max(0.0, min(free / gaps, WIDEST if following else before))
        if gap:
            moved.append(at)
            for place, block in enumerate(blocks):
                block.translate(0, gap * min(place, gaps))
        before = gap
    return moved


def _blocks(box: Any) -> Iterator[Any]:
    """The questions on a page, top to bottom, and the line that ends the paper."""
    for child in getattr(box, "children", ()):
        if {QUESTION, END} & classes(child):
            yield child
        elif child.is_in_normal_flow():
            yield from _blocks(child)


def classes(box: Any) -> set[str]:
    """The classes of the element that a box stands for; none for a pseudo-element's box or an anonymous one."""
    own = box.element is not None and box.element_tag == box.element.tag
    return set((box.element.get("class") or "").split()) if own else set()
