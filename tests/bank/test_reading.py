"""A good bank becomes facts, questions, topics and chapters with every field where it belongs."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from generator.bank.read import Reading, read_banks
from generator.kinds.table import KINDS
from generator.model.question import DRAWS, OptionSource, Question
from tests.bank.broken import TINY


@pytest.fixture(scope="module")
def tiny() -> Reading:
    return read_banks([TINY])


def question(tiny: Reading, id: str) -> Question:
    return tiny.bank.questions[f"tiny/{id}"]


def ids(options: tuple[OptionSource, ...]) -> list[str]:
    return [option.id for option in options]


def test_a_good_bank_has_no_problems_and_uses_everything(tiny: Reading) -> None:
    assert tiny.problems == ()
    assert {one.kind for one in tiny.bank.questions.values()} == set(KINDS)
    assert {draw.draw for one in tiny.bank.questions.values() for draw in one.given} == set(DRAWS)
    assert tiny.files == {"tiny": 8}


def test_chapters_and_headings_come_from_the_notes_in_their_order(tiny: Reading) -> None:
    assert list(tiny.bank.chapters.items()) == [("measures", "Measures"), ("library", "Library")]
    first = tiny.bank.headings[0]
    assert (first.topic, first.lines, first.exam, first.testable) == ("tiny/measures/boxes", (1, 9), (2, 3), True)
    assert [heading.testable for heading in tiny.bank.headings] == [True, True, True, True, False, True]
    topic = tiny.bank.topics["tiny/measures/boxes"]
    assert (topic.title, topic.chapter, topic.domain, topic.lines) == ("Boxes and Pallets", "measures", "cost-optimized", (1, 9))


def test_facts_keep_exact_values_lines_and_what_the_notes_have(tiny: Reading) -> None:
    facts = tiny.bank.facts
    half = facts["tiny/measures/boxes#slow-half"]
    assert (half.value, half.status, half.notes_say) == (Fraction(1, 2), "outdated", "A slow parcel costs a third.")
    assert half.place.line == 31
    assert facts["tiny/measures/boxes#started-kilo"].lines == (4, 5)
    assert facts["tiny/measures/boxes#boxes-per-layer"].exam is True
    assert facts["tiny/measures/time#retry-waits"].value == (5, 10, 20)
    assert facts["tiny/measures/time#shifts"].value == {"early": 6, "late": 9, "names": ("early", "late")}
    assert facts["tiny/measures/time#clock-reset"].value is True
    assert facts["tiny/measures/time#shifts"].as_of == "2026-11-23"
    assert all(fact.topic == fact.id.split("#")[0] for fact in facts.values())


def test_a_choice(tiny: Reading) -> None:
    pallets = question(tiny, "measures/boxes/pallets")
    assert (pallets.bank, pallets.chapter, pallets.topic, pallets.topic_title) == ("tiny", "measures", "boxes", "Boxes and Pallets")
    assert (pallets.domain, pallets.level, pallets.difficulty, pallets.seconds) == ("cost-optimized", "apply", 2, 60)
    assert (pallets.right, pallets.options, pallets.name, pallets.topic_id) == (1, 4, "pallets", "tiny/measures/boxes")
    assert pallets.asks == ("tiny/measures/boxes#boxes-per-layer",)
    assert pallets.uses == ("tiny/measures/boxes#layers-per-pallet",)
    assert [(draw.name, draw.draw, dict(draw.args)) for draw in pallets.given] == [
        ("n", "whole", {"low": 200, "high": 900, "step": 20}),
        ("company", "faker", {"provider": "company", "locale": "en_US"}),
    ]
    assert [name for name, _ in pallets.let][:2] == ["per_pallet", "needed"]
    assert ids(pallets.keys) == ["key"]
    assert ids(pallets.distractors)[:2] == ["rounded-down", "layers-only"]
    assert pallets.keys[0].text.text == "{{ needed }}"
    assert pallets.examples[0].given == {"n": 220}
    assert pallets.examples[0].key == ("6",)
    lines = Path(pallets.place.file).read_text(encoding="utf-8").split("\n")
    for source in (pallets.stem, pallets.where[0], pallets.let[1][1], pallets.keys[0].why):
        assert lines[source.place.line - 1][source.place.column - 1 :].startswith(source.text.split("\n")[0]), source


def test_rows(tiny: Reading) -> None:
    paper = question(tiny, "library/lending/paper-for-the-need")
    assert [row.id for row in paper.rows["needs"]] == ["member", "guest", "school", "archive"]
    guest = paper.rows["needs"][1]
    assert guest.asks == ("tiny/library/lending#deposit-for-guests",)
    assert list(guest.fields) == ["paper", "need", "why", "why_not"]
    assert paper.distractors_from is not None
    assert paper.distractors_from.table == "needs"
    assert paper.given[0].args == {"table": "needs"}
    assert paper.asks == ()
    assert len(paper.all_asks) == 4


def test_a_pool_of_keys_a_pin_and_mutual_enemies(tiny: Reading) -> None:
    order, genres = question(tiny, "library/shelves/order"), question(tiny, "library/shelves/genres")
    assert ids(order.keys) == ["author", "number"]
    assert order.pin_last == "any"
    assert genres.enemies == (order.id,)
    assert order.enemies == (genres.id,)
    assert genres.tags == ("counting",)
    assert genres.given[0].args == {"k": 3, "from": ("crime", "travel", "poetry", "history", "comics")}
    assert question(tiny, "library/shelves/shelf-count").allow == {"ranks": "two ranks are enough where the mistakes are so far apart"}


def test_several_right_ones(tiny: Reading) -> None:
    loans = question(tiny, "library/lending/loans")
    assert (loans.right, loans.options, len(loans.keys), len(loans.distractors)) == (2, 5, 3, 4)
    assert loans.distractors[2].uses == ("tiny/library/lending#loan-free",)


def test_a_statement(tiny: Reading) -> None:
    clock = question(tiny, "measures/time/clock")
    assert (clock.truth, clock.right, clock.options) == (True, 1, 2)
    assert [(one.id, one.text.text) for one in (*clock.keys, *clock.distractors)] == [("true", "True"), ("false", "False")]
    assert clock.distractors[0].why.text == "The clock has a battery of its own."


def test_a_number_and_a_drawn_list(tiny: Reading) -> None:
    postage = question(tiny, "measures/boxes/postage")
    assert postage.answer is not None
    assert (postage.answer.value.text, postage.answer.tolerance.text) == ("needed", "0")
    assert postage.unit is not None
    assert postage.unit.text == "postage units"
    assert [one.id for one in postage.wrong] == ["forgot-half", "rounded-down"]
    assert postage.wrong[0].value is not None
    assert postage.wrong[0].value.text == "all_fast"
    args = postage.given[0].args
    assert args["count"] == (2, 3)
    assert [(draw.name, draw.draw) for draw in args["of"].values()] == [("pieces", "whole"), ("kg", "decimal"), ("mode", "one_of")]
    assert args["of"]["kg"].args == {"low": Fraction(3, 5), "high": Fraction(39, 5), "step": Fraction(3, 10)}
    example = postage.examples[0]
    assert example.answer == 12
    assert example.given["parcels"][0] == {"pieces": 4, "kg": Fraction(12, 5), "mode": "fast"}
    weight = question(tiny, "measures/boxes/weight")
    assert weight.answer is not None
    assert weight.answer.tolerance.text == "0.05"
    assert weight.explanation is not None


def test_reading_twice_gives_the_same(tiny: Reading) -> None:
    assert repr(read_banks([TINY])) == repr(tiny)
