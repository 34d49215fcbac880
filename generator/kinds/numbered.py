"""Turn letters beside numbers into public option ids by row: what kinds with a letter for each numbered row share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from generator.model.item import Item
from generator.model.response import Response

_SEPARATORS = re.compile(r"[\s,;:.)+/=-]+")
_PAIRS = re.compile(r"(?:[0-9]+[A-Z])+\Z")
_PAIR = re.compile(r"([0-9]+)([A-Z])")
_LONGEST = 400


def read_rows(text: str, letters: Mapping[str, str], rows: int) -> tuple[Response, str]:
    """`1c 2a 3b` (or the letters of all rows in their order, `cab`) as public ids by row, "" for a row that is left out."""
    if len(text) > _LONGEST:
        return Response(text, "invalid"), "this is too long"
    given = _SEPARATORS.sub("", text).upper()
    if not given:
        return Response(), ""
    pairs, complaint = _pairs(given, rows)
    complaint = complaint or _complaint(pairs, letters, rows)
    if complaint:
        return Response(text, "invalid"), complaint
    by_row = {number: letters[letter] for number, letter in pairs}
    return Response(tuple(by_row.get(number, "") for number in range(1, rows + 1)), "answered"), ""


def _pairs(given: str, rows: int) -> tuple[list[tuple[int, str]], str]:
    """Numbers with their letters, or what keeps them from being told."""
    if given.isalpha():
        if len(given) != rows:
            return [], f"{len(given)} letters for {rows} rows; write the row's number before each letter, as in 1C 2A"
        return list(enumerate(given, 1)), ""
    if not _PAIRS.match(given):
        return [], "this cannot be read; write each row's number and its letter, as in 1C 2A 3B"
    return [(int(number), letter) for number, letter in _PAIR.findall(given)], ""


def _complaint(pairs: Sequence[tuple[int, str]], letters: Mapping[str, str], rows: int) -> str:
    numbers = [number for number, _ in pairs]
    outside = [str(number) for number in dict.fromkeys(numbers) if not 1 <= number <= rows]
    if outside:
        return f"no row {', '.join(outside[:10])}; this question has rows 1 to {rows}"
    unknown = [letter for letter in dict.fromkeys(letter for _, letter in pairs) if letter not in letters]
    if unknown:
        return f"no option {', '.join(unknown[:10])}; this question has {''.join(letters)}"
    twice = [str(number) for number, count in Counter(numbers).items() if count > 1]
    return f"row {', '.join(twice)} stands there twice" if twice else ""


def write_rows(response: Response, letters: Mapping[str, str]) -> str:
    """`1C 2A 3B`: what `read_rows` reads; `letters` maps public ids to letters. What is invalid stands as it was written."""
    if isinstance(response.value, str):
        return response.value
    return " ".join(f"{number}{letters[public]}" for number, public in enumerate(response.value, 1) if public)


def given_rows(item: Item, response: Response) -> tuple[str, ...]:
    """The public id that was given for each row ("" for none); no row counts twice the same option."""
    if response.state != "answered" or isinstance(response.value, str):
        return ("",) * len(item.rows)
    often = Counter(response.value)
    given = tuple(public if often[public] == 1 else "" for public in response.value)
    return (*given, *("",) * (len(item.rows) - len(given)))[: len(item.rows)]


def right_rows(item: Item, response: Response) -> tuple[int, int]:
    """How many rows have their option, of how many; an option written in two rows counts in neither."""
    right = sum(given == row.right for given, row in zip(given_rows(item, response), item.rows, strict=True))
    return right, len(item.rows)


def missed_rows(item: Item, response: Response) -> tuple[str, ...]:
    """Author ids of the options that do not stand in their row, row by row."""
    names = author_ids(item)
    given = given_rows(item, response)
    return tuple(names.get(row.right, "") for public, row in zip(given, item.rows, strict=True) if public != row.right)


def author_ids(item: Item) -> dict[str, str]:
    """Author id of each public one."""
    return {option.public_id: option.author_id for option in item.options}


class Numbered:
    """What these kinds have in common: a line of bubbles a row, and the point where every row has its option."""

    sheet: Literal["bubbles", "number"] = "bubbles"

    def read(self, text: str, letters: Mapping[str, str], rows: int = 0) -> tuple[Response, str]:
        return read_rows(text, letters, rows)

    def is_right(self, item: Item, response: Response) -> bool:
        right, of = self.parts(item, response)
        return right == of

    def parts(self, item: Item, response: Response) -> tuple[int, int]:
        return right_rows(item, response)

    def missed(self, item: Item, response: Response) -> tuple[str, ...]:
        return missed_rows(item, response)
