"""Turn the geometry of an answer sheet into one page of HTML a side: shapes as one drawing, letters as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

import segno
from markupsafe import Markup

from generator.kinds.places import places
from generator.model.paper import LETTERS, Copy, Paper, copy
from generator.model.sheet import DIAMETER, MARK_CELLS, SIZES, Box, Bubble, Digit, Mark, Sheet, SheetPage, SizeName, line_of, sheet
from generator.render.environment import page
from generator.render.view import cover

Kind = Literal["bubbles", "number"]
_SAMPLES_X, _SAMPLES_Y = 24.45, 68.0
ROUND = 0.5523  # how far a Bézier curve's handles reach to draw a quarter of a circle of radius 1


def sheet_print(paper: Paper, size: SizeName, of: Copy | None = None) -> str:
    """The answer sheet of a copy (copy 0 unless another is given), as `to_pdf` takes it."""
    chosen = of or copy(paper)
    return sheet_page(sheet(size, places(chosen)), title=paper.title, code=chosen.code, selects=cover(paper, chosen).selects)


def sheet_page(drawn: Sheet, *, title: str, code: str, selects: Sequence[str] = ()) -> str:
    """The sheet with its words; the QR code of each side holds the copy code, a slash and the side's number."""
    return _page(drawn, drawn.pages, title, code, selects, [f"{code}/{side.number}" for side in drawn.pages])


def bare_page(drawn: Sheet, *, title: str, code: str, selects: Sequence[str] = ()) -> str:
    """The same sheet without what differs from copy to copy: numbers, bubbles and boxes of the questions, and QR codes."""
    return _page(drawn, tuple(map(_bare, drawn.pages)), title, code, selects, [""] * len(drawn.pages))


def _bare(side: SheetPage) -> SheetPage:
    columns = tuple(replace(column, labels=("",) * column.count) for column in side.columns)
    return replace(side, bubbles=(), write_ins=(), columns=columns)


def _page(drawn: Sheet, shown: Sequence[SheetPage], title: str, code: str, selects: Sequence[str], qr: Sequence[str]) -> str:
    """The sides that are shown, with what the whole sheet needs to be explained."""
    return page(
        "sheet/sheet.html.j2", sheet=drawn, size=SIZES[drawn.size], title=title, code=code, selects=selects,
        sides=[(side, drawing(side, text), tuple(_lines(side))) for side, text in zip(shown, qr, strict=True)],
        rows=any(bubble.row for side in drawn.pages for bubble in side.bubbles),
        written=any(side.write_ins for side in drawn.pages), samples=_samples(_SAMPLES_X, _SAMPLES_Y),
    )  # fmt: skip


def pieces_page(size: SizeName, row: float, lines: Sequence[tuple[Kind, int]], labels: Sequence[str]) -> str:
    """A page for each kind of line (the kind of a place and its options), then one for each label: all at the top left corner, as
    high as a line of the sheet."""
    drawn = [line_of(kind, options, row) for kind, options in lines]
    return page("sheet/pieces.html.j2", size=SIZES[size], lines=[(drawing(side, ""), *next(iter(_lines(side)))) for side in drawn],
        column=drawn[0].columns[0], labels=labels)  # fmt: skip


def drawing(side: SheetPage, code: str) -> dict[str, Markup]:
    """Path data by layer: shaded bands, black cells, rings, boxes to write in; no QR code without text for it."""
    round_ones: tuple[Bubble | Digit, ...] = (*side.bubbles, *side.digits)
    rings = [(one.x, one.y, one.diameter / 2) for one in round_ones]
    boxes = (*side.digit_boxes, *(field.box for field in side.write_ins))
    return {
        "bands": _joined(map(_rectangle, side.bands)),
        "black": _joined([*map(_rectangle, qr_cells(code, side.code)), *(_rectangle(cell) for mark in side.marks for cell in _mark(mark))]),
        "rings": _joined(_circle(*ring) for ring in rings),
        "boxes": _joined(map(_rectangle, boxes)),
        "lines": _joined(f"M{line.x:g} {line.y:g}h{line.width:g}" for line in side.lines),
    }


def _samples(x: float, y: float) -> dict[str, Markup]:
    """One bubble filled as it should be, then a tick, a dot and a half-filled one."""
    r = DIAMETER / 2
    rings = [x + 32.0, x + 38.0, x + 44.0]
    tick = f"M{rings[0] - 1.2:g} {y:g}l1 1.2l2.4 -3.4"
    half = f"M{rings[2] - r * 0.9:g} {y - 0.6:g}l2.4 -1.4m-2.8 2.6l4.4 -2.8m-3.8 3.6l4.2 -2.6"
    return {
        "good": Markup(_circle(x, y, r) + _circle(rings[1], y, 0.55)),
        "rings": _joined(_circle(ring, y, r) for ring in rings),
        "bad": Markup(tick + half),
    }


def _joined(parts: Iterable[str]) -> Markup:
    return Markup("".join(parts))


def _rectangle(box: Box) -> str:
    return f"M{box.x:g} {box.y:g}h{box.width:g}v{box.height:g}h{-box.width:g}z"


def _circle(x: float, y: float, r: float) -> str:
    k = ROUND * r
    return (
        f"M{x - r:.3f} {y:.3f}c0 {-k:.3f} {r - k:.3f} {-r:.3f} {r:.3f} {-r:.3f}s{r:.3f} {r - k:.3f} {r:.3f} {r:.3f}"
        f"s{k - r:.3f} {r:.3f} {-r:.3f} {r:.3f}s{-r:.3f} {k - r:.3f} {-r:.3f} {-r:.3f}z"
    )


def _cells(rows: Iterable[Iterable[bool]], box: Box, cell: float) -> Iterator[Box]:
    """The dark cells, each run of a row as one rectangle."""
    for at, row in enumerate(rows):
        column = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                edges = (box.x + column * cell, box.y + at * cell, length * cell, cell)
                yield Box(*(round(edge, 4) for edge in edges))
            column += length


def _mark(mark: Mark) -> Iterator[Box]:
    edge = [True] * 6
    inner = [[True, *(cell == "0" for cell in row), True] for row in MARK_CELLS[mark.id]]
    return _cells([edge, *inner, edge], mark.box, mark.box.width / 6)


def qr_cells(code: str, box: Box) -> Iterator[Box]:
    """The dark runs of the QR code in a square; none without a text."""
    if not code:
        return iter(())
    rows = segno.make(code, error="q", boost_error=False, micro=False).matrix
    return _cells([[bool(cell) for cell in row] for row in rows], box, box.width / len(rows))


def _lines(side: SheetPage) -> Iterable[tuple[str, str]]:
    """For each column its question numbers and its rows of letters, a line each."""
    found = groupby(side.bubbles, key=lambda bubble: (bubble.question, bubble.row))
    options = {f"{question}.{row}" if row else str(question): len(list(bubbles)) for (question, row), bubbles in found}
    for column in side.columns:
        yield "\n".join(column.labels), "\n".join(LETTERS[: options.get(label, 0)] for label in column.labels)
