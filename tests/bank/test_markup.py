"""The strict reader of YAML: what is text and what is not, where everything stands, and what cannot hurt it."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
import yaml

from generator.bank import markup
from generator.bank.fields import plain
from generator.bank.markup import Node, read_markup
from generator.bank.trouble import Trouble
from tests.bank.broken import BANKS


def read(text: str) -> tuple[Node | None, list[str]]:
    trouble = Trouble("t.yaml")
    node = read_markup(text, trouble)
    return node, [f"{problem.place.line}:{problem.place.column} {problem.rule}" for problem in trouble.problems]


def value(text: str) -> Any:
    node, problems = read(f"v: {text}\n")
    assert node is not None
    assert not problems
    return plain(node.entries["v"][1])


@pytest.mark.parametrize(
    "text", ["no", "yes", "on", "~", "True", "NULL", "1:30", "1:30:45", "2026-11-23", "1e3", "0x1F", "1_000", ".5", "5.", "+", "=", "<<"]
)
def test_what_yaml_would_change_stays_text(text: str) -> None:
    assert value(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", 12), ("-3", -3), ("+4", 4), ("0", 0), ("6.50", Fraction(13, 2)), ("-0.1", Fraction(-1, 10)), ("2.0", 2),
        ("true", True), ("false", False), ("null", None), ("", None), ('"12"', "12"), ("'true'", "true"),
    ],
)  # fmt: skip
def test_what_is_not_text(text: str, expected: Any) -> None:
    assert value(text) == expected
    assert type(value(text)) is type(expected)


@pytest.mark.parametrize("text", ["017", "-01", "00", "1" * 61, "1" * 42, "0.5" + "0" * 70])
def test_numbers_that_are_not_what_they_look_like(text: str) -> None:
    assert read(f"v: {text}\n")[1] == ["1:4 number"]
    assert value(f'"{text}"') == text


def test_places_count_from_one_and_point_at_the_first_character() -> None:
    node, _ = read('a: one\nb:\n  - "two"\n  - {c: three}\nd: |\n\n    four\n    five\n')
    assert node is not None
    second, third = node.entries["b"][1].items
    assert (second.line, second.column) == (3, 5)
    assert str(second.source.place) == "t.yaml:3:6"
    assert str(third.entries["c"][1].place) == "t.yaml:4:9"
    block = node.entries["d"][1]
    assert block.text == "\nfour\nfive\n"
    assert str(block.source.place) == "t.yaml:6:5"
    assert str(block.source.at(block.text.index("five") + 2)) == "t.yaml:8:7"


def test_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    text = "a: 1\nb: |\n  one\n  two\n"
    one, two = read(text)[0], read("\ufeff" + text.replace("\n", "\r\n"))[0]
    assert one is not None
    assert two is not None
    assert plain(one) == plain(two)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: 1\na: 2\n", ["2:1 duplicate-key"]),
        ("{a: 1, 'a': 2}", ["1:8 duplicate-key"]),
        ("a: &x 1\nb: *x\n", ["1:4 alias", "2:4 alias"]),
        ("a: !!python/object:os.system x\n", ["1:4 alias"]),
        ("a: !x [1]\n", ["1:4 alias"]),
        ("? [1]\n: 2\n", ["1:3 wrong-type"]),
        ("a:\t1\n\tb: 2\n", ["1:3 tab", "2:1 tab"]),
        ("a: 1\n---\nb: 2\n", ["2:1 yaml-documents"]),
        ("%YAML 1.2\n---\na: 1\n", ["1:1 yaml-documents"]),
        ("a: one\u200btwo\n", ["1:7 invisible"]),
        ('a: "one\\u202etwo"\n', ["1:4 invisible"]),
        ('a: "\\0"\n', ["1:4 invisible"]),
        ("a: \x07\n", ["1:4 invisible"]),
        ("a: [1, 2\n", ["2:1 yaml-syntax"]),
        ("a: b: c\n", ["1:5 yaml-syntax"]),
        ("a: 'b\n", ["2:1 yaml-syntax"]),
    ],
)
def test_what_is_refused(text: str, problems: list[str]) -> None:
    assert read(text)[1] == problems


def test_the_first_of_two_keys_counts_and_reading_goes_on() -> None:
    node, problems = read("a: 1\na: 2\nb: *x\nb: 3\n")
    assert node is not None
    assert node.entries["a"][1].number == 1
    assert problems == ["2:1 duplicate-key", "3:4 alias", "4:1 duplicate-key"]


BOMBS: dict[str, Callable[[], str]] = {
    "aliases": lambda: "a: &a [x,x]\n" + "".join(f"{b}: &{b} [*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "brackets": lambda: "[" * 900_000,
    "braces": lambda: "{" * 900_000,
    "dashes": lambda: "- " * 400_000,
    "questions": lambda: "? " * 400_000,
    "flow keys": lambda: "{a: " * 200_000,
    "indents": lambda: "".join(" " * depth + f"k{depth}:\n" for depth in range(1200)),
    "one line": lambda: "a: " + "x" * 990_000,
    "one quote": lambda: 'a: "' + "\\n" * 450_000,
    "many keys": lambda: "".join(f"k{number}: 1\n" for number in range(90_000)),
    "same key": lambda: "k: 1\n" * 190_000,
    "commas": lambda: "[" + "," * 900_000,
    "tabs": lambda: "\t\n" * 450_000,
    "tags": lambda: "- !x 1\n" * 140_000,
    "digits": lambda: "a: " + "9" * 990_000,
    "zero digits": lambda: "a: 0." + "0" * 990_000,
    "documents": lambda: "--- a\n" * 160_000,
    "comments": lambda: "#\n" * 490_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_of_a_megabyte_ends_soon_whatever_is_in_it(name: str) -> None:
    text = BOMBS[name]()
    assert len(text) <= markup.LARGEST_FILE
    started = time.process_time()
    _, problems = read(text)
    assert time.process_time() - started < 30  # seconds where a quadratic reader would need hours
    assert len(problems) <= 201


def test_the_parser_in_python_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [path.read_text(encoding="utf-8") for path in sorted(BANKS.glob("*/*/*.yaml"))]
    fast = [repr(read(text)[0]) for text in files]
    problems = [read(text)[1] for text in files]
    monkeypatch.setattr(markup, "parser", yaml.SafeLoader)
    assert [repr(read(text)[0]) for text in files] == fast
    same = [one == two for one, two in zip([read(text)[1] for text in files], problems, strict=True)]
    assert same.count(False) <= 1  # libyaml and the parser in Python give up on broken syntax at different places
