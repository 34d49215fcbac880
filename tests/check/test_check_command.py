"""`examwright check` prints everything, counts it, and ends with a code that a script can use."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from generator.cli import app
from tests.bank.broken import BROKEN, TINY


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["check", *words])


def test_a_clean_bank(own_cache: Path) -> None:
    result = run(str(TINY), "--strict")
    assert result.exit_code == 0, result.output
    first, second = result.output.split("\n")[:2]
    assert first.startswith("tiny: 8 files, 25 facts, 14 questions; 334 of 334 variants proved; 1,0")
    assert first.endswith(" drawn from 1 question with too many to prove all")
    assert second == "0 errors, 0 warnings, 1 silenced by allow"
    assert "14 proofs unchanged" in run(str(TINY)).output
    assert run(str(TINY), "--quiet").output == ""
    assert list(own_cache.rglob("*.json"))


def test_verbose_lists_variants_ranks_and_dressing() -> None:
    lines = run(str(TINY), "--verbose").output.split("\n")
    assert "tiny/measures/boxes/pallets: 18 of 18 variants; key at 1, 2, 3; dressing company" in lines


def test_a_broken_bank_in_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN.parent)
    result = run("broken", "--no-cache")
    assert result.exit_code == 1
    assert (
        "broken/reading/unknown-fact.yaml:9:15: error: no fact has this id [unknown-fact]\n  found: ff\n  do: did you mean f?\n"
        in result.output
    )
    assert "\x1b" not in result.output


def test_warnings_count_when_strict(tmp_path: Path) -> None:
    (tmp_path / "mine" / "rules").mkdir(parents=True)
    shutil.copy(BROKEN / "rules" / "ranks.yaml", tmp_path / "mine" / "rules")
    bank = tmp_path / "mine"
    assert run(str(bank)).exit_code == 0
    assert run(str(bank), "--strict").exit_code == 1


def test_json_for_scripts() -> None:
    result = run(str(BROKEN), "--format", "json")
    assert result.exit_code == 1
    data = json.loads(result.output)
    problem = next(one for one in data["problems"] if one["rule"] == "raw-html")
    assert problem["file"].endswith("proving/html.yaml")
    assert (problem["line"], problem["column"], problem["severity"], problem["got"]) == (22, 16, "error", "<b>")
    assert data["proofs"]["broken/rules/ranks/q"]["ranks"] == [0]


def test_annotations_for_github() -> None:
    lines = run(str(BROKEN), "--format", "github").output.split("\n")
    line = next(line for line in lines if "duplicate-key.yaml" in line)
    assert line.startswith("::error file=")
    assert ",line=11,col=5,title=duplicate-key::kind stands here twice%0A  do: the first is on line 8" in line
    assert all(line.startswith(("::error ", "::warning ")) for line in lines[:100])


def test_a_bank_that_is_not_there() -> None:
    result = run("nowhere")
    assert result.exit_code == 2
    assert "no such bank" in result.stderr
    assert run(str(TINY), "--format", "xml").exit_code == 2
