"""Turn a statement that holds or does not into a kind: A True, B False, always in this order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from generator.kinds import lettered
from generator.model.item import Item
from generator.model.response import Response


class TrueFalse:
    """`key: true` or `false` and a why for each; author ids are `true` and `false`."""

    name = "true_false"
    fields = frozenset({"key", "why"})
    required = frozenset({"key", "why"})
    options = 2
    sheet: Literal["bubbles", "number"] = "bubbles"

    def instruction(self, right: int) -> str:
        return ""

    def read(self, text: str, letters: Mapping[str, str]) -> tuple[Response, str]:
        return lettered.read_letters(text, letters, 1)

    def is_right(self, item: Item, response: Response) -> bool:
        return lettered.all_or_nothing(item, response)

    def misconceptions(self, item: Item, response: Response) -> tuple[str, ...]:
        return lettered.wrong_chosen(item, response)
