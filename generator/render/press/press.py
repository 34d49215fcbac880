"""Turn a paper into a plate and the base of its print runs: everything is laid out once, every distinct block painted once."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

from generator.model.code import ALPHABET
from generator.model.paper import Copy, CopySlot, Paper, Policy, copy
from generator.model.sheet import SIZES, SizeName
from generator.render import pdf
from generator.render.environment import page as filled_page
from generator.render.fonts import font_file
from generator.render.html import page_rules, paper_print
from generator.render.press.barcode import WIDTHS, bars
from generator.render.press.blocks import PaperBlocks, cut
from generator.render.press.cut_sheets import cut_sheets
from generator.render.press.drawing import stamp
from generator.render.press.imposition import impose
from generator.render.press.names import cut_names, names_page
from generator.render.press.plate import Plate
from generator.render.press.seating import SeatingPlate, cut_seating
from generator.render.press.sheets import SheetBlocks, SheetPlate
from generator.render.press.shots import POINT, Roll, found
from generator.render.view import cover

CODE_FACE = "SourceCodePro-Regular.ttf"
CODE_CHARACTERS = ALPHABET + "0189-/"
_SAMPLES, _MARGIN = 48, 2  # copies that are imposed to see how many pages a copy can have, and how many more or fewer are provided for
_EVERYTHING = Policy("shuffled", "shuffled", "own")


@dataclass(frozen=True)
class Press:
    """Ready to print any copy of a paper. `base` is a PDF whose only page has the resources of all pages (object `resources`);
    `size` is in points."""

    plate: Plate
    sheets: SheetPlate
    seating: SeatingPlate
    base: bytes
    resources: int
    size: tuple[float, float]


def make_press(paper: Paper, size: SizeName, texts: Sequence[str] = (), run: str = "") -> Press:
    """Lay out, cut and paint. `texts` are the names and other short texts of a run, in an order that does not change.

    Raises RefusedError where a question does not fit on a page.
    """
    roll = Roll()
    documents: list[pdf.Laid] = []
    blocks = cut(roll, _laid_out(paper, size, documents))
    feet = dict(_feet(roll, paper, size, blocks))
    sheets = cut_sheets(roll, paper, size)
    seating = cut_seating(roll, paper, run, size)
    _codes(roll)
    distinct = tuple(dict.fromkeys((*"0123456789", *filter(None, texts))))
    names = dict(cut_names(roll, distinct, _pages(names_page(distinct))))
    data = pdf.painted(documents[0], [(shot.page, shot.box) for shot in roll])
    with pikepdf.open(io.BytesIO(data)) as source:
        contents = [page.Contents.read_bytes().strip() for page in source.pages]
        placed = len(roll) - len(names)
        base, resources = _base(source, roll, contents, placed, blocks.page)
    code = len(copy(paper).code)
    known = {text: (contents[at], *(roll[at].origin or (0.0, 0.0))) for text, at in names.items()}
    plate = Plate(blocks, feet, stamp(contents[blocks.cover_code], code), stamp(contents[blocks.head_code], code), _glyphs(), placed, known)
    listed = SeatingPlate(seating, stamp(contents[seating.code], code), plate, SIZES[size])
    return Press(
        plate, _sheet_plate(sheets, plate, contents, code), listed, base, resources, (blocks.page[0] * POINT, blocks.page[1] * POINT)
    )


def _sheet_plate(sheets: SheetBlocks, plate: Plate, contents: Sequence[bytes], code: int) -> SheetPlate:
    return SheetPlate(sheets, plate, {form: tuple(stamp(contents[at], code) for at in sides) for form, sides in sheets.codes.items()})


def _laid_out(paper: Paper, size: SizeName, documents: list[pdf.Laid]) -> Iterator[tuple[Copy, list[Any]]]:
    """Copies that show every variant of every slot once, in assembled order, with their page boxes."""
    for form in paper.forms:
        whole = replace(copy(paper, 1, form.number), number=0)
        for level in range(max(len(slot.variants) for slot in form.slots)):
            slots = [
                CopySlot(at, slot, level, tuple(option.public_id for option in slot.variants[level].options))
                for at, slot in enumerate(form.slots, 1)
                if level < len(slot.variants)
            ]
            of = replace(whole, slots=tuple(slots))
            documents.append(pdf.lay_out(paper_print(paper, size, of)))
            yield of, [page._page_box for page in documents[-1].pages]


def _pages(html: str) -> list[Any]:
    return [page._page_box for page in pdf.lay_out(html).pages]


def _feet(roll: Roll, paper: Paper, size: SizeName, blocks: PaperBlocks) -> Iterator[tuple[tuple[int, int], int]]:
    """The page numbers of every copy that can be: `Page 3 of 12`."""
    totals = {len(impose(blocks, copy(paper, number, policy=_EVERYTHING))[0]) + 1 for number in range(_SAMPLES)}
    rules = page_rules(cover(paper, copy(paper)), size)
    for total in range(max(2, min(totals) - _MARGIN), max(totals) + _MARGIN + 1):
        for at, page in enumerate(_pages(filled_page("press/feet.html.j2", page_rules=rules, total=total)), 1):
            foot = next(found(page, lambda box: getattr(box, "at_keyword", "") == "@bottom-center"))
            yield (at, total), roll.take(page, foot)


def _codes(roll: Roll) -> None:
    """A shot that is placed nowhere: with it every character of a code is embedded."""
    [page] = _pages(filled_page("press/codes.html.j2", characters=CODE_CHARACTERS))
    roll.take(page, page.children[0])


def _glyphs() -> dict[str, bytes]:
    font = TTFont(io.BytesIO(font_file(CODE_FACE)), lazy=True)
    names = font.getBestCmap()
    return {character: b"%04x" % font.getGlyphID(names[ord(character)]) for character in CODE_CHARACTERS}


def _base(source: pikepdf.Pdf, roll: Roll, contents: Sequence[bytes], placed: int, page: tuple[float, float]) -> tuple[bytes, int]:
    """A PDF with a form object for each of the first `placed` shots and for each symbol of the bar code (ISO 32000-2, 8.10)."""
    width, height = page[0] * POINT, page[1] * POINT
    with pikepdf.new() as base:
        shared = base.copy_foreign(source.pages[0].Resources)
        forms = pikepdf.Dictionary(dict(shared.XObject.items()) if "/XObject" in shared else {})
        for at, shot in enumerate(roll[:placed]):
            x, y = (shot.origin[0] * POINT, height - shot.origin[1] * POINT) if shot.origin else (0.0, 0.0)
            stream = pikepdf.Stream(base, contents[at])
            stream.stream_dict = pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[round(-width), round(-height), round(2 * width), round(2 * height)],
                Matrix=[1, 0, 0, 1, round(-x, 6), round(-y, 6)],
                Resources=shared,
            )
            forms[f"/B{at}"] = base.make_indirect(stream)
        for at in range(len(WIDTHS)):
            stream = pikepdf.Stream(base, b"".join(b"%d 0 %d 1 re " % bar for bar in bars(at)) + b"f")
            stream.stream_dict = pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 13, 1])
            forms[f"/B{placed + at}"] = base.make_indirect(stream)
        every = {name: value for name, value in shared.items() if name != "/XObject"}
        resources = base.make_indirect(pikepdf.Dictionary({**every, "/XObject": forms}))
        base.add_blank_page()
        base.pages[0].Resources = resources
        out = io.BytesIO()
        base.save(out, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    with pikepdf.open(io.BytesIO(out.getvalue())) as saved:
        return out.getvalue(), saved.pages[0].Resources.objgen[0]
