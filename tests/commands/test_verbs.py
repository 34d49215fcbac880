"""The command line as a newcomer meets it: it makes, marks, lists, shows, rebuilds, and says clearly what is wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from generator.cli import app
from generator.kinds.table import KINDS
from generator.model.paper import Paper, copy
from generator.model.record import load_paper

TINY = str(Path(__file__).parents[1] / "banks" / "tiny")


def run(*words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == code, f"{words}: {result.output}\n{result.exception!r}"
    return result


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Paper]:
    out = tmp_path_factory.mktemp("out")
    result = run("paper", "five", "--bank", TINY, "--seed", "verbs", "--out", str(out))
    assert "can be guessed" in result.stderr
    folder = (out / "latest").resolve()
    return folder, load_paper((folder / "paper.json").read_text(), "paper.json")


def right_cells(paper: Paper) -> list[str]:
    return [place.right_letters() or (place.item.answer.value if place.item.answer else "") for place in copy(paper, 0).slots]


def test_paper_writes_every_file_and_names_the_next_two_commands(made: tuple[Path, Paper]) -> None:
    folder, paper = made
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert files == {
        "paper.json", "copies.jsonl", "manifest.json",
        "candidate/paper.html", "candidate/paper.pdf", "candidate/sheet.pdf", "teacher/key.html", "teacher/key.pdf",
    }  # fmt: skip
    secret = ["paper.json", "copies.jsonl", "teacher/key.html", "teacher/key.pdf"]
    assert all((folder / name).stat().st_mode & 0o077 == 0 for name in secret)
    again = run("paper", "five", "--bank", TINY, "--seed", "verbs", "--out", str(folder.parent))
    assert f"grade {paper.code}" in again.stdout
    assert "paper.html in a browser" in again.stdout


def test_grade_of_a_right_and_a_blank_paper(made: tuple[Path, Paper], tmp_path: Path) -> None:
    folder, paper = made
    answers = tmp_path / "answers.csv"
    numbers = ",".join(str(number) for number in range(1, 6))
    answers.write_text(f"candidate,copy,{numbers}\nAda,,{','.join(right_cells(paper))}\nBlank,0,,,,,\n")
    result = run("grade", paper.code, str(answers), "--out", str(folder.parent))
    assert "5 of 5" in result.stdout
    assert "0 of 5" in result.stdout
    data = json.loads((folder / "results" / "results.json").read_text())
    assert [score["scaled"] for score in data["scores"]] == [1000, 100]
    assert (folder / "results" / "class.html").is_file()
    assert (folder / "results" / "class.pdf").read_bytes().startswith(b"%PDF")
    assert len(list((folder / "results" / "candidates").glob("*.html"))) == 2


def test_grade_reports_and_grades_the_rest(made: tuple[Path, Paper], tmp_path: Path) -> None:
    folder, paper = made
    answers = tmp_path / "answers.csv"
    answers.write_text(f"candidate,copy,1,2,3,4,5\nAda,,{','.join(right_cells(paper))}\nBob,77,A,A,A,A,A\n")
    result = run("grade", str(folder), str(answers), "--no-reports", code=1)
    assert f"{answers}:3:2: error: no copy '77'" in result.stderr
    assert "Ada" in result.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["paper", "nothing", "--bank", TINY], "no such blueprint"),
        (["paper", "five", "--bank", "no-such-folder"], "no such bank"),
        (["paper", "five", "--bank", TINY, "--items", "150"], "short"),
        (["paper", "five", "--bank", TINY, "--topic", "nonsense"], "no bank has a topic nonsense"),
        (["grade", "ABCDEF", "answers.csv"], "no such paper"),
        (["show", "no-such-question", "--bank", TINY], "no such question"),
        (["rebuild", "no-such-paper"], "no such paper"),
    ],
)
def test_trouble_is_said_in_words(words: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*words, code=1)
    assert says in result.stderr
    assert "Traceback" not in result.output
    assert not list(tmp_path.rglob("paper.json"))


def test_wrong_words_are_usage_errors() -> None:
    assert "choose from html, pdf" in run("paper", "--format", "docx", code=2).stderr
    run("paper", "--items", "0", code=2)
    run("no-such-verb", code=2)


def test_rebuild_gives_the_same_bytes_and_restores(made: tuple[Path, Paper]) -> None:
    folder, _ = made
    key = (folder / "teacher" / "key.pdf").read_bytes()
    html = (folder / "candidate" / "paper.html").read_bytes()
    (folder / "teacher" / "key.pdf").unlink()
    (folder / "candidate" / "paper.html").write_text("scribbled")
    verdict = json.loads(run("rebuild", str(folder), "--json").stdout)
    assert set(verdict["files"].values()) == {"same bytes", "was missing, made again", "was changed, made again"}
    assert verdict["versions"] == {}
    assert (folder / "teacher" / "key.pdf").read_bytes() == key
    assert (folder / "candidate" / "paper.html").read_bytes() == html


def test_rebuild_says_when_a_library_differs(made: tuple[Path, Paper]) -> None:
    folder, _ = made
    manifest = folder / "manifest.json"
    before = manifest.read_text()
    data = json.loads(before)
    data["versions"] = dict.fromkeys(data["versions"], "0.1")
    manifest.write_text(json.dumps(data))
    try:
        result = run("rebuild", str(folder))
        assert "was 0.1 when the paper was made" in result.stderr
    finally:
        manifest.write_text(before)


def test_an_edited_record_is_refused(made: tuple[Path, Paper], tmp_path: Path) -> None:
    folder, _ = made
    text = (folder / "paper.json").read_text()
    (tmp_path / "paper.json").write_text(text.replace('"right":true', '"right":false', 1))
    assert "not the one that its code was made for" in run("rebuild", str(tmp_path), code=1).stderr


def test_list_and_show() -> None:
    found = json.loads(run("list", "--bank", TINY, "--json").stdout)
    assert {entry["kind"] for entry in found} == set(KINDS)
    numeric = json.loads(run("list", "--bank", TINY, "--kind", "numeric", "--json").stdout)
    assert 0 < len(numeric) < len(found)
    (matching,) = json.loads(run("list", "--bank", TINY, "--kind", "matching", "--json").stdout)
    shown = run("show", matching["id"], "--bank", TINY).stdout
    assert "Write one letter beside each number." in shown
    assert re.search(r"^ [A-D] 1  A ", shown, re.MULTILINE)
    assert "Write the letters in order" in run("show", "way-to-the-shelf", "--bank", TINY).stdout
    text = run("show", found[0]["id"], "--bank", TINY, "--variants", "3").stdout
    assert text.count("✓") >= 3
    assert text.count(found[0]["id"]) == 3
    assert json.loads(run("show", found[0]["id"], "--bank", TINY, "--json").stdout)["question"] == found[0]["id"]


def test_a_bank_apart_gives_the_same_paper_as_here(made: tuple[Path, Paper]) -> None:
    from generator.assemble.order import Order, fulfil

    order = Order((TINY,), "five", "verbs", made[1].made_with)
    assert fulfil(order) == made[1]


def test_help_teaches_with_examples() -> None:
    assert "examwright paper topic -t vpc-peering" in run("paper", "--help").stdout
    for verb in ("grade", "check", "list", "show", "rebuild"):
        assert "Examples" in run(verb, "--help").stdout
    assert "paper" in run("--help").stdout
