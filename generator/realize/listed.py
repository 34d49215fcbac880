"""Turn a drawn list into its entries: a count, then each field of each entry from its own stream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from generator.model.seed import Seed
from generator.realize.draws import ENDLESS, Axis
from generator.realize.limits import DRAW_STEPS
from generator.realize.shapes import Entries, Many, One, Record


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
