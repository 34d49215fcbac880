"""Turn the word "kind" into a contract: what a kind of question must offer to be complete."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

from generator.model.item import Item
from generator.model.response import Response

WORDS = ("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT")


class Kind(Protocol):
    """`fields` are the YAML fields it takes beside the common ones, `required` those of them that must stand there;
    `options` is how many it prints unless the author says otherwise (0: it has none); `sheet` is its place on an answer sheet."""

    name: str
    fields: frozenset[str]
    required: frozenset[str]
    options: int
    sheet: Literal["bubbles", "number"]

    def instruction(self, right: int) -> str:
        """What is printed after the stem: `Select TWO.` or nothing."""
        ...

    def read(self, text: str, letters: Mapping[str, str], rows: int = 0) -> tuple[Response, str]:
        """The response that typed text stands for, and a complaint (or "") about what cannot be read.

        `letters` maps the letters printed on that copy to public option ids, `rows` is how many numbered rows take a letter (0: none).
        Nothing is guessed: what cannot be read is invalid.
        """
        ...

    def is_right(self, item: Item, response: Response) -> bool:
        """Whether the response earns the point when all of it must be right."""
        ...

    def parts(self, item: Item, response: Response) -> tuple[int, int]:
        """How many parts of the item are right, of how many: one where it has no rows."""
        ...

    def missed(self, item: Item, response: Response) -> tuple[str, ...]:
        """Author ids of the right options that the response does not give (or not in their row)."""
        ...

    def misconceptions(self, item: Item, response: Response) -> tuple[str, ...]:
        """Author ids of the wrong options (or named wrong numbers, mixed-up pairs, exchanged steps) that the response chose."""
        ...

    def mistakes(self, item: Item) -> Mapping[str, tuple[str, str]]:
        """Text and reason of everything that `misconceptions` may name, by author id."""
        ...
