"""Turn one right answer among several options into a kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from generator.kinds import lettered
from generator.model.item import Item
from generator.model.response import Response


class Choice:
    """One of (usually) four; two letters for it are invalid."""

    name = "choice"
    fields = frozenset({"key", "keys", "distractors", "distractors_from", "options", "pin"})
    required: frozenset[str] = frozenset()
    options = 4
    sheet: Literal["bubbles", "number"] = "bubbles"

    def instruction(self, right: int) -> str:
        return ""

    def read(self, text: str, letters: Mapping[str, str], rows: int = 0) -> tuple[Response, str]:
        return lettered.read_letters(text, letters, 1)

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
