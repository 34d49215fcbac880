"""Draws hash their own address: they stay where they are, and they are even."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from generator.model.seed import Seed, random_seed

names = st.lists(st.text("abcdefgh-", min_size=1, max_size=6), min_size=1, max_size=8, unique=True)


def test_golden_addresses() -> None:
    """These values may never change: every printed paper hangs on them."""
    root = Seed.of("golden")
    assert root.child("question", "a/b/c", 0).child("given", "n").whole(4, 12) == 11
    assert root.child("public", "1.1", 0).letters("key", 8) == "3todpb4f"
    assert root.order(["a", "b", "c", "d", "e"]) == ["e", "d", "c", "b", "a"]
    assert root.pick(["red", "green", "blue"]) == "red"


def test_addresses_are_unambiguous() -> None:
    root = Seed.of("x")
    keys = [root.child(*path).key for path in (("a", "b"), ("ab",), ("a",), ("1",), (1,), ("a", "b", ""), ("s1:a",))]
    keys += [root.child("a").child("b").key, root.key, Seed.of("y").key]
    assert len(set(keys)) == len(keys)


@given(names, st.text("xyz", min_size=1), st.integers(0, 50))
def test_a_new_member_moves_only_itself(members: list[str], new: str, number: int) -> None:
    seed = Seed.of(str(number))
    assert [name for name in seed.order([*members, new]) if name != new] == seed.order(members)
    assert seed.pick([*members, new]) in (seed.pick(members), new)


def test_below_is_even_and_inside() -> None:
    root = Seed.of("even")
    counts = Counter(root.child("draw", at).below(7) for at in range(7000))
    assert set(counts) == set(range(7))
    assert all(880 < count < 1120 for count in counts.values())
    assert {root.child("one", at).below(1) for at in range(9)} == {0}
    assert all(0 <= root.child("big", at).below(10**30) < 10**30 for at in range(50))


def test_random_seeds_have_128_bits() -> None:
    seeds = {random_seed() for _ in range(100)}
    assert len(seeds) == 100
    assert all(len(seed) == 32 and int(seed, 16) < 2**128 for seed in seeds)
