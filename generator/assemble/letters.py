"""Turn items into items whose key letters are balanced over the form, in an order that gives nothing away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.model.item import Item, Option
from generator.model.seed import Seed

SHUFFLES = 12


def balanced(items: Sequence[Item], seed: Seed) -> list[Item]:
    """The same items; where options are free to move, they stand so that each letter is right about equally often.

    Items with one right option share out the letters that are still owed, in random order (greedy filling would let a candidate
    count letters); items with several take the least uneven of some shuffles. Sorted and pinned options, and those of
    numbered rows (which no letter alone is right for), stay where they are.
    """
    singles = [at for at, item in enumerate(items) if item.free and len(item.options) > 1 and len(item.right) == 1]
    result = list(items)
    for size in sorted({len(items[at].options) for at in singles}):
        group = [at for at in singles if len(items[at].options) == size]
        fixed = Counter(_position(item) for item in items if not item.free and len(item.options) == size and len(item.right) == 1)
        targets = _owed(len(group), size, fixed, seed.child("owed", size))
        for at, target in zip(group, targets, strict=True):
            result[at] = _moved(items[at], target)
    load: Counter[int] = Counter()
    for at, item in enumerate(items):
        if item.free and len(item.right) > 1 and not item.rows:
            result[at] = _least_uneven(item, load, seed.child("several", at))
            load.update(_places(result[at].options))
    return result


def _position(item: Item) -> int:
    return next(at for at, option in enumerate(item.options) if option.right)


def _places(options: Sequence[Option]) -> list[int]:
    return [at for at, option in enumerate(options) if option.right]


def _owed(count: int, size: int, fixed: Counter[int], seed: Seed) -> list[int]:
    """Positions for `count` keys that even out what the fixed ones have taken, in random order."""
    load = {at: fixed[at] for at in range(size)}
    taken = []
    for step in range(count):
        at = min(load, key=lambda place: (load[place], seed.child("tie", step).rank(str(place))))
        load[at] += 1
        taken.append(at)
    order = seed.child("order").order(str(at) for at in range(count))
    return [taken[int(at)] for at in order]


def _moved(item: Item, target: int) -> Item:
    """The item with its key at the target; the pinned option stays last, the others keep their order."""
    options = list(item.options)
    key = options[_position(item)]
    if key.public_id == item.pinned:
        return item
    rest = [option for option in options if option is not key]
    last = len(options) - (2 if item.pinned else 1)
    rest.insert(min(target, last), key)
    return replace(item, options=tuple(rest))


def _least_uneven(item: Item, load: Counter[int], seed: Seed) -> Item:
    by_id = {option.public_id: option for option in item.options}
    best: tuple[int, tuple[Option, ...]] | None = None
    for attempt in range(SHUFFLES):
        order = seed.child("shuffle", attempt).order(by_id)
        order.sort(key=lambda public: public == item.pinned)
        options = tuple(by_id[public] for public in order)
        cost = sum(load[at] for at in _places(options))
        if best is None or cost < best[0]:
            best = (cost, options)
    assert best is not None
    return replace(item, options=best[1])
