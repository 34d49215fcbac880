"""A teacher's first day: from an empty folder to a marked paper of their own and our questions together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.cli import app
from generator.model.paper import copy
from generator.model.record import load_paper

TOPIC = """\
format: 1
topic: Photosynthesis
notes: [1, 12]
domain: resilient

facts:
  oxygen:
    says: Splitting one molecule of water gives half a molecule of oxygen.
    value: 0.5
    line: 4
    source: "my notes"
    as_of: 2026-09-01

questions:
  oxygen-from-water:
    kind: choice
    asks: [oxygen]
    level: apply
    difficulty: 2
    seconds: 60
    given:
      water: {whole: [8, 80], step: 8}
    let:
      oxygen: water * fact["oxygen"]
      double: water * 2
      quarter: water / 4
      most: water * 3
      eighth: water / 8
    stem: A leaf splits {{ water }} molecules of water. How many molecules of oxygen does it give off?
    key: {text: "{{ oxygen }}", why: "Each water molecule brings one atom, and oxygen comes in pairs."}
    distractors:
      one-each: {text: "{{ water }}", why: "This counts atoms, not molecules."}
      doubled: {text: "{{ double }}", why: "This takes two molecules from each."}
      halved-twice: {text: "{{ quarter }}", why: "This halves the number twice."}
      halved-thrice: {text: "{{ eighth }}", why: "This halves three times."}
      tripled: {text: "{{ most }}", why: "This counts every atom of the water."}
    examples:
      - {given: {water: 16}, key: "8"}
"""
BLUEPRINT = """\
format: 1
blueprint: thursday
title: Thursday's paper
minutes: 15
cut: 600
scoring: all-or-nothing
items: 6
domains: any
topics: [photosynthesis, first-topic, vpc-peering]
never_twice: asked facts
"""


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 0, f"{words}: {result.output}\n{result.exception!r}"
    return result.stdout


def test_from_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("new", "bank", "biology")
    run("check", "biology", "--strict", "--no-cache")
    run("new", "topic", "biology/plants/photosynthesis")
    Path("biology/plants/photosynthesis.yaml").write_text(TOPIC)
    run("check", "biology", "--strict", "--no-cache")
    Path("thursday.yaml").write_text(BLUEPRINT)
    run("paper", "thursday.yaml", "--bank", "biology", "--bank", "aws-saa", "--format", "html", "--seed", "thursday")
    folder = (Path("out") / "latest").resolve()
    paper = load_paper((folder / "paper.json").read_text(), "paper.json")
    items = [place.item for place in copy(paper, 0).slots]
    banks = {item.question.split("/")[0] for item in items}
    assert banks == {"biology", "aws-saa"}
    assert "Thursday&#39;s paper" in (folder / "candidate" / "paper.html").read_text().replace("&#x27;", "&#39;").replace("\u2019", "&#39;")
    cells = [place.right_letters() or (place.item.answer.value if place.item.answer else "") for place in copy(paper, 0).slots]
    Path("mine.csv").write_text("candidate,1,2,3,4,5,6\nAda," + ",".join(cells) + "\n")
    run("grade", "latest", "mine.csv", "--no-reports")
    results = json.loads((folder / "results" / "results.json").read_text())
    assert results["scores"][0]["points"] == 6


def test_new_never_overwrites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("new", "bank", "mine")
    before = {path: path.read_bytes() for path in Path("mine").rglob("*.yaml")}
    again = CliRunner().invoke(app, ["new", "bank", "mine"])
    assert again.exit_code == 1
    assert "is there already" in again.stderr
    assert {path: path.read_bytes() for path in Path("mine").rglob("*.yaml")} == before
