"""Key letters are balanced, and no pattern gives the next one away."""

from __future__ import annotations

import dataclasses
from collections import Counter

from generator.assemble.letters import balanced
from generator.model.item import Item, Option
from generator.model.seed import Seed


def item(at: int, right: int = 1, size: int = 4, free: bool = True, pinned: bool = False, rank: int = 0) -> Item:
    options = tuple(Option(f"o{n}", f"{at}-{n}", str(n), "w", rank <= n < rank + right) for n in range(size))
    return Item(
        question=f"q{at}", kind="choice", domain="secure", chapter="c", topic="t", topic_title="T", level="apply", difficulty=1, seconds=60,
        variant="", stem="?", instruction="", explanation="", asks=(), uses=(), options=options, free=free,
        pinned=options[-1].public_id if pinned else "",
    )  # fmt: skip


def letters(items: list[Item]) -> list[int]:
    return [next(at for at, option in enumerate(one.options) if option.right) for one in items]


def test_free_items_even_out_what_sorted_ones_take() -> None:
    for seed in range(50):
        items = [item(at, free=at % 3 > 0, rank=1 if at % 3 == 0 else 0) for at in range(53)]
        found = balanced(items, Seed.of(str(seed)))
        counts = Counter(letters(found))
        assert counts[1] == 18
        assert sorted(counts[at] for at in (0, 2, 3)) == [11, 12, 12]
        assert all(first.options == second.options for first, second in zip(items, found, strict=True) if not first.free)
        assert all(sorted(a.options, key=str) == sorted(b.options, key=str) for a, b in zip(items, found, strict=True))


def test_all_free_items_are_as_even_as_can_be() -> None:
    counts = Counter(letters(balanced([item(at) for at in range(50)], Seed.of("s"))))
    assert sorted(counts.values()) == [12, 12, 13, 13]


def test_blocks_of_four_do_not_hold_each_letter_once() -> None:
    """Filling the least used letter each time would make every block of four a permutation, which a candidate could count out."""
    blocks = 0
    for seed in range(30):
        found = letters(balanced([item(at) for at in range(48)], Seed.of(str(seed))))
        blocks += sum(len(set(found[at : at + 4])) == 4 for at in range(0, 48, 4))
    assert blocks < 0.25 * 30 * 12


def test_multiple_answers_spread_over_all_letters() -> None:
    found = balanced([item(at, right=2, size=5) for at in range(40)], Seed.of("m"))
    counts = Counter(at for one in found for at, option in enumerate(one.options) if option.right)
    assert max(counts.values()) - min(counts.values()) <= 3


def test_pinned_options_stay_last() -> None:
    items = [item(at, pinned=True) for at in range(40)] + [item(at, right=2, size=5, pinned=True) for at in range(40, 60)]
    key_pinned = dataclasses.replace(item(99, rank=3), pinned="99-3")
    for one in balanced([*items, key_pinned], Seed.of("p")):
        assert one.options[-1].public_id == one.pinned
