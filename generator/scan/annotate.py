"""Turn scanned sides and marks into a PDF to hand back: the pictures as they are, with signs, points and right answers drawn over them.

The pictures go into the file as they were kept, without being encoded again.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
from PIL import Image

from generator.model.batch import Returned
from generator.model.paper import Copy, CopySlot
from generator.model.scan import PageReading, SheetPlan
from generator.model.score import Mark, Outcome, Score
from generator.model.sheet import SheetPage
from generator.scan.doubts import picture_path

_RIGHT, _WRONG, _QUIET = "0.07 0.45 0.25", "0.75 0.1 0.08", "0.35 0.35 0.35"  # red, green, blue
_COLORS: Mapping[Outcome, str] = {"right": _RIGHT, "wrong": _WRONG, "blank": _WRONG, "invalid": _WRONG, "void": _QUIET}
_CURVE = 0.5523
_HIGH = 72 * 297 / 25.4  # points: the height of a page, whatever its picture's


@dataclass(frozen=True)
class _Pen:
    """From millimetres of the sheet to points of the page (y upwards)."""

    whole: np.ndarray
    scale: float
    high: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the sheet."""
        far = self.whole @ (x, y, 1.0)
        return float(far[0] / far[2] + 0.5) * self.scale, self.high - float(far[1] / far[2] + 0.5) * self.scale

    def line(self, *points: tuple[float, float]) -> str:
        """An open line through points of the sheet."""
        placed = [f"{x:.2f} {y:.2f}" for x, y in (self.at(*point) for point in points)]
        return f"{placed[0]} m " + " ".join(f"{point} l" for point in placed[1:]) + " S"

    def ring(self, x: float, y: float, r: float) -> str:
        """A circle."""
        k = _CURVE * r
        arcs = (
            ((x - r, y - k), (x - k, y - r), (x, y - r)), ((x + k, y - r), (x + r, y - k), (x + r, y)),
            ((x + r, y + k), (x + k, y + r), (x, y + r)), ((x - k, y + r), (x - r, y + k), (x - r, y)),
        )  # fmt: skip
        start = "{:.2f} {:.2f} m ".format(*self.at(x - r, y))
        return start + " ".join(" ".join("{:.2f} {:.2f}".format(*self.at(*point)) for point in arc) + " c" for arc in arcs) + " S"

    def text(self, x: float, y: float, size: float, words: str) -> str:
        """Words on a white ground, along the sheet's own lines."""
        (left, low), (right, end) = self.at(x, y), self.at(x + 10, y)
        long = float(np.hypot(right - left, end - low))
        along, up = (right - left) / long, (end - low) / long
        safe = words.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").decode("latin-1")
        return f"BT /F {size * long / 10:.2f} Tf {along:.5f} {up:.5f} {-up:.5f} {along:.5f} {left:.2f} {low:.2f} Tm ({safe}) Tj ET"


def annotated(target: Path, sheet: Returned, copy: Copy, plan: SheetPlan, score: Score, title: str, *, answers: bool) -> bytes:
    """The PDF of one candidate's sheet. `target` is the batch's folder; with `answers` the right ones are shown, too."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name("/Helvetica-Bold"),
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    marks = {mark.slot: mark for mark in score.marks}
    for side, reading in sheet.pages.items():
        _page(pdf, font, picture_path(target, reading).read_bytes(), reading, plan.sheet.pages[side - 1], copy, marks, score, answers)
    with pdf.open_metadata() as meta:
        meta["dc:title"] = f"{title}: {score.candidate}"
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _page(
    pdf: Any,
    font: Any,
    data: bytes,
    reading: PageReading,
    page: SheetPage,
    copy: Copy,
    marks: Mapping[str, Mark],
    score: Score,
    answers: bool,
) -> None:
    """One side: the picture, then what is drawn over it."""
    wide, high, gray = _size(data)
    picture = pikepdf.Stream(pdf, data)
    space = pikepdf.Name.DeviceGray if gray else pikepdf.Name.DeviceRGB
    picture.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=wide, Height=high, ColorSpace=space, BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    tall = _HIGH
    across = tall * wide / high
    drawn = _drawn(_Pen(np.array(reading.homography).reshape(3, 3), across / reading.width, tall), page, copy, marks, score, answers)
    content = f"q {across:.2f} 0 0 {tall:.2f} 0 0 cm /P Do Q\n1 J 1 j\n" + "\n".join(drawn)
    made = pdf.add_blank_page(page_size=(across, tall))
    made.Contents = pdf.make_stream(content.encode("latin-1"))
    made.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture), Font=pikepdf.Dictionary(F=font))


def _size(data: bytes) -> tuple[int, int, bool]:
    with Image.open(io.BytesIO(data)) as picture:
        return picture.width, picture.height, picture.mode == "L"


def _drawn(pen: _Pen, page: SheetPage, copy: Copy, marks: Mapping[str, Mark], score: Score, answers: bool) -> Iterator[str]:
    corner = page.columns[0].box
    unit = float(np.hypot(*np.subtract(pen.at(corner.x + 1, corner.y), pen.at(corner.x, corner.y))))  # points a millimetre
    slots = {place.number: place for place in copy.slots}
    for column in page.columns:
        for line in range(column.count):
            number, _, row = column.labels[line].partition(".")
            place = slots[int(number)]
            mark = marks[place.slot.id]
            x, y = column.box.x, column.box.y + (line + 0.5) * column.row
            if row in ("", "1"):
                yield f"{_COLORS[mark.outcome]} RG {0.5 * unit:.2f} w"
                yield from _sign(pen, mark.outcome, x - 1.4, y)
            if answers and mark.outcome not in ("right", "void"):
                yield f"{_RIGHT} RG {_RIGHT} rg {0.5 * unit:.2f} w"
                yield from _answer(pen, page, place, int(row or 0), x, y, column.box.width)
    if page.number == 1:
        yield f"{_WRONG} rg"
        words = f"{score.points} of {score.possible} points   {score.percent} %"
        yield pen.text(page.marks[0].box.x, page.marks[0].box.y - 2.0, 4.2, words)


def _sign(pen: _Pen, outcome: Outcome, x: float, y: float) -> Iterator[str]:
    """A tick, a cross, a dash for blank, an exclamation mark for invalid, a dot for one that does not count; left of the number."""
    if outcome == "right":
        yield pen.line((x - 1.5, y), (x - 0.5, y + 1.2), (x + 1.3, y - 1.5))
    elif outcome == "wrong":
        yield pen.line((x - 1.2, y - 1.2), (x + 1.2, y + 1.2))
        yield pen.line((x - 1.2, y + 1.2), (x + 1.2, y - 1.2))
    elif outcome == "blank":
        yield pen.line((x - 1.3, y), (x + 1.3, y))
    elif outcome == "invalid":
        yield pen.line((x, y - 1.6), (x, y + 0.4))
        yield pen.line((x, y + 1.4), (x, y + 1.45))
    else:
        yield pen.ring(x, y, 0.4)


def _answer(pen: _Pen, page: SheetPage, place: CopySlot, row: int, x: float, y: float, width: float) -> Iterator[str]:
    """A ring around each bubble that is right; a number beside its box."""
    item = place.item
    if item.answer is not None:
        yield pen.text(x + width - 1.0, y + 1.2, 3.2, f"{item.answer.value}")
        return
    right = {item.rows[row - 1].right} if row else set(item.right)
    wanted = {at for at, public in enumerate(place.options) if public in right}
    for one in page.bubbles:
        if one.question == place.number and one.row == row and one.option in wanted:
            yield pen.ring(one.x, one.y, one.diameter / 2 + 0.55)
