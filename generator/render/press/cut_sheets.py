"""Turn the answer sheets of a paper into blocks: the furniture of each side, and each kind of line that can stand on it."""

from __future__ import annotations

from generator.kinds.places import places
from generator.model.paper import Copy, Paper, copy
from generator.model.sheet import Place, Sheet, SizeName, sheet
from generator.render import pdf
from generator.render.press.sheets import Line, Piece, SheetBlocks
from generator.render.press.shots import Roll, take_apart
from generator.render.sheet import bare_page, pieces_page
from generator.render.view import cover


def cut_sheets(roll: Roll, paper: Paper, size: SizeName) -> SheetBlocks:
    """The blocks of every form's sheets."""
    blocks = SheetBlocks(size)
    lines: dict[Line, None] = {}
    labels: dict[str, None] = {}
    for form in paper.forms:
        of = copy(paper, 1, form.number)
        needed = places(of)
        lines.update(dict.fromkeys((place.kind, place.options) for place in needed))
        labels.update(dict.fromkeys(_labels(of)))
        drawn = sheet(size, needed)
        _sides(roll, blocks, paper, of, drawn)
        for row in {column.row for side in drawn.pages for column in side.columns} - blocks.rows.keys():
            blocks.rows[row] = {}
    wanted: tuple[Piece, ...] = (*lines, *labels)
    for row, pieces in blocks.rows.items():
        pages = [page._page_box for page in pdf.lay_out(pieces_page(size, row, tuple(lines), tuple(labels)), pdf.SHEET_STYLE).pages]
        pieces.update({piece: roll.take(page, page.children[0], 0.0, 0.0) for piece, page in zip(wanted, pages, strict=True)})
    return blocks


def _labels(of: Copy) -> list[str]:
    """What can stand before a line: every number, with rows where a question of the form has them (it may get any number)."""
    most = max(len(slot.item.rows) for slot in of.slots)
    return [Place(slot.number, "bubbles", 0, row).label for slot in of.slots for row in range(most + 1)]


def _sides(roll: Roll, blocks: SheetBlocks, paper: Paper, of: Copy, drawn: Sheet) -> None:
    """Each side without what a copy changes: its lines, its code, its QR code."""
    html = bare_page(drawn, title=paper.title, code=of.code, selects=cover(paper, of).selects)
    pages = (page._page_box for page in pdf.lay_out(html, pdf.SHEET_STYLE).pages)
    blocks.sides[of.form], blocks.codes[of.form] = zip(*(take_apart(roll, page) for page in pages), strict=True)
