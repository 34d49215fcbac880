"""Proofs are kept by the hash of what they depend on: what has not changed is not proved again, what has is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from generator.bank.read import read_banks
from generator.check import cache as cache_module
from generator.check import run as run_module
from generator.check.cache import default_folder
from generator.check.run import Report, check_bank
from generator.model.question import Question
from generator.realize.prove import Proof
from tests.bank.broken import TINY


@pytest.fixture(autouse=True)
def proved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of what was proved: here, not in children, and at once."""
    ids: list[str] = []

    def prove_all(questions: Sequence[Question], facts: object, workers: int) -> Iterator[tuple[Question, Proof]]:
        for question in questions:
            ids.append(question.id)
            yield question, Proof(checked=1, space=1, ranks=(0, 1, 2), dressing=(question.name,))

    monkeypatch.setattr(run_module, "prove_all", prove_all)
    return ids


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


def run(bank: Path, folder: Path) -> Report:
    return check_bank(read_banks([bank]), workers=1, cache=folder)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_second_run_proves_nothing_and_says_the_same(bank: Path, tmp_path: Path, proved: list[str]) -> None:
    first, second = run(bank, tmp_path / "c"), run(bank, tmp_path / "c")
    assert (first.cached, second.cached, len(proved)) == (0, 14, 14)
    assert (first.proofs, first.problems, first.silenced) == (second.proofs, second.problems, second.silenced)
    assert not list((tmp_path / "c").glob("*.part"))


@pytest.mark.parametrize(
    ("file", "old", "new", "again"),
    [
        ("measures/time.yaml", "An hour has sixty", "An hour holds sixty", 3),  # a fact of the topic: its three questions
        ("library/shelves.yaml", "each: {whole: [2, 6]}", "each: {whole: [2, 7]}", 1),  # one question
        ("blueprints/five.yaml", "Five questions", "Some questions", 0),
    ],
)
def test_what_changed_is_proved_again(bank: Path, tmp_path: Path, file: str, old: str, new: str, again: int) -> None:
    run(bank, tmp_path / "c")
    edit(bank / file, old, new)
    assert run(bank, tmp_path / "c").cached == 14 - again


def test_a_fact_of_another_topic_counts(bank: Path, tmp_path: Path) -> None:
    edit(bank / "library/shelves.yaml", "    uses: [books-per-meter]\n", "    uses: [books-per-meter, tiny/measures/time#clock-reset]\n")
    run(bank, tmp_path / "c")
    edit(bank / "measures/time.yaml", "keeps its time when", "loses its time when")
    assert run(bank, tmp_path / "c").cached == 14 - 3 - 1


def test_other_code_is_another_proof(bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(bank, tmp_path / "c")
    monkeypatch.setattr(cache_module, "code_hash", lambda: "changed")
    assert run(bank, tmp_path / "c").cached == 0


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: "[]",
        lambda text: "",
        lambda text: text.replace('"checked":', '"chequed":'),
        lambda text: "[" * 100_000,
        lambda text: json.dumps(dict.fromkeys(json.loads(text), 1)),
    ],
)
def test_a_damaged_cache_is_an_empty_one(bank: Path, tmp_path: Path, damage: Callable[[str], str]) -> None:
    first = run(bank, tmp_path / "c")
    (file,) = (tmp_path / "c").iterdir()
    file.write_text(damage(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert run(bank, tmp_path / "c").problems == first.problems
    assert run(bank, tmp_path / "c").cached == 14


def test_a_folder_that_cannot_be_written_is_no_trouble(bank: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert run(bank, tmp_path / "file" / "c").errors == 0


def test_the_folder_is_the_users_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "examwright" / "check"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_folder() == tmp_path / ".cache" / "examwright" / "check"


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert default_folder() is None
