"""The verbs about the notes: what is covered, what the notes have wrong, what rests on a fact."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

from click.testing import Result
from typer.testing import CliRunner

from generator.bank.read import read_banks
from generator.cli import app

TINY = str(Path(__file__).parents[1] / "banks" / "tiny")


def run(*words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == code, f"{words}: {result.output}\n{result.exception!r}"
    return result


def test_coverage_ends_with_1_while_something_is_missing(tmp_path: Path) -> None:
    data = json.loads(CliRunner().invoke(app, ["coverage", "--bank", TINY, "--json"]).stdout)
    missing = any(heading["missing"] for heading in data["headings"]) or data["idle"]
    page = tmp_path / "coverage.html"
    result = CliRunner().invoke(app, ["coverage", "--bank", TINY, "--html", str(page), "--all"])
    assert result.exit_code == (1 if missing else 0)
    text = page.read_text()
    for heading in read_banks([Path(TINY)]).bank.headings:
        assert (heading.heading in text) == heading.testable
        assert (heading.heading[:44] in result.stdout) == heading.testable


def test_errata_by_line_as_page_and_table(tmp_path: Path) -> None:
    facts = [fact for fact in read_banks([Path(TINY)]).bank.facts.values() if fact.status in ("imprecise", "outdated", "wrong")]
    assert facts
    run("errata", "--bank", TINY, "--csv", str(tmp_path / "e.csv"), "--html", str(tmp_path / "e.html"))
    with (tmp_path / "e.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["fact"] for row in rows} == {fact.id for fact in facts}
    assert {row["what holds"] for row in rows} == {fact.says for fact in facts}
    assert all(fact.notes_say in (tmp_path / "e.html").read_text() for fact in facts)
    assert all(fact.notes_say in run("errata", "--bank", TINY).stdout for fact in facts)


def test_affected_names_questions_and_papers(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    run("paper", "five", "--bank", TINY, "--seed", "affected", "--out", out, "--format", "html", "--quiet")
    paper = json.loads((tmp_path / "out" / "latest" / "paper.json").read_text())
    item = paper["forms"][0]["slots"][0]["variants"][0]
    (found,) = json.loads(run("affected", "--fact", item["asks"][0], "latest", "--bank", TINY, "--out", out, "--json").stdout)
    assert found["questions"][item["question"]] == "asks"
    assert "1.1" in found["papers"][paper["code"]]
    assert item["question"] in run("affected", "--fact", item["asks"][0].rsplit("/", 1)[-1], "--bank", TINY).stdout
    assert "no such fact" in run("affected", "--fact", "nonsense#fact", "--bank", TINY, code=1).stderr


def test_a_superseded_fact_stops_check_and_paper(tmp_path: Path) -> None:
    """Set the fact that a question asks to superseded: its questions fail, and no paper is built."""
    bank = tmp_path / "tiny"
    shutil.copytree(TINY, bank)
    path = bank / "measures" / "boxes.yaml"
    text = path.read_text()
    spot = '    source: "Postage table"\n    as_of: 2026-11-23\n  slow-half:'
    assert spot in text
    path.write_text(text.replace(spot, spot.replace("  slow-half:", "    status: superseded\n  slow-half:")))
    (found,) = json.loads(run("affected", "--fact", "boxes#started-kilo", "--bank", TINY, "--json").stdout)
    problems = json.loads(run("check", str(bank), "--format", "json", "--no-cache", code=1).stdout)
    rules = [problem for problem in problems["problems"] if problem["rule"] == "fact-in-use"]
    assert len(rules) >= len(found["questions"]) > 0
    assert "superseded" in run("paper", "five", "--bank", str(bank), "--out", str(tmp_path / "out"), code=1).stderr
    assert not (tmp_path / "out").exists()
