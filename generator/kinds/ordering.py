"""Turn steps that have one right order into a kind."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from generator.kinds import numbered
from generator.model.item import Item
from generator.model.response import Response


class Ordering(numbered.Numbered):
    """The letters of all steps from the first to the last, every one in its place for the point."""

    name = "ordering"
    fields = frozenset({"steps", "draw"})
    required = frozenset({"steps"})
    options = 4

    def instruction(self, right: int) -> str:
        return "Write the letters in order, from first to last. Each letter is used once."

    def misconceptions(self, item: Item, response: Response) -> tuple[str, ...]:
        """Neighbors of the right order that stand the wrong way round, as `this-before-that`."""
        at = {public: place for place, public in enumerate(numbered.given_rows(item, response)) if public}
        names = numbered.author_ids(item)
        order = [row.right for row in item.rows if row.right in names]
        swapped = [(first, then) for first, then in pairwise(order) if first in at and then in at and at[then] < at[first]]
        return tuple(f"{names[then]}-before-{names[first]}" for first, then in swapped)

    def mistakes(self, item: Item) -> Mapping[str, tuple[str, str]]:
        """Each two neighbors the wrong way round, with the reason of the one that comes first."""
        by_id = {option.public_id: option for option in item.options}
        order = [by_id[row.right] for row in item.rows if row.right in by_id]
        found = {option.author_id: (option.text, option.why) for option in item.options}
        return found | {
            f"{then.author_id}-before-{first.author_id}": (f"{then.text} → {first.text}", first.why) for first, then in pairwise(order)
        }
