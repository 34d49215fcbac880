"""Turn keys and distractors into what is printed: which, in what order, at which rank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.item import Item
from generator.model.seed import Seed
from generator.realize.options import Candidate, are_numbers, distinct, line_up, several, told_apart
from generator.realize.realize import realize
from generator.realize.trouble import AuthorError
from tests.realize.questions import BALANCERS, MESH, POLICY, item_of, question_of

SEED = Seed.of("options")


def candidate(text: str, id: str = "", right: bool = False) -> Candidate:
    return Candidate(id or text, text, right, lambda: "why")


def candidates(*texts: str) -> list[Candidate]:
    return [candidate(text) for text in texts]


@pytest.mark.parametrize(
    "texts",
    [
        ("1", "2", "10"),
        ("$1.50", "$12,500.00", "$3.00"),
        ("1 VPC", "3 VPCs"),
        ("1 address in each subnet", "2 addresses in each subnets"),
        ("1 query", "2 queries"),
        ("/24", "/28"),
        ("10.0.0.0/24", "10.0.0.0/28"),
        ("-5 degrees", "5 degrees"),
        ("0.5 %", "50 %"),
        ("**3** VPCs", "**12** VPCs"),
        ("about 4 KB", "about 8 KB"),
        ("5GB", "10GB"),
        ("Use 2 subnets in 3 zones", "Use 4 subnets in 3 zones"),
    ],
)
def test_numbers_of_one_kind(texts: Sequence[str]) -> None:
    assert are_numbers(candidates(*texts))


@pytest.mark.parametrize(
    "texts",
    [
        ("1", "two"),
        ("$1.50", "1.50"),
        ("1 VPC", "2 subnets"),
        ("10.0.1.0/24", "10.0.2.0/24"),
        ("Amazon S3 Standard", "Amazon S3 Glacier"),
        ("t3.large", "m5.large"),
        ("5 ms", "6 m"),
        ("2 hours 30 minutes", "3 hours 15 minutes"),
        ("10-20 GB", "20-40 GB"),
        ("On-demand, at $5.00", "Provisioned, at $6.00"),
        ("a", "b"),
    ],
)
def test_texts_that_are_no_numbers_of_one_kind(texts: Sequence[str]) -> None:
    assert not are_numbers(candidates(*texts))


@pytest.mark.parametrize(
    ("left", "right"),
    [("1,000", "1000"), ("2.50", "2.5"), ("a  b", "a b"), ("a\nb", "a b"), ("1 VPC", "1 VPCs"), ("$1,000 a month", "$1000.00 a month")],
)
def test_what_a_candidate_could_not_tell_apart_is_the_same(left: str, right: str) -> None:
    assert told_apart(left)[2] == told_apart(right)[2]


@pytest.mark.parametrize(("left", "right"), [("A", "a"), ("1 VPC", "1 subnet"), ("1", "-1"), ("1", "1 %"), ("a.", "a")])
def test_what_reads_otherwise_is_another(left: str, right: str) -> None:
    assert told_apart(left)[2] != told_apart(right)[2]


def test_long_texts_are_no_numbers_and_take_no_time() -> None:
    assert told_apart("1,111" * 4_000)[0] is None


def test_distractors_come_in_order_and_equal_ones_are_passed_over() -> None:
    kept, passed = distinct([candidate("6")], candidates("3", "6.0", "12", "3.00", "4"))
    assert [one.id for one in kept] == ["3", "12", "4"]
    assert [one.id for one in passed] == ["6.0", "3.00"]
    lineup = line_up(candidate("blue", right=True), candidates("red", "blue", "green", "red", "pink", "gray"), 4)
    assert {one.text for one in lineup.arranged(None, SEED)} == {"blue", "red", "green", "pink"}
    assert not lineup.sorts


def test_too_few_distractors_are_said_with_those_passed_over() -> None:
    with pytest.raises(AuthorError) as caught:
        line_up(candidate("6", "key"), [candidate("6", "twin"), candidate("5", "five"), candidate("5.0", "again")], 4)
    assert caught.value.rule == "too-few-options"
    assert (caught.value.expected, caught.value.got) == ("3", "1")
    assert "twin, again" in caught.value.hint


def test_ranks_are_those_that_distractors_on_both_sides_allow() -> None:
    key = candidate("10")
    assert line_up(key, candidates("1", "2", "3", "20", "30", "40"), 4).ranks == (0, 1, 2, 3)
    assert line_up(key, candidates("1", "20", "30"), 4).ranks == (1,)
    assert line_up(key, candidates("1", "2", "20", "30"), 4).ranks == (1, 2)
    assert line_up(key, candidates("20", "30", "40", "50"), 4).ranks == (0,)


def test_at_a_rank_distractors_are_taken_by_preference_on_each_side() -> None:
    lineup = line_up(candidate("10"), candidates("7", "30", "5", "20", "8", "90"), 4)
    texts = {rank: [one.text for one in lineup.arranged(rank, SEED)] for rank in lineup.ranks}
    assert texts == {
        0: ["10", "20", "30", "90"],
        1: ["7", "10", "20", "30"],
        2: ["5", "7", "10", "30"],
        3: ["5", "7", "8", "10"],
    }


def test_a_word_among_the_numbers_keeps_them_from_sorting() -> None:
    lineup = line_up(candidate("10"), candidates("7", "none", "5", "20"), 4)
    assert not lineup.sorts
    assert lineup.ranks == ()
    assert {one.text for one in lineup.arranged(None, SEED)} == {"10", "7", "none", "5"}
    assert line_up(candidate("10"), candidates("7", "5", "20", "none"), 4).sorts, "by preference it is not among them"


def test_the_pinned_option_stays_last() -> None:
    numbers = line_up(candidate("10", "key"), [*candidates("7", "20"), candidate("It depends", "depends")], 4, "depends")
    assert numbers.sorts
    assert numbers.ranks == (1,)
    assert [one.text for one in numbers.arranged(1, SEED)] == ["7", "10", "20", "It depends"]
    words = line_up(candidate("a", "key"), candidates("b", "c", "d"), 4, "c")
    assert all(words.arranged(None, SEED.child(at))[-1].text == "c" for at in range(20))
    key = line_up(candidate("a", "key"), candidates("b", "c", "d"), 4, "key")
    assert all(key.arranged(None, SEED.child(at))[-1].text == "a" for at in range(20))
    number = line_up(candidate("none", "key"), candidates("9", "3", "5", "4"), 4, "key")
    assert [one.text for one in number.arranged(None, SEED)] == ["3", "5", "9", "none"]


def test_several_right_options_are_shuffled_unless_they_are_numbers() -> None:
    words, sorts = several(candidates("b", "a"), candidates("c", "d", "e", "f"), 5, "", SEED)
    assert not sorts
    assert {one.text for one in words} == {"a", "b", "c", "d", "e"}
    numbers, sorts = several(candidates("9", "3"), candidates("5", "4", "1", "2"), 5, "", SEED)
    assert sorts
    assert [one.text for one in numbers] == ["1", "3", "4", "5", "9"]
    pinned, _ = several(candidates("b", "a"), candidates("c", "d", "e"), 5, "d", SEED)
    assert pinned[-1].text == "d"
    with pytest.raises(AuthorError, match="equal as printed"):
        several(candidates("b", "a"), [candidate("a", "twin"), *candidates("d", "e")], 5, "", SEED)
    with pytest.raises(AuthorError, match="too few"):
        several(candidates("b", "a"), candidates("c"), 5, "", SEED)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=4, max_size=9), st.integers(2, 5))
def test_every_feasible_rank_gives_a_sound_sorted_set(values: list[int], size: int) -> None:
    key, others = candidate(str(values[0]), "key"), [candidate(str(value), f"d{at}") for at, value in enumerate(values[1:])]
    different = {value for value in values[1:] if value != values[0]}
    if len(different) < size - 1:
        with pytest.raises(AuthorError):
            line_up(key, others, size)
        return
    lineup = line_up(key, others, size)
    below, above = sum(value < values[0] for value in different), sum(value > values[0] for value in different)
    assert lineup.ranks == tuple(rank for rank in range(size) if rank <= below and size - 1 - rank <= above)
    assert lineup.ranks, "some rank is always feasible"
    for rank in lineup.ranks:
        numbers = [int(one.text) for one in lineup.arranged(rank, SEED)]
        assert numbers == sorted(set(numbers))
        assert len(numbers) == size
        assert numbers[rank] == values[0]


def items(body: str, count: int = 400) -> list[Item]:
    question, facts = question_of(body)
    return [realize(question, facts, Seed.of("even").child(at), Seed.of("ids").child(at)) for at in range(count)]


def test_the_key_stands_at_each_rank_about_as_often() -> None:
    ranks = Counter([option.right for option in item.options].index(True) for item in items(MESH) if item.variant == "n=12")
    more = Counter([option.right for option in item.options].index(True) for item in items(MESH))
    assert set(ranks) == set(more) == {0, 1, 2, 3}
    assert all(70 <= count <= 130 for count in more.values()), more


def test_sorted_options_are_not_free_and_ascend() -> None:
    for item in items(MESH, 60):
        numbers = [int(option.text) for option in item.options]
        assert numbers == sorted(numbers)
        assert not item.free


def test_shuffled_options_are_free_and_stand_everywhere() -> None:
    found = items(POLICY)
    places = Counter([option.right for option in item.options].index(True) for item in found)
    assert all(70 <= count <= 130 for count in places.values()), places
    assert all(item.free for item in found)


def test_other_rows_are_the_distractors_each_with_its_own_reason() -> None:
    reasons = {"Failover routing": "standby only", "Weighted routing": "by weight", "Latency routing": "latency only"}
    seen: Counter[str] = Counter()
    for item in items(POLICY, 200):
        right = [option for option in item.options if option.right]
        wrong = [option for option in item.options if not option.right]
        assert [option.author_id for option in right] == [item.variant.removeprefix("case=")]
        assert len({option.author_id for option in item.options}) == 4
        for option in wrong:
            assert reasons.get(option.text, "") in option.why
            seen[option.author_id] += 1
    assert len(seen) == 5
    assert min(seen.values()) > 70, "each row is a distractor about as often"


def test_the_drawn_row_is_no_distractor_whatever_its_text() -> None:
    for item in items(POLICY.replace('{text: "{{ case.policy }}"', '{text: "{{ case.policy }}, once"'), 40):
        right = next(option for option in item.options if option.right)
        assert right.author_id == item.variant.removeprefix("case=")
        assert right.text.removesuffix(", once") not in {option.text for option in item.options}


def test_multiple_draws_keys_and_distractors() -> None:
    keys: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for item in items(BALANCERS):
        assert [len(item.options), len(item.right)] == [5, 2]
        assert item.instruction == "Select TWO."
        keys[item.variant] += 1
        wrong.update(option.author_id for option in item.options if not option.right)
    assert set(keys) == {"keys=unbroken+static-address", "keys=unbroken+fast", "keys=static-address+fast"}
    assert min(keys.values()) > 90
    assert min(wrong.values()) > 180
    assert len(wrong) == 5


def test_a_wanted_rank_is_given_or_refused() -> None:
    for rank in range(4):
        item = item_of(MESH, rank=rank)
        assert [option.right for option in item.options].index(True) == rank
    assert item_of(POLICY, rank=2).options, "where options do not sort, a rank means nothing"
