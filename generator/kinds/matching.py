"""Turn a list of things, each with the one option that fits it, into a kind."""

from __future__ import annotations

from collections.abc import Mapping

from generator.kinds import numbered
from generator.model.item import Item
from generator.model.response import Response


class Matching(numbered.Numbered):
    """One letter beside each number, all of them needed for the point; spare distractors fit nothing."""

    name = "matching"
    fields = frozenset({"pairs", "draw", "distractors", "spare"})
    required = frozenset({"pairs"})
    options = 5

    def instruction(self, right: int) -> str:
        return "Write one letter beside each number. Each letter is used at most once."

    def misconceptions(self, item: Item, response: Response) -> tuple[str, ...]:
        """A distractor by its own id; an option of another pair as `this-taken-for-that`."""
        if response.state != "answered" or isinstance(response.value, str):
            return ()
        names = numbered.author_ids(item)
        paired = item.right
        found = []
        for given, row in zip(response.value, item.rows, strict=False):
            if given in names and given != row.right:
                found.append(f"{names[given]}-taken-for-{names.get(row.right, row.right)}" if given in paired else names[given])
        return tuple(dict.fromkeys(found))

    def mistakes(self, item: Item) -> Mapping[str, tuple[str, str]]:
        """Beside the distractors each option where another belongs: its text with the item, and why the other is right there."""
        by_id = {option.public_id: option for option in item.options}
        found = {option.author_id: (option.text, option.why) for option in item.options}
        for row, option in ((row, by_id[row.right]) for row in item.rows if row.right in by_id):
            for other in (by_id[one.right] for one in item.rows if one.right in by_id and one.right != row.right):
                found[f"{other.author_id}-taken-for-{option.author_id}"] = (f"{row.text} → {other.text}", option.why)
        return found
