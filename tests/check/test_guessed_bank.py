"""A guesser that beats chance over a bank is reported with its figures; random never is, and stays within its error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.check.guessed_bank import FEWEST, Standing, find, standings
from generator.check.playing import played
from generator.check.rule import Finding
from generator.cli import app
from tests.bank.broken import TINY
from tests.check.guessed import NAMES, Reading, choice, many, multiple

TEXTS = tuple(letter * 10 * at for at, letter in enumerate("wxyz", start=1))


def proofs(reading: Reading) -> dict[str, object]:
    return {id: played(question, reading.bank.facts) for id, question in reading.bank.questions.items()}


def found(reading: Reading) -> tuple[list[Standing], list[Finding]]:
    proved = proofs(reading)
    return standings(reading.bank, proved, "mine"), list(find(reading.bank, proved))  # type: ignore[arg-type]


def even(at: int) -> str:
    """The key has each place by length in turn."""
    texts = list(TEXTS)
    key = texts.pop(at % 4)
    return choice(key, *texts, stem=f"Which tree is it, number {at}?")


def long(at: int) -> str:
    """The key is the longest in three of four."""
    texts = list(TEXTS)
    key = texts.pop(3 if at % 4 else 1)
    return choice(key, *texts, stem=f"Which tree is it, number {at}?")


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Standing], list[Finding]]:
    return found(many(tmp_path_factory.mktemp("fair"), 160, even))


def test_nobody_beats_chance_where_the_key_is_of_every_length(fair: tuple[list[Standing], list[Finding]]) -> None:
    assert fair[1] == []
    by_name = {standing.guesser: standing for standing in fair[0]}
    assert by_name["longest"].won == by_name["longest"].chance == 0.25
    assert by_name["longest"].questions == 160


def test_the_random_guesser_wins_what_chance_wins(fair: tuple[list[Standing], list[Finding]]) -> None:
    (random,) = [standing for standing in fair[0] if standing.guesser == "random"]
    assert random.won == pytest.approx(random.chance, abs=0.02)
    assert abs(random.z) < 3
    assert sum(standing.won for standing in fair[0] if standing.guesser.startswith("letter")) == pytest.approx(1)


def test_who_beats_chance_is_named_with_figures_at_the_banks_folder(tmp_path: Path) -> None:
    _, problems = found(many(tmp_path, 60, long))
    (longest,) = [finding.problem for finding in problems if finding.problem.message.startswith("longest")]
    assert longest.message == "longest wins 75.0 % of 60 questions, chance 25.0 %"
    assert longest.got == "8.9 standard errors above chance"
    assert longest.severity == "warning"
    assert Path(longest.place.file).is_relative_to(tmp_path / "mine")
    assert not [finding for finding in problems if finding.problem.message.startswith(("random", "shortest"))]


def test_one_kind_is_judged_by_itself_where_the_whole_hides_it(tmp_path: Path) -> None:
    pools = [f"{name} {name} {name} {name}" for name in NAMES[:2]], [f"{name} {name}" for name in NAMES[2:6]]
    shorter = choice("fir", "alders", "birches", "cedars")
    reading = many(tmp_path, 50 + 200, lambda at: multiple(*pools) if at < 50 else shorter if at % 4 else even(at))
    told, problems = found(reading)
    longest = {standing.kind: standing for standing in told if standing.guesser == "longest"}
    assert list(longest) == ["", "choice", "multiple"]
    assert not longest[""].beats_chance
    (problem,) = [finding.problem for finding in problems if finding.problem.message.startswith("longest")]
    assert problem.message == "longest wins 100.0 % of 50 multiple questions, chance 10.0 %"
    assert longest["multiple"].z > 20


def test_a_small_bank_is_left_alone(tmp_path: Path) -> None:
    told, problems = found(many(tmp_path, FEWEST - 1, long))
    assert max(standing.z for standing in told) > 7
    assert problems == []


def test_the_command_shows_how_they_fare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    run = CliRunner().invoke(app, ["check", str(TINY), "--guessers"])
    assert run.exit_code == 0, run.output
    lines = run.output.split("\n")
    assert "tiny: who knows nothing wins this part of the questions" in lines
    assert any(line.split()[:3] == ["middle", "number", "all"] for line in lines)
    assert "guesser" not in CliRunner().invoke(app, ["check", str(TINY)]).output
    data = json.loads(CliRunner().invoke(app, ["check", str(TINY), "--guessers", "--format", "json"]).output)
    random = data["guessers"]["tiny"][0]
    assert (random["guesser"], random["kind"]) == ("random", "")
