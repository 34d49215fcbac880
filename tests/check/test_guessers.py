"""Each guesser ticks what it says it ticks, ties share a win exactly, and every variant that is proved is played."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from generator.bank.read import Reading, read_banks
from generator.check import playing
from generator.check.guessers import GUESSERS, Sight
from generator.check.playing import FEWEST, played, share
from generator.model.record import build, plain
from generator.realize.prove import Proof, Tally
from tests.bank.broken import TINY
from tests.check.guessed import bank, choice, multiple


def scores(name: str, *texts: str, count: int = 1, sorts: bool = False, stem: str = "") -> list[int] | None:
    found = GUESSERS[name].score(Sight(list(texts), count, sorts, bytes(range(len(texts))), lambda: stem))
    return None if found is None else list(found)


def tallies(reading: Reading, name: str = "q0") -> dict[str, Tally]:
    (question,) = [one for one in reading.bank.questions.values() if one.name == name]
    proof = played(question, reading.bank.facts)
    assert proof.problems == ()
    return {tally.guesser: tally for tally in proof.tallies}


def part(tally: Tally) -> Fraction:
    return Fraction(*tally.won) / tally.played


@pytest.mark.parametrize(
    ("scores", "right", "won"),
    [
        ([3, 1, 2, 0], [0], (1, 1)),
        ([3, 1, 2, 0], [2], (0, 1)),
        ([3, 3, 2, 3], [1], (1, 3)),
        ([0, 0, 0, 0], [3], (1, 4)),
        ([5, 4, 1, 1, 0], [0, 1], (1, 1)),
        ([5, 4, 4, 1, 0], [0, 2], (1, 2)),
        ([5, 4, 4, 1, 0], [1, 2], (0, 1)),
        ([5, 4, 4, 4, 0], [0, 1], (1, 3)),
        ([1, 1, 1, 1, 0], [0, 2], (1, 6)),
        ([0, 0, 0, 0, 0], [1, 4], (1, 10)),
        ([2, 1, 1, 1, 1], [0, 1, 2], (1, 6)),
    ],
)
def test_ties_share_a_win(scores: Sequence[int], right: list[int], won: tuple[int, int]) -> None:
    assert Fraction(*share(scores, right)) == Fraction(*won)


def test_lengths_are_of_the_text_without_markup() -> None:
    assert scores("longest", "**ab**", "abc", "`a`") == [2, 3, 1]
    assert scores("shortest", "**ab**", "abc", "`a`") == [-2, -3, -1]


def test_shared_words_are_words_with_a_meaning_whatever_their_plural() -> None:
    stem = "Which of these volumes keeps Snapshots between Regions?"
    assert scores("shared words", "A snapshot of the volume", "Snapshots", "Between these", "A disk", stem=stem) == [2, 1, 0, 0]
    assert scores("shared words", "12 GB", "13 GB", "14 GB", stem=stem, sorts=True) == [0, 0, 0]


def test_the_odd_one_has_or_lacks_what_the_others_do_not() -> None:
    found = scores("odd one out", "Copy the table to S3", "Copy the table to EFS", "Copy the table to EBS", "Never, `call` support")
    assert found is not None
    assert max(found) == found[3] >= 4
    assert scores("odd one out", "1,000", "900", "800", "700", sorts=True) == [1, 0, 0, 0]
    assert scores("odd one out", "a", "b", "c", "d", count=2) is None


def test_letters_first_ones_and_the_middle() -> None:
    assert scores("letter B", "w", "x", "y") == [0, 1, 0]
    assert scores("letter E", "w", "x", "y") is None
    assert scores("first ones", "w", "x", "y") is None
    assert scores("first ones", "w", "x", "y", count=2) == [3, 2, 1]
    assert scores("middle number", "1", "2", "3", "4", sorts=True) == [-3, -1, -1, -3]
    assert scores("middle number", "1", "2", "3", "4") is None
    assert scores("random", "1", "2", "3") == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "last", "left", "sure"),
    [
        ("longest", 60, 48, True),
        ("longest", 60, 49, False),
        ("longest", 20, 9, False),
        ("longest", 200, 180, False),
        ("shortest", -9, -21, True),
        ("shortest", -9, -20, False),
        ("shared words", 3, 1, True),
        ("shared words", 3, 2, False),
        ("odd one out", 4, 2, True),
        ("letter A", 1, 0, True),
        ("random", 9, 0, False),
    ],
)
def test_who_is_sure(name: str, last: int, left: int, sure: bool) -> None:
    assert GUESSERS[name].is_sure(last, left) is sure


def test_a_key_that_is_clearly_longest(tmp_path: Path) -> None:
    found = tallies(bank(tmp_path, choice("a" * 40, "b" * 20, "c" * 21, "d" * 22)))
    assert found["longest"] == Tally("longest", FEWEST, (FEWEST, 1), FEWEST, 4)
    assert found["shortest"] == Tally("shortest", FEWEST, (0, 1), 0, 4)
    assert part(found["shared words"]) == Fraction(1, 4)
    assert sum(part(found[f"letter {letter}"]) for letter in "ABCD") == 1
    assert "letter E" not in found
    assert "middle number" not in found


def test_several_right_are_right_together_only(tmp_path: Path) -> None:
    found = tallies(bank(tmp_path, multiple(["k" * 40, "l" * 41, "m" * 42], ["d" * 9, "e" * 10, "f" * 11, "g" * 12])))
    assert found["longest"] == Tally("longest", FEWEST, (FEWEST, 1), FEWEST, 10)
    assert found["shortest"].won == (0, 1)
    assert found["first ones"].chance == 10
    assert part(found["first ones"]) < Fraction(1, 2)
    # Each of the five letters is among two keys of five; the other tick is one of the other four.
    assert sum(part(found[f"letter {letter}"]) for letter in "ABCDE") == Fraction(2, 4)


def test_every_variant_that_is_proved_is_played_and_nothing_is_drawn_anew() -> None:
    bank = read_banks([TINY]).bank
    for question in bank.questions.values():
        proof = played(question, bank.facts)
        assert proof == played(question, bank.facts)
        assert build(Proof, plain(proof)) == proof
        assert bool(proof.tallies) is (question.kind in playing.KINDS)
        if not proof.tallies:
            continue
        (random,) = [tally for tally in proof.tallies if tally.guesser == "random"]
        assert random.played == max(FEWEST, proof.checked) or question.kind == "multiple"
        assert random.sure == 0
        if question.kind == "true_false":
            assert {tally.guesser for tally in proof.tallies} == {"random", "letter A", "letter B"}


def test_numbers_stand_in_order_and_the_middle_wins_its_part(tmp_path: Path) -> None:
    found = tallies(bank(tmp_path, choice("20 GB", "10 GB", "30 GB", "40 GB")))
    assert part(found["letter B"]) == 1
    assert part(found["middle number"]) == Fraction(1, 2)
    assert found["letter B"].sure == FEWEST
    assert found["middle number"].sure == 0


def test_work_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = bank(tmp_path, choice("a" * 40, "b" * 20, "c" * 21, "d" * 22))
    monkeypatch.setattr(playing, "STEPS_TO_PLAY", playing.STEPS_OF_A_GAME)
    assert tallies(reading)["longest"].played == 1  # the second begins at the bound


def test_an_unsound_question_has_its_problems_and_no_games(tmp_path: Path) -> None:
    reading = bank(tmp_path, choice("same", "same", "b", "c"))
    (question,) = reading.bank.questions.values()
    proof = played(question, reading.bank.facts)
    assert [problem.severity for problem in proof.problems][:1] == ["error"]
    assert proof.tallies == ()
