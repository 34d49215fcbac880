"""Turn a number that the candidate writes into a kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from generator.model.item import Item
from generator.model.number import MOST_DIGITS
from generator.model.response import Response

_WRITTEN = re.compile(r"[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?\Z", re.ASCII)


def read_number(text: str) -> Fraction | None:
    """The number that a candidate wrote: digits, a decimal point, commas at thousands only; None for anything else."""
    written = text.strip()
    if len(written) > MOST_DIGITS or not _WRITTEN.match(written):
        return None
    return Fraction(written.replace(",", ""))


class Numeric:
    """Right when it differs from the answer by at most the tolerance; named wrong answers get their own feedback."""

    name = "numeric"
    fields = frozenset({"answer", "wrong", "unit"})
    required = frozenset({"answer"})
    options = 0
    sheet: Literal["bubbles", "number"] = "number"

    def instruction(self, right: int) -> str:
        return ""

    def read(self, text: str, letters: Mapping[str, str], rows: int = 0) -> tuple[Response, str]:
        written = text.strip()
        if not written:
            return Response(), ""
        if read_number(written) is None:
            return Response(text, "invalid"), "this is not a number; digits, a decimal point and commas at thousands are read"
        return Response(written, "answered"), ""

    def is_right(self, item: Item, response: Response) -> bool:
        if item.answer is None or response.state != "answered" or not isinstance(response.value, str):
            return False
        number = read_number(response.value)
        return number is not None and abs(number - Fraction(item.answer.value)) <= Fraction(item.answer.tolerance)

    def parts(self, item: Item, response: Response) -> tuple[int, int]:
        return int(self.is_right(item, response)), 1

    def missed(self, item: Item, response: Response) -> tuple[str, ...]:
        return ()

    def misconceptions(self, item: Item, response: Response) -> tuple[str, ...]:
        if item.answer is None or response.state != "answered" or not isinstance(response.value, str) or self.is_right(item, response):
            return ()
        number, tolerance = read_number(response.value), Fraction(item.answer.tolerance)
        return tuple(
            wrong.author_id for wrong in item.answer.wrong if number is not None and abs(number - Fraction(wrong.value)) <= tolerance
        )

    def mistakes(self, item: Item) -> Mapping[str, tuple[str, str]]:
        return {wrong.author_id: (f"{wrong.value} {item.unit}".strip(), wrong.why) for wrong in item.answer.wrong} if item.answer else {}
