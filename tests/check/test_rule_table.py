"""Every rule is a file with its meaning, a bad and a good example, and a line in the table; the names agree."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import generator.check
from generator.check.table import RULES

FOLDER = Path(generator.check.__file__).parent
MACHINERY = {"__init__", "cache", "coverage", "frames", "guessers", "playing", "pool", "printed", "rule", "run", "table", "worker"}


def test_the_table_is_the_folder() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - MACHINERY
    assert {rule.replace("-", "_") for rule in RULES} == files


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_what_it_means_with_a_bad_and_a_good_example(rule: str) -> None:
    module = importlib.import_module(f"generator.check.{rule.replace('-', '_')}")
    assert RULES[rule] is module.find
    text = module.__doc__ or ""
    assert text.index("\n\nBad: ") < text.index("\nGood: ")
