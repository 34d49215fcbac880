"""The answer sheet as drawn: rings where the geometry says, letters in their middle, a code that names copy and side."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from generator.kinds.places import places
from generator.model.paper import Policy, copy
from generator.model.sheet import Place, sheet
from generator.render.pdf import SHEET_STYLE, sheet_pdf, to_pdf
from generator.render.sheet import drawing, sheet_page, sheet_print
from tests.render.papers import paper, rows_paper

MM = 72 / 25.4


def letters(pdf: bytes) -> list[tuple[str, float, float]]:
    """Every character of the first page with its middle in mm from the top left."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    text = page.get_textpage()
    found = []
    for at in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(at, loose=False)
        found.append((text.get_text_range(at, 1), (left + right) / 2 / MM, (page.get_height() - (bottom + top) / 2) / MM))
    text.close()
    page.close()
    document.close()
    return found


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_each_letter_stands_in_the_middle_of_its_bubble(size: str) -> None:
    made = paper(65)
    drawn = sheet("a4" if size == "a4" else "letter", places(copy(made)))
    found = letters(sheet_pdf(made, drawn.size))
    for bubble in drawn.pages[0].bubbles:
        near = [mark for mark, x, y in found if abs(x - bubble.x) < 0.2 and abs(y - bubble.y) < 0.2]
        assert near == ["ABCDEFGH"[bubble.option]], bubble
    for digit in drawn.pages[0].digits:
        assert [mark for mark, x, y in found if abs(x - digit.x) < 0.2 and abs(y - digit.y) < 0.2] == [str(digit.digit)]


def test_rings_are_drawn_where_the_geometry_says() -> None:
    side = sheet("a4", places(copy(paper(65)))).pages[0]
    paths = drawing(side, "X/1")
    starts = re.findall(r"M([\d.]+) ([\d.]+)c", paths["rings"])
    wanted = [(one.x - one.diameter / 2, one.y) for one in (*side.bubbles, *side.digits)]
    assert [(float(x), float(y)) for x, y in starts] == [pytest.approx(one, abs=2e-3) for one in wanted]
    assert paths["boxes"].count("M") == len(side.digit_boxes) + len(side.write_ins)


def test_places_follow_the_copy() -> None:
    made = paper(13)
    assert [(place.kind, place.options) for place in places(copy(made))][5:9] == [
        ("bubbles", 4),
        ("bubbles", 2),
        ("number", 0),
        ("bubbles", 6),
    ]
    shuffled = copy(made, 3, policy=Policy("shuffled"))
    assert [place.kind for place in places(shuffled)] != [place.kind for place in places(copy(made))]
    assert shuffled.code in sheet_print(made, "a4", shuffled)


def test_it_says_what_its_questions_need() -> None:
    assert "Select TWO or Select THREE, fill that many. Write a number into its box." in sheet_print(paper(13), "a4")
    assert "Fill one bubble for each question." in sheet_page(sheet("a4", [Place(1, "bubbles", 4)]), title="x", code="ABCDEF-ABCDE")


def test_every_side_has_its_own_code_and_number() -> None:
    drawn = sheet("letter", [Place(at, "bubbles", 8) for at in range(1, 121)])
    document = pypdfium2.PdfDocument(to_pdf(sheet_page(drawn, title="Long", code="ABCDEF-ABCDE"), SHEET_STYLE))
    assert len(document) == len(drawn.pages)
    for at, page in enumerate(document, 1):
        assert f"Side {at} of {len(document)}" in page.get_textpage().get_text_bounded()
    document.close()
    first, second = drawn.pages[0], drawn.pages[1]
    assert drawing(first, "ABCDEF-ABCDE/1")["black"] != drawing(first, "ABCDEF-ABCDE/2")["black"]
    assert drawing(second, "ABCDEF-ABCDE/2")["black"] == drawing(second, "ABCDEF-ABCDE/2")["black"]


def test_rows_stand_behind_their_question() -> None:
    made = rows_paper()
    assert [place.label for place in places(copy(made))] == ["1", "2.1", "2.2", "2.3", "2.4", "3", "4.1", "4.2", "4.3", "4.4"]
    html = sheet_print(made, "a4")
    assert "1\n2.1\n2.2" in html
    assert "fill one bubble for each." in html
    assert "behind its number" not in sheet_print(paper(13), "a4")
    drawn = sheet("a4", places(copy(made)))
    found = letters(sheet_pdf(made, "a4"))
    for bubble in drawn.pages[0].bubbles:
        assert [mark for mark, x, y in found if abs(x - bubble.x) < 0.2 and abs(y - bubble.y) < 0.2] == ["ABCDE"[bubble.option]], bubble
