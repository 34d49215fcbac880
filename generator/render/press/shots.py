"""Turn boxes of laid-out pages into a list of shots, each to be painted alone and placed wherever it is wanted.

Works on WeasyPrint's box trees after layout, as `render/spread` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.render.spread import classes

Test = Callable[[Any], bool]
MM = 96 / 25.4  # WeasyPrint counts in CSS pixels
POINT = 0.75  # points to a CSS pixel


@dataclass(frozen=True, slots=True)
class Shot:
    """A box of a page, to be painted alone. `origin` is what is put where a pen places it, in CSS pixels from the page's top left
    corner; without one it is painted where it stands on its own page."""

    page: Any
    box: Any
    origin: tuple[float, float] | None = None


class Roll(list[Shot]):
    """All shots of a run; a block is known by its place in the roll."""

    def take(self, page: Any, box: Any, *origin: float) -> int:
        """The number of a new shot, with its origin (x, y) where it has one."""
        self.append(Shot(page, box, (origin[0], origin[1]) if origin else None))
        return len(self) - 1


def take_apart(roll: Roll, page: Any) -> tuple[int, int]:
    """A page's body without the copy code in its line `what`, and that code: two shots."""
    line = next(found(page, lambda box: "what" in classes(box)))
    code = next(found(line, lambda box: box.element_tag == "code"))
    return roll.take(page, without(page.children[0], lambda box: box is code)), roll.take(page, code)


def found(box: Any, wanted: Test) -> Iterator[Any]:
    """The outermost boxes inside a box (or the box itself) that are wanted, in order."""
    if wanted(box):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from found(child, wanted)


def without(box: Any, unwanted: Test) -> Any:
    """The box without those inside it that are unwanted; nothing else moves."""
    if not any(True for child in getattr(box, "children", ()) for _ in found(child, unwanted)):
        return box
    return box.copy_with_children([without(child, unwanted) for child in box.children if not unwanted(child)])
