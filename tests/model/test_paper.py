"""A copy selects and orders and draws nothing; the commitment changes when any key does."""

import dataclasses
import hashlib

import pytest

from generator.model.paper import Form, Paper, Policy, commitment, copy, key_text
from generator.model.record import signed
from tests.render.papers import paper, rows_paper

ALL = Policy("shuffled", "shuffled", "own")


def test_copy_zero_is_the_paper_as_assembled() -> None:
    made = paper(10)
    first = copy(made, 0, policy=ALL)
    assert [place.slot.id for place in first.slots] == [slot.id for slot in made.form(1).slots]
    assert all(place.options == tuple(option.public_id for option in place.item.options) for place in first.slots)


def test_copies_hold_the_same_questions_and_options_in_another_order() -> None:
    made = paper(30)
    copies = [copy(made, number, policy=ALL) for number in range(1, 40)]
    assert copies == [copy(made, number, policy=ALL) for number in range(1, 40)]
    assert len({tuple(place.slot.id for place in one.slots) for one in copies}) == len(copies)
    for one in copies:
        assert {place.slot.id for place in one.slots} == {slot.id for slot in made.form(1).slots}
        for place in one.slots:
            assert sorted(place.options) == sorted(option.public_id for option in place.item.options)
            if not place.item.free:
                assert place.options == tuple(option.public_id for option in place.item.options)
            right = {public for public, letter in place.letters.items() if letter in place.right_letters()}  # 1C 2A holds them, too
            assert right == place.item.right


def test_a_pinned_option_stays_last() -> None:
    made = paper(10)
    slots = []
    for slot in made.form(1).slots:
        item = slot.variants[0]
        pinned = item.options[-1].public_id if item.options and item.free else ""
        slots.append(dataclasses.replace(slot, variants=(dataclasses.replace(item, pinned=pinned),)))
    pinned_paper = signed(dataclasses.replace(made, forms=(Form(1, tuple(slots)),)))
    for number in range(1, 20):
        for place in copy(pinned_paper, number, policy=ALL).slots:
            if place.item.pinned:
                assert place.options[-1] == place.item.pinned


def test_forms_go_round_and_unknown_ones_are_refused() -> None:
    made = paper(4)
    two = signed(dataclasses.replace(made, forms=(made.forms[0], dataclasses.replace(made.forms[0], number=2))))
    assert [copy(two, number).form for number in range(5)] == [1, 1, 2, 1, 2]
    with pytest.raises(KeyError):
        copy(two, 1, form=3)
    with pytest.raises(ValueError, match="copy numbers"):
        copy(two, -1)


def with_other_key(made: Paper) -> Paper:
    slot = made.form(1).slots[0]
    item = slot.variants[0]
    options = tuple(dataclasses.replace(option, right=at == 0) for at, option in enumerate(item.options))
    if options == item.options:
        options = tuple(dataclasses.replace(option, right=at == 1) for at, option in enumerate(item.options))
    changed = dataclasses.replace(slot, variants=(dataclasses.replace(item, options=options),))
    return dataclasses.replace(made, forms=(Form(1, (changed, *made.form(1).slots[1:])),))


def test_the_commitment_opens_and_fails_for_another_key() -> None:
    made = paper(12)
    assert commitment(made) == hashlib.sha256(key_text(made).encode()).hexdigest()
    assert commitment(with_other_key(made)) != commitment(made)
    assert key_text(made).startswith(made.salt + "\n")
    assert len(made.salt) == 26
    assert made.seed not in key_text(made)


def test_copies_shuffle_letters_and_keep_rows() -> None:
    made = rows_paper()
    orders, keys = set(), set()
    for number in range(40):
        for place in (place for place in copy(made, number, policy=ALL).slots if place.item.rows):
            orders.add((place.slot.id, place.options))
            keys.add((place.slot.id, place.right_letters()))
            said = dict(zip(place.letters.values(), place.options, strict=True))
            letters = [cell[1:] for cell in place.right_letters().split(" ")]
            assert [said[letter] for letter in letters] == [row.right for row in place.item.rows]
            assert [cell[0] for cell in place.right_letters().split(" ")] == ["1", "2", "3", "4"]
    assert len(orders) > 40
    assert len(keys) > 40


def test_the_sealed_key_names_rows_in_their_order() -> None:
    made = rows_paper()
    lines = [line.split("\t") for line in key_text(made).splitlines()[1:]]
    assert lines[1][:3] == ["1.2", "1", "1D 2E 3A 4B"]
    assert lines[1][3:] == ["Failover routing", "Geolocation routing", "Weighted routing", "Latency-based routing"]
    assert lines[3][2] == "1C 2B 3D 4A"
    item = made.form(1).slots[1].variants[0]
    turned = dataclasses.replace(item, rows=(*item.rows[1:], item.rows[0]))
    slots = [dataclasses.replace(slot, variants=(turned,)) if slot.number == 2 else slot for slot in made.form(1).slots]
    assert commitment(dataclasses.replace(made, forms=(Form(1, tuple(slots)),))) != commitment(made)
