"""Turn values into true or false, each compared with its like only: what a compiled expression or text calls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.model.number import Number
from generator.realize.shapes import is_number, type_of
from generator.realize.trouble import AuthorError


def number(value: Any) -> Number:
    """The value where it is a number; for values that may be of several types."""
    if is_number(value):
        found: Number = value
        return found
    raise AuthorError("wrong-type", "this is not a number", got=repr(value))


def truth(value: Any) -> bool:
    """The value where it is true or false."""
    if isinstance(value, bool):
        return value
    raise AuthorError("wrong-type", "this is neither true nor false", got=repr(value), hint="compare it with something")


def compare(operator: str, left: Any, right: Any) -> bool:
    """left operator right, for two values of one type; order is for numbers only."""
    kind = type_of(left)
    if kind != type_of(right):
        raise AuthorError("wrong-type", f"a comparison of a {kind} with a {type_of(right)}", got=f"{left!r} {operator} {right!r}")
    if operator == "==":
        return bool(left == right)
    if operator == "!=":
        return bool(left != right)
    left, right = number(left), number(right)
    if operator == "<":
        return bool(left < right)
    if operator == "<=":
        return bool(left <= right)
    return bool(left > right) if operator == ">" else bool(left >= right)


def ordered(operators: Sequence[str], values: Sequence[Any]) -> bool:
    """Whether a chain of comparisons holds (`a < b < c`)."""
    return all(compare(operator, left, right) for operator, left, right in zip(operators, values, values[1:], strict=False))


def within(value: Any, members: Sequence[Any]) -> bool:
    """Whether a value is among others; 1 and true are not the same."""
    return any(type_of(member) == type_of(value) and member == value for member in members)
