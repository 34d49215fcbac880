"""What a newcomer, a careless hand or a hostile file does to each verb ends in words, never in a trace, and loses nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.model.paper import Paper
from generator.model.record import load_paper
from tests.commands.test_verbs import TINY, run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Paper]:
    out = tmp_path_factory.mktemp("out")
    run("paper", "five", "--bank", TINY, "--seed", "bad input", "--format", "html", "--out", str(out))
    folder = (out / "latest").resolve()
    return folder, load_paper((folder / "paper.json").read_text(), "paper.json")


def grade(folder: Path, text: str, *words: str, code: int = 0) -> str:
    answers = folder.parent / "answers.csv"
    answers.write_text(text, "utf-8")
    result = run("grade", str(folder), str(answers), *(words or ("--no-reports",)), code=code)
    return result.stdout + result.stderr


@pytest.mark.parametrize("words", [["paper", "five", "--bank", TINY, "--format", "html", "--out", "file"], ["new", "bank", "file"]])
def test_a_file_where_a_folder_should_be(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("mine")
    assert "error: " in run(*words, code=1).stderr
    assert (tmp_path / "file").read_text() == "mine"


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.model.files.os.fsync", full)
    assert "No space left" in run("paper", "five", "--bank", TINY, "--format", "html", "--out", str(tmp_path), code=1).stderr
    assert list(tmp_path.iterdir()) == []


def test_other_failures_of_the_system_are_bugs_and_keep_their_trace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def bug(*_: object) -> None:
        raise OSError("cannot load library")

    monkeypatch.setattr("generator.bank.read.load_banks", bug)
    assert isinstance(run("list", "--bank", TINY, code=1).exception, OSError)


@pytest.mark.parametrize("name", ["[/x]", "[red]x", "\x1b[2Jx", "\u202ex"])
def test_a_candidates_name_is_text_on_the_terminal(made: tuple[Path, Paper], name: str) -> None:
    said = grade(made[0], f"candidate,copy,1,2,3,4,5\n{name},,,,,,\n{name},99,,,,,\n", code=1)
    row = next(line for line in said.splitlines() if "0 of" in line)
    assert row.startswith(name.strip("\x1b\u202e"))
    assert not {"\x1b", "\u202e"} & set(said)


def test_the_texts_of_questions_are_text_on_the_terminal(tmp_path: Path) -> None:
    run("new", "bank", str(tmp_path / "mine"))
    topic = tmp_path / "mine" / "first-chapter" / "first-topic.yaml"
    topic.write_text(topic.read_text().replace("stem: Which of these", 'stem: "[/x] Which of these').replace("leap year?", 'leap year?"'))
    assert "[/x] Which" in run("list", "--bank", str(tmp_path / "mine")).stdout


def test_the_headings_of_notes_are_text_on_the_terminal(tmp_path: Path) -> None:
    run("new", "bank", str(tmp_path / "mine"))
    heading = '{topic: first-topic, heading: "[/y]", lines: [1, 20], testable: true}'
    notes = f'format: 1\nchapters:\n  - {{id: first-chapter, title: "[/x]", headings: [{heading}]}}\n'
    (tmp_path / "mine" / "notes.yaml").write_text(notes)
    said = run("coverage", "--bank", str(tmp_path / "mine"), "--all").stdout
    assert "[/x]: 1 of 1" in said
    assert "[/y]" in said


def test_results_are_those_of_the_last_marking(made: tuple[Path, Paper]) -> None:
    folder = made[0]
    mine = folder / "results" / "candidates" / "notes of mine.pdf"
    grade(folder, "candidate,copy,1,2,3,4,5\nAda,,,,,,\nBob,,,,,,\n", "--quiet")
    mine.write_text("mine")
    grade(folder, "candidate,copy,1,2,3,4,5\nAda,,,,,,\n", "--quiet")
    assert {path.name for path in mine.parent.iterdir()} == {"Ada.html", "Ada.pdf", mine.name}


def test_a_format_must_be_named() -> None:
    assert "choose from html, pdf" in run("paper", "--format", ",", code=2).stderr


def test_the_next_step_names_what_was_made(tmp_path: Path) -> None:
    words = ("paper", "five", "--bank", TINY, "--out", str(tmp_path))
    assert "sheet.pdf" not in run(*words, "--format", "html").stdout
    assert "in a browser" not in run(*words, "--format", "pdf").stdout


def test_it_is_said_that_files_print_the_first_form(tmp_path: Path) -> None:
    said = run("paper", "five", "--bank", TINY, "--items", "1", "--forms", "2", "--format", "html", "--out", str(tmp_path)).stdout
    assert "form 1 of 2" in said


@pytest.mark.parametrize("option", ["--domain", "--kind", "--level"])
def test_list_knows_what_it_can_ask_for(option: str) -> None:
    assert "choose from" in run("list", "--bank", TINY, option, "nonsense", code=2).stderr


def test_a_name_that_check_refuses_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (["bank", "My bank"], ["topic", "mine/Cells/mitosis"], ["topic", "mine/cells/Mit: osis"], ["topic", "mine/mitosis.yml"]):
        assert "cannot name" in run("new", *words, code=1).stderr
    assert list(tmp_path.iterdir()) == []
    run("new", "topic", "cells/mitosis.yaml")
    run("new", "topic", "My-Bank/mitosis")


def test_latest_is_named_as_it_lies_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("paper", "five", "--bank", TINY, "--format", "html")
    (tmp_path / "a.csv").write_text("candidate\nAda\n")
    said = run("grade", "latest", "a.csv", "--no-reports").stdout
    assert f"\nout/{(tmp_path / 'out/latest').resolve().name}/results/results.csv" in said


@pytest.mark.parametrize(
    "manifest",
    [
        "[]",
        '{"files": [], "size": "a4", "versions": {}}',
        '{"format":1,"paper":"X","size":"a4","theme":"quiet","versions":{},"files":{"../paper.json":""}}',
        '{"format":1,"paper":"X","size":"a3","theme":"quiet","versions":{},"files":{}}',
        "{",
    ],
)
def test_a_manifest_that_is_not_ours(made: tuple[Path, Paper], manifest: str) -> None:
    path = made[0] / "manifest.json"
    before = path.read_text()
    path.write_text(manifest)
    try:
        assert str(path) in run("rebuild", str(made[0]), code=1).stderr
        grade(made[0], "candidate\nAda\n", "--quiet")
    finally:
        path.write_text(before)


def test_version() -> None:
    assert run("--version").stdout.startswith("examwright 0.")


def test_an_ambiguous_pick_names_what_it_may_mean(tmp_path: Path) -> None:
    for chapter in ("one", "two"):
        run("new", "topic", str(tmp_path / "mine" / chapter / "topic"))
    names = {entry["id"] for entry in json.loads(run("list", "--bank", str(tmp_path / "mine"), "--json").stdout)}
    assert {"mine/one/topic/leap", "mine/two/topic/leap"} <= names
    (tmp_path / "b.yaml").write_text("format: 1\nblueprint: b\ntitle: T\nminutes: 5\nitems: 1\n")
    words = ("paper", str(tmp_path / "b.yaml"), "--bank", str(tmp_path / "mine"), "--pick", "leap", "--out", str(tmp_path / "out"))
    said = run(*words, code=1).stderr
    assert "mine/one/topic/leap, mine/two/topic/leap" in said
