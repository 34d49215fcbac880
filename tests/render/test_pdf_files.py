"""The PDFs: whole, tagged, titled, with an outline, our fonts only, the same bytes every time, no question split, white space spread."""

from __future__ import annotations

import dataclasses
import io
import logging
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from generator.model.paper import Paper, Slot, copy
from generator.model.sheet import SIZES, SizeName
from generator.render.pdf import _style, key_pdf, paper_pdf, sheet_pdf, to_pdf, versions
from tests.render.papers import MAKERS, paper, paper_of

MAKE = {"paper": paper_pdf, "key": key_pdf, "sheet": sheet_pdf}
MM = 72 / 25.4
FOOT = 23 * MM


@cache
def made(name: str, size: SizeName = "a4") -> bytes:
    return MAKE[name](paper(13), size)


def numbers(pdf: bytes) -> list[dict[int, float]]:
    """For each page after the cover the questions that begin on it and how high (in points), by the numbers in the margin."""
    found: list[dict[int, float]] = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        here: dict[int, float] = {}
        for at in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(at)
            word = text.get_text_bounded(left, bottom, right, top).strip()
            if re.fullmatch(r"\d+", word) and left < 20.5 * MM:
                here[int(word)] = top
        found.append(here)
        text.close()
        page.close()
    document.close()
    return found[1:]


def lowest(pdf: bytes) -> list[float]:
    """For each page how far above the foot's line its lowest text ends, in points."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        text = page.get_textpage()
        bottoms = [text.get_rect(at)[1] for at in range(text.count_rects())]
        found.append(min(bottom for bottom in bottoms if bottom > FOOT - 2) - FOOT)
        text.close()
        page.close()
    document.close()
    return found


@pytest.mark.parametrize("name", MAKE)
def test_qpdf_finds_no_fault(name: str, tmp_path: Path) -> None:
    assert shutil.which("qpdf"), "qpdf is missing: make test installs it"
    (tmp_path / "x.pdf").write_bytes(made(name))
    done = subprocess.run(["qpdf", "--check", tmp_path / "x.pdf"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", MAKE)
def test_weasyprint_complains_of_nothing(name: str, caplog: pytest.LogCaptureFixture) -> None:
    _style.cache_clear()
    with caplog.at_level(logging.WARNING):
        MAKE[name](paper(4), "a4")
    assert caplog.records == []


@pytest.mark.parametrize("name", MAKE)
def test_it_is_tagged_titled_and_in_a_language(name: str) -> None:
    with pikepdf.open(io.BytesIO(made(name))) as document:
        code = copy(paper(13)).code
        assert str(document.docinfo.Title).endswith(f"copy {code}")
        assert document.Root.Lang == "en"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert b"pdfuaid" in document.Root.Metadata.read_bytes()
        assert "/StructTreeRoot" in document.Root
        assert all(page.Tabs == "/S" for page in document.pages)
        assert "/CreationDate" not in document.docinfo


def test_the_outline_names_every_question() -> None:
    with pikepdf.open(io.BytesIO(made("paper"))) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Cover", *(f"Question {number}" for number in range(1, 14))]
    with pikepdf.open(io.BytesIO(made("key"))) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Solutions Architect Associate",
            "Answers",
            "The seal, opened",
            "Question by question",
        ]
        assert len(outline.root[-1].children) == 13


@pytest.mark.parametrize("name", MAKE)
@pytest.mark.parametrize("size", SIZES)
def test_it_has_the_size_asked_for(name: str, size: SizeName) -> None:
    with pikepdf.open(io.BytesIO(made(name, size))) as document:
        for page in document.pages:
            _, _, width, height = (float(edge) / MM for edge in page.MediaBox)
            assert (width, height) == pytest.approx((SIZES[size].width, SIZES[size].height), abs=0.1)


@pytest.mark.parametrize("name", MAKE)
def test_only_our_fonts_are_inside(name: str) -> None:
    with pikepdf.open(io.BytesIO(made(name))) as document:
        faces = {
            str(thing.BaseFont).split("+")[-1]
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing
        }
        embedded = [
            thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        ]
    assert faces <= {"Source-Sans", "Source-Sans-Semi-Bold", "Source-Sans-Bold", "Source-Sans-Italic", "Source-Code"}
    assert embedded
    assert all("/FontFile2" in descriptor for descriptor in embedded)


def test_names_beyond_latin_have_glyphs() -> None:
    text = "Łukasz Żółć, Ñandú, Ελένη, Дмитрий, Nguyễn, x ≤ y → z ✓"
    pdf = to_pdf(f'<!doctype html><html lang="en"><title>x</title><p>{text}')
    document = pypdfium2.PdfDocument(pdf)
    assert document[0].get_textpage().get_text_bounded().splitlines()[0] == text
    document.close()


def test_the_same_paper_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another process, under another hash seed, language and set of fonts."""
    code = (
        "import sys; from tests.render.papers import paper; from generator.render import pdf\n"
        "for name in ('paper', 'key', 'sheet'): open(f'{sys.argv[1]}/{name}', 'wb').write(getattr(pdf, name + '_pdf')(paper(3), 'a4'))"
    )
    (tmp_path / "fonts.conf").write_text("<fontconfig><dir>/nowhere</dir></fontconfig>")
    new = {"PYTHONHASHSEED": "77", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Tokyo", "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    subprocess.run([sys.executable, "-c", code, tmp_path], check=True, env={**os.environ, **new})
    for name in MAKE:
        assert (tmp_path / name).read_bytes() == MAKE[name](paper(3), "a4"), name


def test_another_paper_has_another_identifier() -> None:
    def identifier(pdf: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return bytes(document.trailer.ID[0])

    assert identifier(made("paper")) != identifier(paper_pdf(paper(20, title="Another"), "a4"))


def test_no_question_is_split_and_all_are_there() -> None:
    pages = numbers(made("paper"))
    assert [number for page in pages for number in page] == list(range(1, 14))
    with pikepdf.open(io.BytesIO(made("paper"))) as document:
        assert len(document.pages) == len(pages) + 1
    document = pypdfium2.PdfDocument(made("paper"))
    for at, page in enumerate(pages, 1):
        text = document[at].get_textpage().get_text_bounded()
        for number in page:
            item = paper(13).forms[0].slots[number - 1].variants[0]
            for option in item.options:
                assert re.sub(r"[`\s]", "", option.text) in re.sub(r"\s", "", text), (number, option.text)
    document.close()


def test_white_space_is_spread() -> None:
    """On the pages before the last the last question ends at the foot; where a page would not fill, gaps are at their widest."""
    rests = lowest(paper_pdf(paper(20, makers=MAKERS[:5]), "a4"))[1:-1]
    assert len(rests) >= 3
    assert sum(rest < 8 for rest in rests) >= len(rests) - 1, rests


def test_a_question_longer_than_a_page_loses_nothing() -> None:
    item = paper(2).forms[0].slots[0].variants[0]
    words = [f"word{at}" for at in range(1200)]
    long = dataclasses.replace(item, stem="\n\n".join(" ".join(words[at : at + 60]) for at in range(0, 1200, 60)))
    slots = [Slot("1.1", 1, False, (item,)), Slot("1.2", 2, False, (long,)), Slot("1.3", 3, False, (item,))]
    document = pypdfium2.PdfDocument(paper_pdf(paper_of(slots), "letter"))
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    assert re.findall(r"word\d+", text) == words
    assert "End of the paper" in text


def test_a_page_says_where_it_belongs() -> None:
    document = pypdfium2.PdfDocument(made("paper"))
    for at, page in enumerate(document, 1):
        text = page.get_textpage().get_text_bounded()
        assert f"Page {at} of {len(document)}" in text
        assert copy(paper(13)).code in text
        assert ("Mock exam" in text) or at == 1
    document.close()


def test_a_long_title_stays_on_the_cover() -> None:
    long = paper(5, title="A very long title of an examination in the architecture of distributed systems, with an addendum")
    for size in SIZES:
        assert 1 in numbers(paper_pdf(long, size))[0], size


def test_the_versions_are_those_of_the_libraries() -> None:
    assert set(versions()) == {"weasyprint", "pango"}
    assert all(re.fullmatch(r"\d+\.\d+(\.\d+)?", number) for number in versions().values())


def test_a_paper_of_one_question() -> None:
    tiny: Paper = paper(1, minutes=2)
    assert [list(page) for page in numbers(paper_pdf(tiny, "a4"))] == [[1]]
