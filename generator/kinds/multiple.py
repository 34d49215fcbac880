"""Turn several right answers among more options into a kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from generator.kinds import lettered
from generator.kinds.kind import WORDS
from generator.model.item import Item
from generator.model.response import Response


class Multiple:
    """Two or more of (usually) five; the stem says how many, all are needed for the point."""

    name = "multiple"
    fields = frozenset({"right", "keys", "distractors", "distractors_from", "options", "pin"})
    required = frozenset({"keys"})
    options = 5
    sheet: Literal["bubbles", "number"] = "bubbles"

    def instruction(self, right: int) -> str:
        return f"Select {WORDS[right]}."

    def read(self, text: str, letters: Mapping[str, str], rows: int = 0) -> tuple[Response, str]:
        return lettered.read_letters(text, letters, len(letters))

    def is_right(self, item: Item, response: Response) -> bool:
        return lettered.all_or_nothing(item, response)

    def parts(self, item: Item, response: Response) -> tuple[int, int]:
        return int(self.is_right(item, response)), 1

    def missed(self, item: Item, response: Response) -> tuple[str, ...]:
        return lettered.missed(item, response)

    def misconceptions(self, item: Item, response: Response) -> tuple[str, ...]:
        return lettered.wrong_chosen(item, response)

    def mistakes(self, item: Item) -> Mapping[str, tuple[str, str]]:
        return lettered.texts_and_reasons(item)
