"""A class gets its copies: one command makes paper and run, another one a further run, and typed answers find their copy."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from generator.cli import app

TINY = str(Path(__file__).parents[1] / "banks" / "tiny")
CLASS = "candidate,name,room,seat\n17,Ada Lovelace,A,2\n18,Grace Hopper,A,1\n"


def run(*words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == code, f"{words}: {result.output}\n{result.exception!r}"
    return result


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper with run 1 for a class of two and a spare."""
    out = tmp_path_factory.mktemp("out")
    roster = out / "class.csv"
    roster.write_text(CLASS)
    run("paper", "five", "--bank", TINY, "--seed", "s", "--out", str(out), "-f", "html", "--roster", str(roster), "--copies", "3")
    return (out / "latest").resolve()


def test_paper_with_a_roster_makes_run_1_in_seating_order(made: Path) -> None:
    record = json.loads((made / "runs" / "1" / "run.json").read_text())
    assert [(one["number"], one["name"]) for one in record["copies"]] == [(1, "Grace Hopper"), (2, "Ada Lovelace"), (3, "")]
    ledger = [json.loads(line) for line in (made / "copies.jsonl").read_text().splitlines()]
    assert [(entry["number"], entry["run"], entry["candidate"]) for entry in ledger] == [(1, "1", "18"), (2, "1", "17"), (3, "1", "")]


def test_print_makes_further_runs_and_never_reuses_a_number(made: Path) -> None:
    result = run("print", made.name, "--copies", "2", "--out", str(made.parent), "--json")
    told = json.loads(result.stdout)
    assert (told["run"], told["copies"]) == ("2", 2)
    record = json.loads((made / "runs" / "2" / "run.json").read_text())
    numbers = [one["number"] for one in record["copies"]]
    assert min(numbers) > 3
    again = run("print", made.name, "--again", "2", "--out", str(made.parent))
    assert "copy-2.pdf" in again.stdout
    assert (made / "runs" / "1" / "again" / "sheet-2.pdf").read_bytes().startswith(b"%PDF")


def test_answers_typed_from_a_copy_are_marked_by_its_own_letters(made: Path) -> None:
    with (made / "runs" / "1" / "keys.csv").open() as file:
        rows = list(csv.DictReader(file))
    numbers = [name for name in rows[0] if name.isdecimal()]
    lines = [["candidate", "copy", *numbers], *([row["candidate"], row["copy"], *(row[name] for name in numbers)] for row in rows[:2])]
    answers = made.parent / "answers.csv"
    with answers.open("w", newline="") as file:
        csv.writer(file).writerows(lines)
    result = run("grade", made.name, str(answers), "--out", str(made.parent), "--no-reports", "--json")
    assert [score["points"] == score["possible"] for score in json.loads(result.stdout)["scores"]] == [True, True]


def test_what_cannot_be_printed_is_said(made: Path, tmp_path: Path) -> None:
    assert "How many?" in run("print", made.name, "--out", str(made.parent), code=1).stderr
    assert "no run of this paper has a copy 99" in run("print", made.name, "--again", "99", "--out", str(made.parent), code=1).stderr
    roster = tmp_path / "class.csv"
    roster.write_text(CLASS + "17,Twice,,\n")
    assert "class.csv:4:1" in run("print", made.name, "--roster", str(roster), "--out", str(made.parent), code=1).stderr
    roster.write_text("candidate,name\n1,\u674e\n")
    assert "no sign for" in run("print", made.name, "--roster", str(roster), "--out", str(made.parent)).stderr
