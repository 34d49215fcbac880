"""The rules on texts find what an editor would mend, leave alone what only looks like it, and read a long text in one pass."""

from __future__ import annotations

import dataclasses
import time

import pytest

from generator.bank.read import read_banks
from generator.check.printed import NUMBER, fill, masked, options, sentences, stems
from generator.check.table import RULES
from generator.model.bank import Bank
from generator.model.fact import Fact
from generator.model.place import Place
from generator.model.question import OptionSource, Question, Source
from tests.bank.broken import TINY

BANK = read_banks([TINY]).bank
LOANS = next(question for question in BANK.questions.values() if question.kind == "multiple")
ON_TEXTS = (
    *("banned-phrase", "letter-reference", "missing-why", "near-duplicate-stem", "plain-negative", "reading-level"),
    *("retired-service", "typed-instruction", "typed-number", "unparallel-options"),
)


def found(rule: str, *questions: Question, facts: dict[str, Fact] | None = None) -> list[str]:
    """What the rule quotes of each finding."""
    bank = Bank(questions={f"{at}": question for at, question in enumerate(questions)}, facts=facts or {})
    return [finding.problem.got for finding in RULES[rule](bank, {})]


def asking(stem: str) -> Question:
    return dataclasses.replace(LOANS, stem=Source(stem, Place("t.yaml", 1, 1)))


def with_options(*texts: str) -> Question:
    place = Place("t.yaml", 1, 1)
    made = (
        OptionSource(text, Source(text, Place("t.yaml", at)), Source(f"Reason {text} of some words.", place), place)
        for at, text in enumerate(texts, 2)
    )
    return dataclasses.replace(LOANS, keys=(), distractors=tuple(made), distractors_from=None)


@pytest.mark.parametrize(
    ("rule", "stem", "got"),
    [
        ("banned-phrase", "Utilise the centre of it, please.", ["please", "Utilise", "centre"]),
        ("banned-phrase", "An example of none of the above.", ["none of the above"]),
        ("banned-phrase", "Utilization, `colour`, {{ grey }}, an hour, a filter, exercise, author.", []),
        ("banned-phrase", "It is not simply cheaper, has just begun, and comes just in time.", []),
        ("plain-negative", "A site is down. Which of these cannot help?", ["cannot"]),
        ("plain-negative", "Which of these is least likely to help?", ["least likely"]),
        ("plain-negative", "Which requirements can A meet, but not B?", ["not"]),
        ("plain-negative", "Which of these is **NOT** one? Which one holds all **EXCEPT** one?", []),
        ("plain-negative", "A subnet must not be reachable. Which rule holds, so that it is not?", []),
        ("plain-negative", "The site does not answer. What helps if it cannot be changed?", []),
        ("retired-service", "Data arrives in Amazon Kinesis Data Firehose.", ["Kinesis Data Firehose"]),
        ("retired-service", "A company has used AWS Snowball Edge for years.", []),
        ("retired-service", "The Kinesis data stream, a Glue data pipeline, a forecast, a pinpoint.", []),
        ("typed-instruction", "Which hold? (Select **TWO**.)", ["Select **TWO"]),
        ("typed-instruction", "Which hold? (Choose 3.)", ["Choose 3"]),
        ("typed-instruction", "Which two statements hold?", ["Which two statements"]),
        ("typed-instruction", "Select all that apply.", ["Select all"]),
        ("typed-instruction", "Users select one of two plans. Which two VPCs are joined?", []),
        ("letter-reference", "What is wrong with options A and C?", ["options A"]),
        ("letter-reference", "The last two options are the same.", ["The last two options"]),
        ("letter-reference", "An option A customer has; the other options; the first answer.", ["option A"]),
        ("reading-level", "A word " * 21 + "is one.", ["44: A word A word A word A word A word A word A word A word A wo..."]),
        ("reading-level", "A word is one. " * 20, []),
    ],
)
def test_stems(rule: str, stem: str, got: list[str]) -> None:
    assert found(rule, asking(stem)) == got


@pytest.mark.parametrize(
    ("texts", "got"),
    [
        (("Amazon SQS", "Amazon SNS", "Use Amazon MQ."), ["Use Amazon MQ."]),
        (("A queue", "The topic", "an event bus"), ["an event bus"]),
        (("5", "10", "Unlimited"), ["Unlimited"]),
        (("5 GB", "10 GB", "20"), ["20"]),
        (("$1.50", "$2.00", "3.00"), ["3.00"]),
        (("gp3", "`io2`", "Magnetic", "A disk"), []),
        (("5 GB", "10 MB", "{{ n }} GB", "{{ m | thousands }} GB"), []),
    ],
)
def test_options(texts: tuple[str, ...], got: list[str]) -> None:
    assert found("unparallel-options", with_options(*texts)) == got


def test_nearly_the_same_stem_has_other_numbers_and_a_few_other_words() -> None:
    first = "A ticket shop keeps orders in a table and deletes each of them {{ n }} days after the concert. Which setting helps?"
    near = first.replace("ticket shop", "book shop").replace("{{ n }}", "30")
    far = "A bank archives its contracts in a bucket and must keep each of them for 10 years. Which setting helps?"
    assert found("near-duplicate-stem", asking(first), asking(far)) == []
    assert len(found("near-duplicate-stem", asking(first), asking(near))) == 1
    assert found("near-duplicate-stem", asking(first), asking(first.upper().replace("N }}", "n }}"))) == []  # `duplicate-stem` says it


def test_a_number_counts_with_the_unit_of_its_fact() -> None:
    facts = {"t#f": Fact("t#f", "A backup is kept for 35 days.", "t", (1, 1), 35, "days")}
    uses = {"asks": ("t#f",), "uses": (), "keys": (), "distractors": ()}
    for stem, got in {
        "It is kept for 35 days.": ["35 days"],
        "In 35 Regions, for {{ n }} days, 35-7, p35 days, `35 days`.": [],
        "It is kept for 35,000 days.": [],
    }.items():
        assert found("typed-number", dataclasses.replace(asking(stem), **uses), facts=facts) == got
    for code, got in {"n * 35": ["35"], "n * 60 + 2": [], 'fact["35"] * 3.5': [], "1 if n < 35 else 2 if n < 70 else 3": []}.items():
        question = dataclasses.replace(asking("How many?"), **uses, let=(("x", Source(code, Place("t.yaml", 3, 1))),))
        assert found("typed-number", question, facts=facts) == got


def test_a_corrected_fact_may_name_what_it_corrects() -> None:
    fact = Fact("t#f", "Firehose is the name.", "t", (1, 1), status="outdated", notes_say="It is Kinesis Data Firehose.")
    question = dataclasses.replace(asking("Rename Kinesis Data Firehose."), asks=(fact.id,), keys=(), distractors=())
    assert found("retired-service", question, facts={fact.id: fact}) == []
    assert found("retired-service", question, facts={fact.id: dataclasses.replace(fact, status="ok")}) == ["Kinesis Data Firehose"]


def test_what_is_printed() -> None:
    assert fill("{% if a > b %}one{% else %}two{% endif %} {{ n | plural('day', 'days') }}\n  of {{ c.x }}", {"c.x": "May"}) == (
        f"one {NUMBER} days of May"
    )
    assert fill("One\ntwo.\n\n- a\n- b\n\n| x |\n|---|\nEnd", {}) == "One two.\n- a\n- b\n| x |\n|---|\nEnd"
    assert sentences("It costs $1.50 e.g. now. Is it `x`? Yes.\nNo") == ["It costs $1.50 e.g. now.", "Is it `x`?", "Yes.", "No"]
    assert masked("a `b` {{ c }}") == "a \0\0\0 \0\0\0\0\0\0\0"


def test_rows_are_printed_one_by_one() -> None:
    with_rows = next(question for question in BANK.questions.values() if question.distractors_from is not None)
    rows = next(iter(with_rows.rows.values()))
    assert len(stems(with_rows)) == len(rows)
    assert not any("{{" in option.text for option in options(with_rows))


@pytest.mark.parametrize(
    "part", ["a ", "{{ n }}", "{% if n %}", "{% else %}", "`", "``` ", "(", "Which ", "? ", "\n", "5 ", "9", "$-", "not ", "A", "**"]
)
def test_a_long_text_takes_no_longer_for_what_is_in_it(part: str) -> None:
    started = time.process_time()
    for rule in ON_TEXTS:
        found(rule, asking(part * (100_000 // len(part))))
    assert time.process_time() - started < 30  # linear scans need a second or two, a quadratic one minutes
