"""Turn what an author wants drawn into values: every draw from its own stream, every range without being written out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Protocol

from generator.model.number import Number, exact
from generator.model.seed import Seed
from generator.realize.faked import Ring
from generator.realize.limits import DRAW_STEPS, HASH_STEPS
from generator.realize.shapes import Many, One, Shape, is_number, shape_of, type_of

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


def range_of(low: Number, high: Number, step: Number) -> Range | None:
    """The numbers from low to high, or None where there are none or no step leads from one to the next."""
    if step <= 0 or high < low:
        return None
    return Range(low, step, (high - low) // step + 1)
