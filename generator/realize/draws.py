"""Turn what an author wants drawn into values: every draw from its own stream, every range without being written out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import Any, Protocol

from generator.model.number import Number, exact, write
from generator.model.seed import Seed
from generator.realize.faked import Ring
from generator.realize.limits import DRAW_STEPS, HASH_STEPS
from generator.realize.shapes import Entries, Many, One, Record, Shape, is_number, shape_of, type_of

ENDLESS = 10**9
"""More points than this are not told apart."""


class Axis(Protocol):
    """What can be drawn for one given: its shape, how many values, what a draw costs."""

    @property
    def shape(self) -> Shape: ...

    @property
    def size(self) -> int: ...

    @property
    def steps(self) -> int: ...

    def draw(self, seed: Seed) -> Any:
        """One value."""
        ...

    def values(self) -> Iterator[Any]:
        """All values, one by one."""
        ...

    def edges(self, seed: Seed) -> list[Any]:
        """Values at the ends: lowest, highest, shortest, longest."""
        ...

    def has(self, value: Any) -> bool:
        """Whether the value can be drawn."""
        ...


@dataclass(frozen=True, slots=True)
class Range:
    """`whole` and `decimal`: `count` numbers from `low`, a step apart."""

    low: Number
    step: Number
    count: int
    steps = DRAW_STEPS

    @property
    def shape(self) -> One:
        return shape_of((self.low,))

    @property
    def size(self) -> int:
        return self.count

    def _at(self, index: int) -> Number:
        return exact(self.low + self.step * index)

    def draw(self, seed: Seed) -> Number:
        return self._at(seed.below(self.count))

    def values(self) -> Iterator[Number]:
        return (self._at(index) for index in range(self.count))

    def edges(self, seed: Seed) -> list[Number]:
        return [self._at(0), self._at(self.count - 1)]

    def has(self, value: Any) -> bool:
        return is_number(value) and (value - self.low) % self.step == 0 and 0 <= (value - self.low) // self.step < self.count


@dataclass(frozen=True, slots=True)
class Members:
    """`one_of`, `row` (by id) and `fact`: the member with the smallest keyed hash."""

    members: tuple[Any, ...]

    @property
    def shape(self) -> One:
        return shape_of(self.members)

    @property
    def size(self) -> int:
        return len(self.members)

    @property
    def steps(self) -> int:
        return DRAW_STEPS + HASH_STEPS * len(self.members)

    def draw(self, seed: Seed) -> Any:
        return seed.pick(self.members)

    def values(self) -> Iterator[Any]:
        return iter(self.members)

    def edges(self, seed: Seed) -> list[Any]:
        numbers = [member for member in self.members if is_number(member)]
        return [min(numbers), max(numbers)] if numbers else []

    def has(self, value: Any) -> bool:
        return any(type_of(member) == type_of(value) and member == value for member in self.members)


@dataclass(frozen=True, slots=True)
class Some:
    """`some_of`: the k members with the smallest keyed hashes, in the author's order."""

    members: tuple[Any, ...]
    k: int

    @property
    def shape(self) -> Many:
        return Many(shape_of(self.members), self.k)

    @property
    def size(self) -> int:
        return min(ENDLESS, math.comb(len(self.members), self.k))

    @property
    def steps(self) -> int:
        return DRAW_STEPS + HASH_STEPS * len(self.members)

    def draw(self, seed: Seed) -> tuple[Any, ...]:
        chosen = frozenset(seed.order(map(str, self.members))[: self.k])
        return tuple(member for member in self.members if str(member) in chosen)

    def values(self) -> Iterator[tuple[Any, ...]]:
        return combinations(self.members, self.k)

    def edges(self, seed: Seed) -> list[Any]:
        return [self.members[: self.k], self.members[-self.k :]]

    def has(self, value: Any) -> bool:
        return isinstance(value, tuple) and value == tuple(member for member in self.members if member in value) and len(value) == self.k


@dataclass(frozen=True, slots=True)
class Faked:
    """`faker`: a value of a fixed list."""

    ring: Ring
    steps = DRAW_STEPS

    @property
    def shape(self) -> One:
        return shape_of(self.ring.values)

    @property
    def size(self) -> int:
        return len(self.ring.values)

    def draw(self, seed: Seed) -> str:
        return self.ring.draw(seed)

    def values(self) -> Iterator[str]:
        return iter(self.ring.values)

    def edges(self, seed: Seed) -> list[Any]:
        return []

    def has(self, value: Any) -> bool:
        return value in self.ring.values


@dataclass(frozen=True, slots=True)
class Listed:
    """`list`: a count, then that many entries, each field of each entry from its own stream."""

    name: str
    low: int
    high: int
    fields: Mapping[str, Axis]

    @property
    def shape(self) -> Entries:
        members = {name: axis.shape for name, axis in self.fields.items()}
        return Entries(Record(self.name, {name: shape for name, shape in members.items() if isinstance(shape, One | Many)}), self.high)

    @property
    def size(self) -> int:
        entry, total = self._entry_size(), 0
        for count in range(self.low, self.high + 1):
            power = 1
            for _ in range(count):
                power = min(ENDLESS, power * entry)
            total = min(ENDLESS, total + power)
        return total

    def _entry_size(self) -> int:
        size = 1
        for axis in self.fields.values():
            size = min(ENDLESS, size * axis.size)
        return size

    @property
    def steps(self) -> int:
        return DRAW_STEPS + self.high * sum(axis.steps for axis in self.fields.values())

    def draw(self, seed: Seed) -> tuple[dict[str, Any], ...]:
        return self._of_length(seed.child("count").whole(self.low, self.high), seed)

    def _of_length(self, count: int, seed: Seed) -> tuple[dict[str, Any], ...]:
        return tuple({name: axis.draw(seed.child(at, name)) for name, axis in self.fields.items()} for at in range(count))

    def values(self) -> Iterator[tuple[dict[str, Any], ...]]:
        for count in range(self.low, self.high + 1):
            yield from product(*[list(self._entries())] * count)

    def _entries(self) -> Iterator[dict[str, Any]]:
        for values in product(*(axis.values() for axis in self.fields.values())):
            yield dict(zip(self.fields, values, strict=True))

    def edges(self, seed: Seed) -> list[Any]:
        """Shortest and longest; and each field at its low and high in all entries of a drawn list."""
        found = [self._of_length(self.low, seed), self._of_length(self.high, seed)]
        for name, axis in self.fields.items():
            for value in axis.edges(seed):
                found.append(tuple({**entry, name: value} for entry in self.draw(seed.child("edge", name))))
        return found

    def has(self, value: Any) -> bool:
        return self.low <= len(value) <= self.high and all(
            self.fields[name].has(member) for entry in value for name, member in entry.items()
        )


def range_of(low: Number, high: Number, step: Number) -> Range | None:
    """The numbers from low to high, or None where there are none or no step leads from one to the next."""
    if step <= 0 or high < low:
        return None
    return Range(low, step, (high - low) // step + 1)


def written(value: Any) -> str:
    """The canonical text of a drawn value, for a variant's name."""
    if isinstance(value, tuple):
        return "[" + ", ".join(written(member) for member in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {written(member)}" for name, member in value.items()) + "}"
    if isinstance(value, Fraction):
        return _decimal(value)
    return "true" if value is True else "false" if value is False else str(value)


def _decimal(value: Fraction) -> str:
    try:
        return write(value)
    except ValueError:
        return str(value)


def written_all(values: Sequence[tuple[str, Any]]) -> str:
    """`n=7; mode=strong`."""
    return "; ".join(f"{name}={written(value)}" for name, value in values)
