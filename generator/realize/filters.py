"""Turn values into printed text: what a text calls for each value, by itself or through a named filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from generator.model.number import Number, places, thousands, write
from generator.realize.trouble import AuthorError


def show(value: Any) -> str:
    """A value as it is printed: text as it is, a number exactly."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        raise AuthorError("unprintable", "true and false cannot be printed", hint="use {% if %}")
    return show_number(value)


def show_number(value: Number) -> str:
    """A number as a whole or finite decimal."""
    if isinstance(value, int):
        return str(value)
    try:
        return write(value)
    except ValueError:
        raise AuthorError("unprintable", f"{value} has no finite decimal", hint="write it with | places(2)") from None


def show_places(value: Number, digits: int) -> str:
    """`places(2)`: so many decimals, half away from zero."""
    return places(value, digits)


def show_thousands(value: Any) -> str:
    """`thousands`: 12500 as 12,500; the text of a number (`| places(2)`) is taken, too."""
    text = show(value)
    whole = text.removeprefix("-").partition(".")[0]
    if not (whole.isascii() and whole.isdigit()):
        raise AuthorError("wrong-type", "thousands is for numbers", got=text)
    return thousands(text)


def show_plural(value: Any, one: str, several: str) -> str:
    """`plural("VPC", "VPCs")`: 1 VPC, 3 VPCs; the number is printed."""
    text = show(value)
    if not text[-1:].isdigit():
        raise AuthorError("wrong-type", "plural is for numbers", got=text)
    return f"{text} {one if text == '1' else several}"


def show_capital(value: Any) -> str:
    """`capital`: the first letter in upper case."""
    text = show(value)
    return text[:1].upper() + text[1:]


def entry(values: Sequence[Any], at: int) -> Any:
    """`names[0]`: one member of a list."""
    if at < len(values):
        return values[at]
    raise AuthorError("nothing-left", f"there is no member [{at}]: the list is shorter", got=f"{len(values)} members")


def _listed(values: Sequence[Any], word: str) -> str:
    texts = [show(value) for value in values]
    if len(texts) > 2:
        return f"{', '.join(texts[:-1])} {word} {texts[-1]}"
    return f" {word} ".join(texts)


def show_and_list(values: Sequence[Any]) -> str:
    """`and_list`: a, b and c."""
    return _listed(values, "and")


def show_or_list(values: Sequence[Any]) -> str:
    """`or_list`: a, b or c."""
    return _listed(values, "or")


def show_table(entries: Sequence[Mapping[str, Any]], columns: Sequence[tuple[str, str]]) -> str:
    """`table("kb: size in KB")`: a CommonMark table; columns of numbers stand on the right, with commas at thousands."""
    head = [_cell(header) for _, header in columns]
    numeric = [all(isinstance(entry[name], int | Fraction) for entry in entries) for name, _ in columns]
    rules = ["---:" if right else "---" for right in numeric]
    body = [
        [_cell(thousands(show(entry[name])) if right else show(entry[name])) for (name, _), right in zip(columns, numeric, strict=True)]
        for entry in entries
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rules, *body))


def _cell(text: str) -> str:
    return " ".join(text.replace("\\|", "|").replace("|", "\\|").split())
