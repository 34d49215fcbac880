"""Turn the questions of a copy into what each needs on its answer sheet."""

from __future__ import annotations

from generator.kinds.table import KINDS
from generator.model.paper import Copy
from generator.model.sheet import Place


def places(of: Copy) -> tuple[Place, ...]:
    """What each question of the copy, or each of its rows, needs on its sheet."""
    rows = [(slot, row) for slot in of.slots for row in (range(1, len(slot.item.rows) + 1) or (0,))]
    return tuple(Place(slot.number, KINDS[slot.item.kind].sheet, len(slot.options), row) for slot, row in rows)


def takes(of: Copy) -> dict[int, int]:
    """How many options each question with bubbles takes; a row takes one."""
    return {slot.number: 1 if slot.item.rows else max(1, len(slot.item.right)) for slot in of.slots}
