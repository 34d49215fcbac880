"""Blueprints: counted by domain or as a whole, of the bank or of the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.bank.blueprints import read_blueprint
from generator.bank.read import read_banks
from generator.model.problem import RefusedError
from generator.model.resources import data_dir
from tests.bank.broken import TINY


def test_both_shapes() -> None:
    found = read_banks([TINY]).bank.blueprints
    five, cells = found["five"], found["cells"]
    assert (five.items, five.domains, five.count, five.minutes, five.cut) == (5, "any", 5, 10, 700)
    assert five.kinds == {}
    assert five.rest == ()
    assert cells.scored == {"secure": 2, "resilient": 1, "high-performing": 2, "cost-optimized": 1}
    assert cells.pilots == {"cost-optimized": 1}
    assert cells.count == 7
    assert cells.kinds == {"multiple": (1, 2), "numeric": (0, 1), "true_false": (0, 1)}
    assert cells.rest == ("choice",)


def test_the_real_exam() -> None:
    blueprint = read_blueprint(data_dir("question_bank") / "aws-saa" / "blueprints" / "saa-c03.yaml")
    assert (blueprint.count, sum(blueprint.scored.values()), blueprint.minutes, blueprint.cut) == (65, 50, 130, 720)
    assert blueprint.kinds == {"multiple": (10, 16)}


def test_defaults_and_lists(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "format: 1\nblueprint: mine\ntitle: Mine\nminutes: 9\nitems: 4\nkinds: {numeric: 1}\ntopics: [a, b/c/d]\npicks: [b/c/d/q]\n"
    )
    blueprint = read_blueprint(path)
    assert (blueprint.topics, blueprint.picks, blueprint.chapters) == (("a", "b/c/d"), ("b/c/d/q",), ())
    assert (blueprint.cut, blueprint.scoring, blueprint.never_twice, blueprint.kinds) == (
        720,
        "all-or-nothing",
        "asked facts",
        {"numeric": (1, 1)},
    )
    assert str(blueprint.place) == f"{path}:1:1"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", ["wrong-type"]),
        ("[]", ["wrong-type", "blueprint-cells"]),
        ("format: 1\nblueprint: b\ntitle: B\nminutes: 5\n", ["blueprint-cells"]),
        ("format: 1\nblueprint: b\ntitle: B\nminutes: 5\nscored: {}\n", ["bad-value"]),
        ("format: 1\nblueprint: b\ntitle: B\nminutes: 5\nitems: 3\npilots: {secure: 1}\n", ["blueprint-cells"]),
        ("format: 1\nblueprint: b\ntitle: B\nminutes: five\nitems: 3\ncut: 90\n", ["wrong-type", "bad-value"]),
        ("format: 1\nblueprint: b\ntitle: B\nminutes: 5\nitems: 3\nitems: 4\n", ["duplicate-key"]),
        ("format: 1\nblueprint: b\ntitle: B\nminutes: 5\nitems: 3\nscoring: partial\n", ["bad-value"]),
    ],
)
def test_a_file_of_the_users_own_is_refused_with_all_that_is_wrong(tmp_path: Path, text: str, rules: list[str]) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(RefusedError) as stop:
        read_blueprint(path)
    assert sorted(problem.rule for problem in stop.value.problems) == sorted(rules)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="cannot be read"):
        read_blueprint(tmp_path / "none.yaml")
