"""A family is complete: each kind, rule and verb has its file, and everything that a member needs beside it."""

from __future__ import annotations

from pathlib import Path

import generator
from generator.bank.read import read_banks
from generator.cli import app
from generator.kinds.table import KINDS
from generator.model.resources import data_dir
from tests.render.papers import paper

PACKAGE = Path(generator.__file__).parent
TESTS = Path(__file__).parent


def test_each_kind_has_template_question_and_a_place_in_the_sample_paper() -> None:
    tiny = {question.kind for question in read_banks([TESTS / "banks" / "tiny"]).bank.questions.values()}
    sample = {slot.variants[0].kind for slot in paper(30).form(1).slots}
    templates = {path.name.removesuffix(".html.j2") for path in (data_dir("templates") / "kinds").iterdir()} - {"lettered", "rows"}
    assert templates == set(KINDS)
    assert tiny == set(KINDS)
    assert sample == set(KINDS)


def test_each_verb_has_a_file_of_its_name_help_and_a_test() -> None:
    verbs = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    verbs += [group.name for group in app.registered_groups if group.name]
    files = {path.stem for path in (PACKAGE / "commands").glob("*.py")}
    tests = "".join(path.read_text() for path in TESTS.rglob("test_*.py"))
    for verb in verbs:
        assert verb in files
        assert f'"{verb}"' in tests
    assert len(verbs) == len(set(verbs)) >= 7


def test_the_tour_names_every_floor() -> None:
    floors = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    tour = generator.__doc__ or ""
    assert not {floor for floor in floors if f"\n    {floor} " not in tour}
