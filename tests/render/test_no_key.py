"""TRUST.md target 16: no byte of what a candidate gets holds a key, a reason, a name of a misconception, a fact or the seed."""

from __future__ import annotations

import dataclasses
import io
import re
from functools import cache

import pikepdf
import pytest

from generator.model.fact import FactNote
from generator.model.item import AnswerRow, Item, NumericAnswer, Option, PublicItem, PublicOption, WrongNumber
from generator.model.paper import Paper, Slot, copy
from generator.model.sheet import SizeName
from generator.render.html import key_html, paper_html
from generator.render.pdf import key_pdf, paper_pdf, sheet_pdf
from generator.render.view import Shown
from tests.render.papers import paper, paper_of

SHOWN_FIELDS = {"number", "kind", "stem", "options", "unit", "select", "rows"}


def planted() -> Paper:
    """A paper in which every secret field holds a word of its own that no public field holds."""
    right = Option("canarykeyname", "aaaaaaaa", "Right text", "canarywhyright", True)
    wrong = Option("canarymisconception", "bbbbbbbb", "Wrong text", "canarywhywrong", False)
    lettered = Item(
        question="canarybank/canarytopicid/canaryquestion", kind="choice", domain="canarydomain", chapter="canarychapter",
        topic="canarytopicid", topic_title="canarytopictitle", level="canarylevel", difficulty=3, seconds=90, variant="canaryvariant",
        stem="A stem", instruction="", explanation="canaryexplanation", asks=("canaryasked",), uses=("canaryused",), options=(wrong, right),
    )  # fmt: skip
    many = dataclasses.replace(lettered, kind="multiple", instruction="Select ONE.", question="canarybank/canarysecond")
    answer = NumericAnswer("73311337", "4242424", "canarynumberwhy", (WrongNumber("canarywrongnumber", "9119119", "canarywrongwhy"),))
    number = dataclasses.replace(lettered, kind="numeric", options=(), answer=answer, unit="days")
    pairs = dataclasses.replace(lettered, kind="matching", rows=(AnswerRow("Left one", "bbbbbbbb"), AnswerRow("Left two", "aaaaaaaa")))
    steps = dataclasses.replace(lettered, kind="ordering", rows=(AnswerRow("", "aaaaaaaa"), AnswerRow("", "bbbbbbbb")))
    slots = [Slot(f"1.{at}", at, at == 1, (item,)) for at, item in enumerate((lettered, many, number, pairs, steps), 1)]
    made = paper_of(slots)
    fact = FactNote("canaryasked", "canaryfactsays", (1, 2), True, "canarysource", "canaryasof", "wrong", "canarynotes")
    return dataclasses.replace(
        made, facts={"canaryasked": fact}, banks=(("canarybankname", "canarybankhash"),), blueprint="canaryblueprint"
    )


@cache
def outputs() -> dict[str, bytes]:
    made = planted()
    return {
        "paper.html": paper_html(made, "a4").encode(),
        "paper.pdf": whole(paper_pdf(made, "a4")),
        "sheet.pdf": whole(sheet_pdf(made, "a4")),
    }


def whole(pdf: bytes) -> bytes:
    """The PDF as it is and decompressed, with every text that it draws as plain text."""
    parts = [pdf]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            parts.append(thing.read_bytes() if isinstance(thing, pikepdf.Stream) else repr(thing).encode())
        parts += [drawn(document, page).encode() for page in document.pages]
    return b"\n".join(parts)


def drawn(document: pikepdf.Pdf, page: pikepdf.Page) -> str:
    """Text by the fonts' own ToUnicode tables."""
    tables = {}
    for name, font in page.Resources.Font.items():
        pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>", font.ToUnicode.read_bytes())
        tables[name] = {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}
    text, table = [], {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator == "Tf":
            table = tables[str(operands[0])]
        elif operator in ("Tj", "TJ"):
            strings = operands[0] if operator == "TJ" else operands
            for string in strings:
                if isinstance(string, pikepdf.String):
                    raw = bytes(string)
                    text += [table.get(int.from_bytes(raw[at : at + 2], "big"), "?") for at in range(0, len(raw), 2)]
        elif operator == "ET":
            text.append(" ")
    return "".join(text)


@pytest.mark.parametrize("name", ["paper.html", "paper.pdf", "sheet.pdf"])
def test_no_canary_in_any_byte(name: str) -> None:
    found = outputs()[name]
    assert not re.findall(rb"canary\w*", found, re.IGNORECASE)
    for secret in ("73311337", "4242424", "9119119", "aaaaaaaa", "bbbbbbbb", planted().seed, planted().salt):
        assert secret.encode() not in found


@pytest.mark.parametrize("name", ["paper.html", "paper.pdf"])
def test_the_search_sees_what_is_printed(name: str) -> None:
    assert b"Right text" in outputs()[name]
    assert b"DOSVZW" not in outputs()[name]
    assert copy(planted()).code.encode() in outputs()[name]


def test_the_key_has_them_all() -> None:
    made = planted()
    for found in (key_html(made).encode(), whole(key_pdf(made, "a4"))):
        for word in ("canarywhyright", "canarymisconception", "canaryexplanation", "canaryfactsays", "73311337", made.salt):
            assert word.encode() in found


def test_nothing_tells_a_right_option_from_a_wrong_one() -> None:
    """The same paper with other right answers, reasons and pilots gives the same page but for its codes and its seal."""
    pages = []
    for right, pilot in (("A", True), ("B", False)):
        slots = []
        for slot in planted().forms[0].slots[:1]:
            item = slot.variants[0]
            options = tuple(dataclasses.replace(option, right=(at == "AB".index(right))) for at, option in enumerate(item.options))
            trial = Slot("1.2", 2, not pilot, (dataclasses.replace(item, question="other"),))
            slots = [dataclasses.replace(slot, pilot=pilot, variants=(dataclasses.replace(item, options=options),)), trial]
        made = paper_of(slots)
        page = paper_html(made, "a4").replace(copy(made).code, "CODE").replace(made.code, "PAPER")
        pages.append(re.sub(r'<p class="seal">.*?</p>|sha256-[\w+/=]+', "", page))
    assert pages[0] == pages[1]


def test_nothing_tells_which_letter_belongs_to_a_row() -> None:
    """The same questions with their rows answered the other way round give the same page but for codes and seal."""
    pages = []
    for turned in (False, True):
        slots = []
        for slot in planted().forms[0].slots[3:]:
            item = slot.variants[0]
            right = [row.right for row in item.rows]
            rows = tuple(dataclasses.replace(row, right=other) for row, other in zip(item.rows, reversed(right), strict=True))
            slots.append(dataclasses.replace(slot, variants=(dataclasses.replace(item, rows=rows) if turned else item,)))
        made = paper_of(slots)
        page = paper_html(made, "a4").replace(copy(made).code, "CODE").replace(made.code, "PAPER")
        pages.append(re.sub(r'<p class="seal">.*?</p>|sha256-[\w+/=]+', "", page))
    assert pages[0] == pages[1]
    assert "Left one" in pages[0]


def test_views_are_built_from_public_fields_only() -> None:
    """A new field of a public item or of what a page is given is a decision, not an accident."""
    assert {field.name for field in dataclasses.fields(PublicItem)} == {"kind", "stem", "instruction", "options", "unit", "rows"}
    assert {field.name for field in dataclasses.fields(PublicOption)} == {"id", "text"}
    assert {field.name for field in dataclasses.fields(Shown)} == SHOWN_FIELDS


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_a_real_paper_has_no_reason_in_it(size: SizeName) -> None:
    made = paper(13)
    page = paper_html(made, size)
    for slot in made.forms[0].slots:
        for option in slot.variants[0].options:
            assert option.why not in page
            assert option.public_id not in page
