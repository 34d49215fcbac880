"""The broken bank: everything that the reader can find is found in one run, at its place, and nothing else."""

from __future__ import annotations

import time

import pytest

from generator.bank.read import load_banks, read_banks
from generator.bank.rules import RULES
from generator.model.problem import RefusedError
from tests.bank.broken import BROKEN, expected, spots

READ = ("blueprints/", "reading/")


def test_every_defect_is_found_at_its_place_in_one_run() -> None:
    started = time.perf_counter()
    found = spots(read_banks([BROKEN]).problems)
    assert time.perf_counter() - started < 30
    wanted = {name: spots for folder in READ for name, spots in expected(folder).items()}
    assert {name: spots for name, spots in found.items() if name.startswith(READ)} == wanted
    assert set(found) == set(wanted), "the reader complains about what only a proof can find"


def test_every_rule_of_the_reader_has_its_meaning() -> None:
    assert {problem.rule for problem in read_banks([BROKEN]).problems} <= set(RULES)
    assert all(meaning for meaning in RULES.values())


@pytest.mark.parametrize(
    ("file", "line", "parts"),
    [
        ("unknown-field", 11, ["did you mean difficulty?"]),
        ("unknown-field", 26, ["a comma inside unquoted text?"]),
        ("unknown-fact", 9, ["did you mean f?"]),
        ("numbers", 14, ['write "03" if it is text']),
        ("syntax", 23, ["put text that holds , [ ] { or } in quotes"]),
        ("wrong-type", 46, ["expected: text", 'put it in quotes: "6"']),
        ("wrong-type", 71, ['in quotes: "{{ n }}"']),
        ("unverified", 12, ["fact marked unverified in use"]),
        ("duplicate-key", 11, ["the first is on line 8"]),
    ],
)
def test_messages_say_what_to_do(file: str, line: int, parts: list[str]) -> None:
    problems = [problem for problem in read_banks([BROKEN]).problems if problem.place.file.endswith(f"{file}.yaml")]
    text = "\n".join(str(problem) for problem in problems if problem.place.line == line)
    assert all(part in text for part in parts), text


def test_a_bank_with_errors_is_refused_with_all_of_them() -> None:
    with pytest.raises(RefusedError) as stop:
        load_banks([BROKEN])
    assert stop.value.problems == read_banks([BROKEN]).problems


def test_a_question_with_a_harmless_problem_is_kept_for_the_proof_and_a_broken_one_is_not() -> None:
    questions = read_banks([BROKEN]).bank.questions
    assert "broken/reading/unknown-field/q" in questions
    assert questions["broken/reading/unknown-fact/q"].asks == ("broken/reading/unknown-fact#f",)
    assert "broken/reading/unknown-fact/drawn" not in questions
    assert "broken/reading/draws/q" not in questions
