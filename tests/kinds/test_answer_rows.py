"""A letter beside each number: typed, written again, marked row by row, and what a mix-up is called."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.kinds.numbered import read_rows, write_rows
from generator.kinds.table import KINDS
from generator.model.item import AnswerRow, Item
from generator.model.response import Response
from tests.kinds.test_kinds import LETTERS, item

FOUR = dict(list(LETTERS.items())[:4])


def matching() -> Item:
    """A of three rows, B of the first, D of the last; E and C are spare."""
    rows = (AnswerRow("first", "pb"), AnswerRow("second", "pa"), AnswerRow("third", "pd"))
    return dataclasses.replace(item("matching", "ABD"), rows=rows)


def ordering() -> Item:
    found = item("ordering", "ABCD")
    return dataclasses.replace(found, options=found.options[:4], rows=tuple(AnswerRow("", public) for public in ("pc", "pa", "pd", "pb")))


@pytest.mark.parametrize(
    "text",
    ["1c 2a 3b", "1C2A3B", "3b1c2a", " 1c,2a;3b ", "1 c\t2 a 3 b", "1) c 2) a 3) b", "1: C, 2: A, 3: B", "1=c 2=a 3=b", "cab", "C A B"],
)
def test_every_way_to_write_it(text: str) -> None:
    assert read_rows(text, FOUR, 3) == (Response(("pc", "pa", "pb"), "answered"), "")


@pytest.mark.parametrize(
    ("text", "value"), [("2a", ("", "pa", "")), ("3d 1b", ("pb", "", "pd")), ("1a 2a 3a", ("pa", "pa", "pa")), ("03d", ("", "", "pd"))]
)
def test_rows_left_out_are_blank_parts(text: str, value: tuple[str, ...]) -> None:
    assert read_rows(text, FOUR, 3) == (Response(value, "answered"), "")


@pytest.mark.parametrize("text", ["", "   ", ",;", "-"])
def test_nothing_is_blank(text: str) -> None:
    assert read_rows(text, FOUR, 3) == (Response(), "")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("1c 1a 3b", "row 1 stands there twice"),
        ("1c 1c", "row 1 stands there twice"),
        ("1e 2a", "no option E; this question has ABCD"),
        ("1x 2y 3x", "no option X, Y; this question has ABCD"),
        ("0a", "no row 0; this question has rows 1 to 3"),
        ("1a 4b 12c", "no row 4, 12; this question has rows 1 to 3"),
        ("ab", "2 letters for 3 rows"),
        ("abcd", "4 letters for 3 rows"),
        ("1ab 2c", "this cannot be read"),
        ("1 2 3", "this cannot be read"),
        ("c1 a2", "this cannot be read"),
        ("1c ?", "this cannot be read"),
        ("\u0661a", "this cannot be read"),
        ("1\u00e9", "this cannot be read"),
        ("x\u00dfz", "4 letters for 3 rows"),
        ("1a " * 200, "this is too long"),
        (" " * 500, "this is too long"),
        ("9" * 350 + "a", "no row 9999"),
    ],
)
def test_what_cannot_be_read_is_invalid_and_said(text: str, complaint: str) -> None:
    response, said = read_rows(text, FOUR, 3)
    assert response == Response(text, "invalid")
    assert said.startswith(complaint)
    assert not KINDS["matching"].is_right(matching(), response)
    assert KINDS["matching"].misconceptions(matching(), response) == ()
    assert KINDS["ordering"].misconceptions(ordering(), response) == ()


@given(some.integers(1, 8).flatmap(lambda rows: some.lists(some.sampled_from(["", *LETTERS.values()]), min_size=rows, max_size=rows)))
def test_what_is_written_is_read_again(value: list[str]) -> None:
    response = Response(tuple(value), "answered") if any(value) else Response()
    text = write_rows(response, {public: letter for letter, public in LETTERS.items()})
    assert read_rows(text, LETTERS, len(value)) == (response, "")
    assert write_rows(Response("1?", "invalid"), {}) == "1?"


@pytest.mark.parametrize(
    ("text", "right", "parts", "missed", "named"),
    [
        ("1b 2a 3d", True, (3, 3), (), ()),
        ("1a 2b 3d", False, (1, 3), ("author-B", "author-A"), ("author-A-taken-for-author-B", "author-B-taken-for-author-A")),
        ("1b 2a 3e", False, (2, 3), ("author-D",), ("author-E",)),
        ("1b 2a", False, (2, 3), ("author-D",), ()),
        ("1b 2b 3b", False, (0, 3), ("author-B", "author-A", "author-D"), ("author-B-taken-for-author-A", "author-B-taken-for-author-D")),
        ("1e 2e 3d", False, (1, 3), ("author-B", "author-A"), ("author-E",)),
    ],
)
def test_matching_is_marked_row_by_row(
    text: str, right: bool, parts: tuple[int, int], missed: tuple[str, ...], named: tuple[str, ...]
) -> None:
    """A letter in two rows earns neither: the same letter everywhere is no knowledge."""
    kind = KINDS["matching"]
    response, complaint = kind.read(text, LETTERS, 3)
    assert not complaint
    assert kind.is_right(matching(), response) is right
    assert kind.parts(matching(), response) == parts
    assert kind.missed(matching(), response) == missed
    assert kind.misconceptions(matching(), response) == named
    assert set(named) <= set(kind.mistakes(matching()))


@pytest.mark.parametrize(
    ("text", "right", "parts", "named"),
    [
        ("cadb", True, (4, 4), ()),
        ("acdb", False, (2, 4), ("author-A-before-author-C",)),
        ("bdac", False, (0, 4), ("author-A-before-author-C", "author-D-before-author-A", "author-B-before-author-D")),
        ("1c 2a", False, (2, 4), ()),
        ("1c 2a 3b 4d", False, (2, 4), ("author-B-before-author-D",)),
    ],
)
def test_ordering_is_marked_place_by_place(text: str, right: bool, parts: tuple[int, int], named: tuple[str, ...]) -> None:
    kind = KINDS["ordering"]
    response, complaint = kind.read(text, FOUR, 4)
    assert not complaint
    assert kind.is_right(ordering(), response) is right
    assert kind.parts(ordering(), response) == parts
    assert kind.misconceptions(ordering(), response) == named
    assert len(kind.missed(ordering(), response)) == parts[1] - parts[0]
    assert set(named) <= set(kind.mistakes(ordering()))


def test_a_mix_up_has_a_text_and_the_reason_of_what_is_right() -> None:
    found = KINDS["matching"].mistakes(matching())
    assert found["author-A-taken-for-author-B"] == ("first → A", "why")
    assert found["author-E"] == ("E", "why")
    assert KINDS["ordering"].mistakes(ordering())["author-A-before-author-C"] == ("A → C", "why")


def test_kinds_without_rows_have_one_part() -> None:
    for kind, right in (("choice", "B"), ("multiple", "BD")):
        response, _ = KINDS[kind].read(right, LETTERS)
        assert KINDS[kind].parts(item(kind, right), response) == (1, 1)
        assert KINDS[kind].parts(item(kind, right), Response()) == (0, 1)
        assert KINDS[kind].missed(item(kind, right), Response()) == tuple(f"author-{letter}" for letter in right)
    assert KINDS["numeric"].parts(item("numeric", ""), Response()) == (0, 1)
    assert KINDS["numeric"].missed(item("numeric", ""), Response()) == ()


def test_instructions_say_how_to_answer() -> None:
    assert KINDS["matching"].instruction(4) == "Write one letter beside each number. Each letter is used at most once."
    assert KINDS["ordering"].instruction(4) == "Write the letters in order, from first to last. Each letter is used once."
