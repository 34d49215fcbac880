"""Marks follow option ids through every order; pilots do not count; corrections change the key and nothing else."""

from __future__ import annotations

import dataclasses
import random

import pytest

from generator.kinds.table import KINDS
from generator.model.correction import Correction
from generator.model.paper import Paper, Policy, Slot, copy
from generator.model.record import build, dump, load
from generator.model.response import Response, Sitting
from generator.model.score import Results, Score
from generator.score.mark import mark
from generator.score.table import results_csv
from tests.render.classes import right, wrong
from tests.render.papers import paper


@pytest.fixture(scope="module")
def made() -> Paper:
    return paper(65)


right_response, wrong_response = right, wrong


def sitting(made: Paper, right: int) -> Sitting:
    """The first `right` scored slots right, all others wrong; pilots wrong."""
    responses, left = {}, right
    for slot in made.form(1).slots:
        counts = not slot.pilot and left > 0
        left -= counts
        responses[slot.id] = right_response(slot) if counts else wrong_response(slot)
    return Sitting(made.code, f"c{right}", 0, "typed", responses)


def one(made: Paper, given: Sitting, *corrections: Correction) -> Score:
    return mark(made, corrections, [given]).scores[0]


@pytest.mark.parametrize(("right", "estimate", "passed"), [(34, 712, False), (35, 730, True), (50, 1000, True), (0, 100, False)])
def test_only_scored_items_count(made: Paper, right: int, estimate: int, passed: bool) -> None:
    score = one(made, sitting(made, right))
    assert (score.points, score.possible, score.scaled, score.passed) == (right, 50, estimate, passed)
    assert sum(tally.points for tally in score.domains) == right
    assert sum(tally.possible for tally in score.domains) == sum(tally.possible for tally in score.topics) == 50


def test_pilots_never_change_a_score(made: Paper) -> None:
    base = sitting(made, 30)
    pilots = {slot.id: right_response(slot) for slot in made.form(1).slots if slot.pilot}
    better = dataclasses.replace(base, responses={**base.responses, **pilots})
    first, second = one(made, base), one(made, better)
    assert (first.points, first.scaled, first.domains) == (second.points, second.scaled, second.domains)
    assert len(pilots) == 15


def test_blank_invalid_and_wrong_are_told_apart(made: Paper) -> None:
    slots = [slot for slot in made.form(1).slots if slot.variants[0].kind == "choice"][:3]
    responses = {slot.id: Response() for slot in made.form(1).slots}
    responses |= {slots[0].id: Response("AB", "invalid"), slots[1].id: wrong_response(slots[1]), slots[2].id: right_response(slots[2])}
    marks = {found.slot: found for found in one(made, Sitting(made.code, "x", 0, "typed", responses)).marks}
    assert [marks[slot.id].outcome for slot in slots] == ["invalid", "wrong", "right"]
    assert sum(found.outcome == "blank" for found in marks.values()) == 62
    assert marks[slots[1].id].chosen
    assert not marks[slots[0].id].chosen


def test_misconceptions_bring_reason_and_facts(made: Paper) -> None:
    score = one(made, sitting(made, 0))
    assert score.misconceptions
    for found in score.misconceptions:
        item = made.slots()[f"1.{found.number}"].variants[0]
        assert found.why == KINDS[item.kind].mistakes(item)[found.option][1] != ""
        assert found.facts == item.asks


def test_keys_are_right_under_every_shuffle(made: Paper) -> None:
    draw = random.Random(3)
    for number in draw.sample(range(1, 10_000), 20):
        one_copy = copy(made, number, policy=Policy("shuffled", "shuffled"))
        responses = {}
        for place in one_copy.slots:
            by_letter = {letter: public for public, letter in place.letters.items()}
            response, complaint = KINDS[place.item.kind].read(place.right_letters(), by_letter, len(place.item.rows))
            assert not complaint
            responses[place.slot.id] = response if place.letters else right_response(place.slot)
        assert one(made, Sitting(made.code, "x", number, "typed", responses)).points == 50


def correction(slot: Slot, action: str, *options: str) -> Correction:
    return build(
        Correction, {"at": "2026-11-23", "who": "t", "why": "w", "slot": slot.id, "action": action, "options": list(options)}, "test"
    )


def test_corrections(made: Paper) -> None:
    slot = next(slot for slot in made.form(1).slots if not slot.pilot and slot.variants[0].kind == "choice")
    wrong = next(option.author_id for option in slot.variants[0].options if not option.right)
    base = {found.id: right_response(found) for found in made.form(1).slots}
    good = Sitting(made.code, "good", 0, "typed", base)
    bad = Sitting(made.code, "bad", 0, "typed", {**base, slot.id: wrong_response(slot)})
    blank = Sitting(made.code, "blank", 0, "typed", {**base, slot.id: Response()})

    def points(action: str) -> list[tuple[int, int]]:
        results = mark(made, [correction(slot, action, wrong)], [good, bad, blank])
        assert results.key_version == 1
        return [(score.points, score.possible) for score in results.scores]

    assert points("key") == [(49, 50), (50, 50), (49, 50)]
    assert points("accept") == [(50, 50), (50, 50), (49, 50)]
    assert points("void") == [(49, 49), (49, 49), (49, 49)]
    assert points("everyone") == [(50, 50), (50, 50), (50, 50)]


@pytest.mark.parametrize("kind", ["matching", "ordering"])
def test_corrections_of_rows(made: Paper, kind: str) -> None:
    """Options are named row by row; a row that is not named, or not by an option, is right for nobody, a blank one least of all."""
    slot = next(slot for slot in made.form(1).slots if not slot.pilot and slot.variants[0].kind == kind)
    item = slot.variants[0]
    names = {option.public_id: option.author_id for option in item.options}
    exchanged = wrong_response(slot)
    given = [
        right_response(slot),
        exchanged,
        Response(tuple(exchanged.value)[:1], "answered"),
        Response(("",) * len(item.rows), "answered"),
    ]
    fresh = [names[public] for public in exchanged.value]

    def points(action: str, *options: str) -> list[int]:
        sittings = [Sitting(made.code, str(at), 0, "typed", {slot.id: response}) for at, response in enumerate(given)]
        return [score.points for score in mark(made, [correction(slot, action, *options)], sittings).scores]

    assert points("key", *fresh) == [0, 1, 0, 0]
    assert points("accept", *fresh) == [1, 1, 0, 0]
    assert points("everyone") == [1, 1, 1, 1]
    for few in ((), fresh[:1], [*fresh[:-1], "nothing"], ["", *fresh[1:]]):
        assert points("key", *few) == [0, 0, 0, 0]
        assert points("accept", *few) == [1, 0, 0, 0]


def test_what_was_missed_in_rows(made: Paper) -> None:
    slot = next(slot for slot in made.form(1).slots if slot.variants[0].kind == "matching")
    item = slot.variants[0]
    mark_of = {found.slot: found for found in one(made, Sitting(made.code, "x", 0, "typed", {slot.id: wrong_response(slot)})).marks}[
        slot.id
    ]
    names = {option.public_id: option.author_id for option in item.options}
    first, second = names[item.rows[0].right], names[item.rows[1].right]
    assert mark_of.outcome == "wrong"
    assert mark_of.missed == (first, second)
    assert mark_of.chosen == (f"{second}-taken-for-{first}", f"{first}-taken-for-{second}")


def test_a_correction_of_one_variant_leaves_the_others(made: Paper) -> None:
    slot = made.form(1).slots[0]
    assert mark(made, [dataclasses.replace(correction(slot, "void"), variants=(1,))], [sitting(made, 50)]).scores[0].possible == 50


def test_results_round_trip_and_gradebook(made: Paper) -> None:
    results = mark(made, [], [sitting(made, 34), dataclasses.replace(sitting(made, 35), candidate="=cmd()")])
    text = dump(results)
    assert build(Results, load(text, "results.json")) == results
    lines = results_csv(results).splitlines()
    assert lines[0].startswith("candidate,copy,points,possible,percent,scaled_estimate,low,high,passed,blank,invalid,")
    assert lines[1].split(",")[2:6] == ["34", "50", "68.0", "712"]
    assert lines[2].startswith("'=cmd()")
