"""Typed cells become responses; nothing is guessed."""

import pytest

from generator.kinds.table import KINDS
from generator.model.item import Item, NumericAnswer, Option, WrongNumber
from generator.model.response import Response

LETTERS = {"A": "pa", "B": "pb", "C": "pc", "D": "pd", "E": "pe"}


def item(kind: str, right: str, answer: NumericAnswer | None = None) -> Item:
    options = tuple(Option(f"author-{letter}", public, letter, "why", letter in right) for letter, public in LETTERS.items())
    return Item(
        question="q", kind=kind, domain="secure", chapter="c", topic="t", topic_title="T", level="apply", difficulty=1, seconds=60,
        variant="", stem="?", instruction="", explanation="", asks=(), uses=(), options=() if answer else options, answer=answer,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "state", "right", "complains"),
    [
        ("choice", "B", "answered", True, False),
        ("choice", " b ", "answered", True, False),
        ("choice", "A", "answered", False, False),
        ("choice", "", "blank", False, False),
        ("choice", "BD", "invalid", False, False),
        ("choice", "F", "invalid", False, True),
        ("choice", "BB", "invalid", False, True),
        ("choice", "2", "invalid", False, True),
        ("true_false", "B", "answered", True, False),
        ("true_false", "AB", "invalid", False, False),
        ("multiple", "B", "answered", False, False),
        ("multiple", "DB", "answered", True, False),
        ("multiple", "b, d", "answered", True, False),
        ("multiple", "BDE", "answered", False, False),
        ("multiple", "ABCDE", "answered", False, False),
        ("multiple", "BX", "invalid", False, True),
    ],
)
def test_letters(kind: str, text: str, state: str, right: bool, complains: bool) -> None:
    letters = dict(list(LETTERS.items())[: 2 if kind == "true_false" else 5])
    response, complaint = KINDS[kind].read(text, letters)
    assert response.state == state
    assert bool(complaint) is complains
    assert KINDS[kind].is_right(item(kind, "BD" if kind == "multiple" else "B"), response) is right


@pytest.mark.parametrize(
    ("text", "state", "right"),
    [
        ("1250", "answered", True),
        ("1,250", "answered", True),
        ("1250.0", "answered", True),
        ("1250.5", "answered", True),
        ("1249.5", "answered", True),
        ("1250.51", "answered", False),
        ("12,50", "invalid", False),
        ("1.250,0", "invalid", False),
        ("1e3", "invalid", False),
        ("٣", "invalid", False),
        ("1250 units", "invalid", False),
        ("", "blank", False),
        ("9" * 80, "invalid", False),
    ],
)
def test_numbers(text: str, state: str, right: bool) -> None:
    numeric = item("numeric", "", NumericAnswer("1250", "0.5", "why", (WrongNumber("half", "625", "forgot"),)))
    response, complaint = KINDS["numeric"].read(text, {})
    assert response.state == state
    assert bool(complaint) is (state == "invalid")
    assert KINDS["numeric"].is_right(numeric, response) is right


def test_misconceptions_are_named() -> None:
    numeric = item(
        "numeric", "", NumericAnswer("1250", "0.5", "why", (WrongNumber("half", "625", "forgot"), WrongNumber("two", "2500", "")))
    )
    assert KINDS["numeric"].misconceptions(numeric, Response("625.4", "answered")) == ("half",)
    assert KINDS["numeric"].misconceptions(numeric, Response("1250", "answered")) == ()
    multiple = item("multiple", "BD")
    assert KINDS["multiple"].misconceptions(multiple, Response(("pa", "pb", "pe"), "answered")) == ("author-A", "author-E")


def test_instructions() -> None:
    assert KINDS["multiple"].instruction(2) == "Select TWO."
    assert KINDS["multiple"].instruction(3) == "Select THREE."
    assert [KINDS[name].instruction(1) for name in ("choice", "true_false", "numeric")] == ["", "", ""]


def test_the_table_is_the_folder() -> None:
    from pathlib import Path

    import generator.kinds.table as table

    files = {path.stem for path in Path(table.__file__).parent.glob("*.py")} - {
        "__init__",
        "kind",
        "lettered",
        "numbered",
        "places",
        "table",
    }
    assert files == set(KINDS)
    assert all(kind.name == name for name, kind in KINDS.items())
