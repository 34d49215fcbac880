"""Turn what a paper shall be made of into a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.place import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Either `scored` and `pilots` by domain, or `items` with `domains` shares or any.

    `kinds` gives a (low, high) count by kind; a kind that may fill the rest has no entry; empty: any kind.
    `picks` are question ids that must be in the paper. `minutes` whole; `cut` on the scale 100 to 1000.
    """

    name: str
    title: str
    minutes: int
    cut: int = 720
    scoring: str = "all-or-nothing"
    scored: Mapping[str, int] = field(default_factory=dict)
    pilots: Mapping[str, int] = field(default_factory=dict)
    items: int = 0
    domains: str = "any"
    kinds: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    rest: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    picks: tuple[str, ...] = ()
    never_twice: str = "asked facts"
    place: Place = NOWHERE

    @property
    def count(self) -> int:
        """How many items a form holds."""
        return self.items or sum(self.scored.values()) + sum(self.pilots.values())
