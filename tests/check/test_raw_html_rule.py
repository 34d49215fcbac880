"""HTML in a text is found where it stands; code, Jinja, escapes and comparisons are no HTML."""

from __future__ import annotations

import dataclasses
import time

import pytest

from generator.bank.read import read_banks
from generator.check.raw_html import find
from generator.model.bank import Bank
from generator.model.place import Place
from generator.model.question import Source
from tests.bank.broken import TINY

BANK = read_banks([TINY]).bank
CLOCK = BANK.questions["tiny/measures/time/clock"]


def found(text: str) -> list[tuple[int, int, str]]:
    """Line and column of each tag, counted from the start of the text, and the tag."""
    question = dataclasses.replace(CLOCK, stem=Source(text, Place("t.yaml", 1, 1)))
    problems = [finding.problem for finding in find(Bank(questions={question.id: question}), {})]
    return [(one.place.line, one.place.column, one.got) for one in problems]


@pytest.mark.parametrize(
    "text",
    [
        *("a < b and b > a", "2<3", "<- left", "a <= b", r"\<b>"),
        *("`<b>` is a tag", "``a ` <b> ``", "```\n<b>\n```", "{% if a <b %}x{% endif %}", "{{ a <b }}"),
    ],
)
def test_what_is_no_html(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "spots"),
    [
        ("a <b>x</b>", [(1, 3, "<b>"), (1, 7, "</b>")]),
        ("one\ntwo <script src=x>", [(2, 5, "<script src=x>")]),
        ("`code` <i>", [(1, 8, "<i>")]),
        ("`<i>", [(1, 2, "<i>")]),
        ("``<i>`", [(1, 3, "<i>")]),
        ("<!-- x -->", [(1, 1, "<!-- x -->")]),
        ("<?php", [(1, 1, "<?php")]),
        ("<" + "a" * 100, [(1, 1, "<" + "a" * 61)]),
        ("{{ n }}<b>", [(1, 8, "<b>")]),
        ("{{ <b>", [(1, 4, "<b>")]),
    ],
)
def test_what_is_html_and_where(text: str, spots: list[tuple[int, int, str]]) -> None:
    assert found(text) == spots


@pytest.mark.parametrize("part", ["<a ", "`", "``", "{{", "{%", "` <a> ``", "<", "\\<a>", "{{ <a> }}", "`x``y```"])
def test_a_long_text_takes_no_longer_for_what_is_in_it(part: str) -> None:
    started = time.process_time()
    found(part * (500_000 // len(part)))
    assert time.process_time() - started < 30  # a linear scan needs a fraction of a second, a quadratic one hours


def test_members_of_draws_and_facts_are_texts_too() -> None:
    question = dataclasses.replace(CLOCK, given=(dataclasses.replace(CLOCK.given[0], args={"from": ("<b>x</b>", 3)}),))
    fact = dataclasses.replace(BANK.facts[CLOCK.asks[0]], says="A <br> line.")
    findings = list(find(Bank(facts={fact.id: fact}, questions={question.id: question}), {}))
    assert [(one.problem.place, one.question) for one in findings] == [
        (CLOCK.given[0].place, CLOCK.id), (CLOCK.given[0].place, CLOCK.id), (fact.place, ""),
    ]  # fmt: skip
