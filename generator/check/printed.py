"""Turn a question's templates into what they print, as near as it can be said without a draw.

Rows are filled in one by one, drawn values by a sample of their kind; tables are left out, and of an `if` the first branch is taken:
enough to compare stems, to count words and to see what form an option has. Every function takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from generator.bank.sources import code_spans, texts
from generator.check.raw_html import ticked
from generator.model.place import Place
from generator.model.question import Draw, Question, Row, Source

NUMBER, NAME = "7", "Acme"
MOST_ROWS = 40
"""Rows of a table that are filled in."""
_PLURAL = re.compile(r"""plural\(\s*["'][^"']*["']\s*,\s*["']([^"']*)["']""")
_SENTENCE = re.compile(r"(?<=[.?!:])[\"')*]*\s+(?=[\"'(*`]*[A-Z0-9`{$])|\n")
_APART = ("|", "- ", "* ", *(f"{number}. " for number in range(1, 10)))


@dataclass(frozen=True, slots=True)
class Printed:
    """A text as a paper prints it, and where it is written."""

    text: str
    place: Place


def stems(question: Question) -> list[str]:
    """The stem, once for each row that can be drawn into it."""
    return [fill(question.stem.text, values) for values in _draws(question)]


def options(question: Question) -> list[Printed]:
    """Every option as it can be printed: a written one once for each text that it can have, and those that rows give."""
    found: dict[Printed, None] = {}
    for values in _draws(question):
        for option in (*question.keys, *question.distractors):
            found[Printed(fill(option.text.text, values), option.text.place)] = None
        if (others := question.distractors_from) is not None:
            for row in islice(question.rows.get(others.table, ()), MOST_ROWS):
                found[Printed(fill(others.text.text, {**values, **_fields("row", row, values)}), row.place)] = None
    return [printed for printed in found if printed.text]


def items(question: Question) -> list[Printed]:
    """The left side of every pair to match."""
    values = _draws(question)[0]
    return [Printed(fill(pair.item.text, values), pair.item.place) for pair in question.keys if pair.item is not None]


def fill(text: str, values: Mapping[str, str]) -> str:
    """A template with these values, its spaces made single."""
    parts: list[str] = []
    branches: list[bool] = []
    done = 0
    for start, end in code_spans(text):
        parts += [] if any(branches) else [text[done:start]]
        done = end
        code = text[start + 2 : end - 2].strip("- \n")
        if text[start + 1] == "{":
            parts += [] if any(branches) else [_value(code, values)]
        elif code.startswith("if") and len(branches) < 9:
            branches.append(False)
        elif branches and code.startswith("end"):
            branches.pop()
        elif branches:
            branches[-1] = True
    parts.append(text[done:])
    return _single("".join(parts))


def _single(text: str) -> str:
    """The text with single spaces: lines of a paragraph joined, but for those of a list or a table."""
    lines: list[str] = []
    joins = False
    for line in text.split("\n"):
        words = " ".join(line.split())
        apart = words.startswith(_APART)
        if joins and words and not apart:
            lines[-1] += f" {words}"
        elif words:
            lines.append(words)
        joins = bool(words) and not words.startswith("|")
    return "\n".join(lines)


def sentences(text: str) -> list[str]:
    """A printed text sentence by sentence."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def masked(text: str) -> str:
    """The text with what is code in it (Jinja, backquotes) blanked, every other character in its place."""
    for spans in (code_spans(text), ticked(text)):
        parts, done = [], 0
        for start, end in spans:
            if start >= done:
                parts += [text[done:start], "\0" * (end - start)]
                done = end
        text = "".join([*parts, text[done:]])
    return text


def written(question: Question) -> Iterator[Source]:
    """Every text of a question, and the texts among its drawn values."""
    yield from texts(question)
    for draw in question.given:
        yield from _members(draw)


def _members(draw: Draw) -> Iterator[Source]:
    yield from (Source(member, draw.place) for member in draw.args.get("from", ()) if isinstance(member, str))
    for inner in draw.args.get("of", {}).values():
        yield from _members(inner)


def _draws(question: Question) -> list[dict[str, str]]:
    """The values of the givens, once for each row of the first table that is drawn."""
    values = {draw.name: _sample(draw) for draw in question.given}
    for draw in question.given:
        if draw.draw == "row":
            rows = islice(question.rows.get(str(draw.args.get("table", "")), ()), MOST_ROWS)
            return [{**values, **_fields(draw.name, row, values)} for row in rows] or [values]
    return [values]


def _fields(name: str, row: Row, values: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}.{key}": fill(one.text, values) if isinstance(one, Source) else str(one) for key, one in row.fields.items()}


def _sample(draw: Draw) -> str:
    if draw.draw == "faker":
        return NAME
    return next((member for member in draw.args.get("from", ()) if isinstance(member, str)), NUMBER)


def _value(code: str, values: Mapping[str, str]) -> str:
    name, _, filters = code.partition("|")
    if "table(" in filters:
        return ""
    if plural := _PLURAL.search(filters):
        return f"{NUMBER} {plural[1]}"
    return values.get(name.strip(), NUMBER)
