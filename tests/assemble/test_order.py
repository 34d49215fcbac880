"""An order that a child fulfils: what the child says, however much, and however it dies, is heard."""

from __future__ import annotations

import dataclasses
import re
import shutil
import sys
from pathlib import Path

import pytest

from generator.assemble import order
from generator.assemble.order import Order, fulfil_apart
from generator.model.problem import RefusedError

TINY = str(Path(__file__).parents[1] / "banks" / "tiny")
LOUD = """
import sys
sys.stderr.write("warning\\n" * 100_000)
from generator.assemble.child import main
main()
"""


def made(items: int = 1) -> Order:
    return Order((TINY,), "five", "order", "test", items=items)


def test_a_child_that_says_much_is_not_stopped_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "COMMAND", (sys.executable, "-c", LOUD))
    assert len(fulfil_apart(made()).forms[0].slots) == 1


def test_a_child_writes_what_its_parent_reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}.items():
        monkeypatch.setenv(name, value)
    bank = tmp_path / "tiny"
    shutil.copytree(TINY, bank)
    blueprint = bank / "blueprints" / "five.yaml"
    blueprint.write_text(re.sub("title: .*", "title: Fünf \u2192 5", blueprint.read_text("utf-8")), "utf-8")
    assert fulfil_apart(dataclasses.replace(made(), banks=(str(bank),))).title == "Fünf \u2192 5"


def test_a_child_that_dies_at_once_is_a_problem_with_its_last_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "COMMAND", (sys.executable, "-c", "raise SystemExit('no room')"))
    with pytest.raises(RefusedError, match="no room"):
        fulfil_apart(Order((TINY,), "five", "s" * 1_000_000, "test"))
