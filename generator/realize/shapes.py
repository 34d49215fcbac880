"""Turn what a name can stand for into a shape: which types, how long when printed, which members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from generator.model.fact import Value
from generator.realize.limits import LONGEST_NUMBER

NUMBER = frozenset({"number"})
TEXT = frozenset({"text"})
TRUTH = frozenset({"truth"})


@dataclass(frozen=True, slots=True)
class One:
    """One scalar: the types it can have (none: unknown after a problem) and its most characters when printed."""

    types: frozenset[str]
    longest: int = LONGEST_NUMBER


@dataclass(frozen=True, slots=True)
class Many:
    """Several scalars: a fact's list, the members that `some_of` drew, a row's list."""

    of: One
    most: int


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table, or an entry of a drawn list; `home` is the name whose members these are."""

    home: str
    members: Mapping[str, One | Many]


@dataclass(frozen=True, slots=True)
class Entries:
    """A drawn list of entries."""

    entry: Record
    most: int


Shape = One | Many | Record | Entries
ANYTHING = One(frozenset(), 0)
WORDS = {One: "a value", Many: "a list", Record: "a row", Entries: "a drawn list"}


def type_of(value: Any) -> str:
    """number, text or truth; anything else is a shape of its own."""
    return "truth" if isinstance(value, bool) else "text" if isinstance(value, str) else "number" if is_number(value) else "shape"


def is_number(value: Any) -> bool:
    """Whether a value is a number of ours (and not a truth value)."""
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


def shape_of(values: Iterable[Any]) -> One:
    """The shape of a name that is one of these scalars."""
    types, longest = set(), 0
    for value in values:
        types.add(type_of(value))
        longest = max(longest, len(value) if isinstance(value, str) else LONGEST_NUMBER)
    return One(frozenset(types), longest)


def shape_of_value(value: Value) -> One | Many | None:
    """The shape of a fact's or a row's value; None for a mapping, whose members have shapes of their own."""
    if isinstance(value, tuple):
        return Many(shape_of(value), len(value))
    return None if isinstance(value, Mapping) else shape_of((value,))


def either(left: One, right: One) -> One:
    """The shape of what may be the one or the other."""
    return One(left.types | right.types, max(left.longest, right.longest))


def merged(shapes: Iterable[One | Many]) -> One | Many | None:
    """The shape of a member over all rows of a table; None where it is a list in one and a value in another."""
    result: One | Many | None = None
    for shape in shapes:
        if result is None or shape == result:
            result = shape
        elif isinstance(result, One) and isinstance(shape, One):
            result = either(result, shape)
        elif isinstance(result, Many) and isinstance(shape, Many):
            result = Many(either(result.of, shape.of), max(result.most, shape.most))
        else:
            return None
    return result
