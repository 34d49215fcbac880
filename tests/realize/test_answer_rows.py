"""Pairs and steps realized: fair orders, drawn sets as variants, nothing in the right order on the page, proof of each row."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.model.item import Item
from generator.model.problem import RefusedError
from generator.model.seed import Seed
from generator.realize.program import compile_question
from generator.realize.prove import prove
from generator.realize.realize import realize
from tests.realize.golden import MATCHING, ORDERING, ORDERING_BY_VALUE
from tests.realize.questions import FACTS, proof_of, question_of

BODIES = {"matching": MATCHING, "ordering": ORDERING, "ordering-by-value": ORDERING_BY_VALUE}


def items(body: str, count: int = 400) -> list[Item]:
    question, facts = question_of(body)
    return [realize(question, facts, Seed.of("rows").child(at), Seed.of("public").child(at)) for at in range(count)]


def names(item: Item) -> dict[str, str]:
    return {option.public_id: option.author_id for option in item.options}


def rows(item: Item) -> list[str]:
    return [names(item)[row.right] for row in item.rows]


@pytest.mark.parametrize("name", BODIES)
def test_every_item_is_sound(name: str) -> None:
    for item in items(BODIES[name]):
        assert len({option.public_id for option in item.options}) == len(item.options)
        assert len({option.text for option in item.options}) == len(item.options)
        assert item.right == {row.right for row in item.rows}
        assert item.public().rows == tuple(row.text for row in item.rows)
        assert item.free


def test_a_matching_item_draws_pairs_and_distractors() -> None:
    found = items(MATCHING)
    assert {(len(item.rows), len(item.options)) for item in found} == {(3, 4)}
    drawn = Counter(frozenset(rows(item)) for item in found)
    assert len(drawn) == 10
    assert {item.variant for item in found} == {f"keys={'+'.join(sorted(one, key=list(FIVE).index))}" for one in drawn}
    assert Counter(name for item in found for name in names(item).values() if name in ("wall", "door")).keys() == {"wall", "door"}
    texts = {FIVE[name]: option for item in found for name, option in zip(rows(item), item.rows, strict=True)}
    assert {text: option.text for text, option in texts.items()} == {text: text for text in FIVE.values()}


FIVE = {
    "store": "Keep a file.",
    "queue": "Keep a message until it is read.",
    "count": "Keep 2 numbers.",
    "name": "Keep a name.",
    "time": "Keep the time.",
}


def test_letters_and_rows_of_a_matching_item_are_independent_and_fair() -> None:
    found = items(MATCHING, 1200)
    places = Counter(([option.public_id for option in item.options].index(item.rows[0].right)) for item in found)
    assert all(250 < places[at] < 350 for at in range(4))
    firsts = Counter(rows(item)[0] for item in found)
    assert all(180 < firsts[name] < 300 for name in FIVE)


def test_steps_stand_in_the_right_order_in_the_key_and_never_on_the_page() -> None:
    order = ["open", "read", "check", "sign", "send"]
    found = items(ORDERING, 1200)
    for item in found:
        right = rows(item)
        assert right == sorted(right, key=order.index)
        assert [option.author_id for option in item.options] != right
        assert [row.text for row in item.rows] == [""] * 4
    assert {len(item.rows) for item in found} == {4}
    assert len({item.variant for item in found}) == 5
    seen = Counter(tuple(rows(item).index(option.author_id) for option in item.options) for item in found)
    assert len(seen) == 23
    assert all(20 < count < 90 for count in seen.values())


def test_values_order_steps() -> None:
    for item in items(ORDERING_BY_VALUE):
        drawn = dict(part.split("=") for part in item.variant.split("; "))
        worth = {"one": int(drawn["near"]), "two": int(drawn["far"]), "three": 18}
        assert rows(item) == sorted(worth, key=worth.__getitem__)


@pytest.mark.parametrize(("name", "space"), [("matching", 10), ("ordering", 5), ("ordering-by-value", 29 * 28 - 28 * 2)])
def test_the_drawn_sets_count_as_variants(name: str, space: int) -> None:
    proof = proof_of(BODIES[name])
    assert (proof.problems, proof.space, proof.variants) == ((), space, space)


def changed(body: str, old: str, new: str) -> str:
    assert old in body
    return body.replace(old, new)


@pytest.mark.parametrize(
    ("body", "old", "new", "rule"),
    [
        (MATCHING, "text: A label", "text: A clock", "equal-options"),
        (MATCHING, "text: A wall", "text: A clock", "equal-options"),
        (MATCHING, 'item: "Keep a name."', 'item: "Keep the time."', "equal-items"),
        (MATCHING, "text: A label", 'text: "{% if site == \'shop\' %}A label{% else %}A sign{% endif %}"', ""),
        (MATCHING, 'Match each need of a {{ site }} to', "Match each need to", ""),
        (MATCHING, "text: A counter", 'text: "{{ n }} counters"', "given-unprinted"),
        (MATCHING, 'item: "Keep a name."', 'item: "Keep {% if site == \'x\' %}a name{% endif %}"', ""),
        (MATCHING, 'item: "Keep a name."', 'item: "{% if site == \'x\' %}a name{% endif %}"', "text-empty"),
        (ORDERING, "text: It is read.", "text: It is sent.", "equal-options"),
        (ORDERING_BY_VALUE, "near != far", "near != 0", "equal-values"),
        (ORDERING_BY_VALUE, "another {{ far }}, a third", "another some, a third", "given-unprinted"),
        (ORDERING_BY_VALUE, "text: The second way", 'text: "The way of {{ far }} minutes"', ""),
        (ORDERING_BY_VALUE, "value: near", "value: near / (far - 31 + 1)", "division-by-zero"),
        (ORDERING_BY_VALUE, "value: near", "value: near > 2", "wrong-type"),
    ],
)  # fmt: skip
def test_the_proof_finds(body: str, old: str, new: str, rule: str) -> None:
    body = changed(body, old, new).replace("given: {site:", "given: {n: {whole: [3, 9]}, site:")
    found = {problem.rule for problem in proof_of(body).problems}
    assert found == ({rule} if rule else set())


def test_one_item_has_one_option() -> None:
    """The same item, under the same stem, never asks for two things."""
    body = changed(MATCHING, "text: A counter", 'text: "{% if n > 1.2 %}A counter{% else %}An abacus{% endif %}"')
    body = body.replace("given: {site:", "given: {n: {decimal: [1.1, 1.4], step: 0.1}, site:")
    assert {problem.rule for problem in proof_of(body).problems} == {"given-unprinted"}
    rounded = changed(body, "Match each need of a", "Match each of {{ n | places(0) }} needs of a")
    assert {problem.rule for problem in proof_of(rounded).problems} == {"stem-undecided"}
    assert not proof_of(changed(body, "Match each need of a", "Match each of {{ n }} needs of a")).problems


def test_one_set_of_steps_has_one_order() -> None:
    body = changed(ORDERING_BY_VALUE, "One way takes {{ near }} minutes", "One way takes {{ near | places(0) }} minutes")
    body = body.replace("near: {whole: [2, 30]}, far: {whole: [2, 30]}", "near: {decimal: [4.6, 5.4], step: 0.1}, far: {whole: [5, 6]}")
    assert {problem.rule for problem in proof_of(body).problems} == {"stem-undecided"}


def test_an_item_tells_what_its_own_option_depends_on() -> None:
    body = changed(MATCHING, "text: A counter", 'text: "{{ n }} counters"').replace("Keep {{ fact['two'] }} numbers", "Count {{ n }} times")
    assert not proof_of(body.replace("given: {site:", "given: {n: {whole: [3, 9]}, site:")).problems


def test_unsound_points_are_drawn_again_and_a_question_without_a_sound_one_is_refused() -> None:
    question, facts = question_of(changed(ORDERING_BY_VALUE, "near != far", "near != 0"))
    for at in range(300):
        item = realize(question, facts, Seed.of("again").child(at), Seed.of("public").child(at))
        assert len({row.right for row in item.rows}) == 3
    question, facts = question_of(changed(ORDERING_BY_VALUE, "value: near", "value: far"))
    with pytest.raises(RefusedError) as stop:
        realize(question, facts, Seed.of("never"), Seed.of("public"))
    assert {problem.rule for problem in stop.value.problems} == {"equal-values", "nothing-realized"}


def test_all_pairs_and_all_distractors_unless_told_otherwise() -> None:
    body = MATCHING.replace("draw: 3\nspare: 1\n", "")
    question, facts = question_of(body)
    assert (question.right, question.options) == (5, 7)
    found = items(body, 20)
    assert {item.variant for item in found} == {""}
    assert {len(item.options) for item in found} == {7}
    assert not prove(question, facts).problems


def test_options_that_are_numbers_stand_in_their_order() -> None:
    body = MATCHING.replace("draw: 3\nspare: 1\n", "")
    for at, text in enumerate(("A bucket", "A queue", "A counter", "A label", "A clock", "A wall", "A door")):
        body = changed(body, f"text: {text}", f'text: "{(at * 5) % 7 + 8} GB"')
    for item in items(body, 20):
        assert [option.text for option in item.options] == [f"{at} GB" for at in range(8, 15)]
        assert not item.free


def test_only_what_is_drawn_is_asked() -> None:
    body = changed(MATCHING, 'why: "A clock keeps the time."', 'why: "A clock keeps the time.", asks: [word]')
    for item in items(body.replace("kind:", "uses: [half, two]\nkind:"), 60):
        assert ("bank/chapter/topic#word" in item.asks) == ("time" in rows(item))


@pytest.mark.parametrize(
    ("body", "given", "key", "holds"),
    [
        (ORDERING_BY_VALUE, "{near: 20, far: 4}", "[The second way, The third way, The first way]", True),
        (ORDERING_BY_VALUE, "{near: 20, far: 4}", "[The third way, The second way, The first way]", False),
        (MATCHING, "{}", "[A bucket, A queue, A counter, A label, A clock]", True),
        (MATCHING, "{}", "[A bucket, A queue, A counter, A clock, A label]", False),
        (MATCHING, "{}", "[A bucket, A queue]", False),
    ],
)
def test_examples_name_the_options_row_by_row(body: str, given: str, key: str, holds: bool) -> None:
    problems = proof_of(f"{body}examples:\n  - {{given: {given}, key: {key}}}\n").problems
    assert [problem.rule for problem in problems] == ([] if holds else ["example-fails"])


def test_a_question_of_rows_is_compiled_like_any_other() -> None:
    question, facts = question_of(MATCHING)
    program = compile_question(question, facts)
    assert program.sound
    assert [given.name for given in program.givens if given.dressing] == ["site"]
    assert FACTS
