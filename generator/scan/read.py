"""Turn the picture of one side into a reading of it: a pure function, fast enough for a copier's feed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import cast

import cv2
import numpy as np

from generator.model.scan import PageReading, PageState, SheetPlan, Turn
from generator.model.sheet import SheetPage
from generator.scan.corners import Found, find_marks
from generator.scan.decode import Grey
from generator.scan.identity import Code, find_code, number_of
from generator.scan.ink import black_and_white
from generator.scan.locate import Upright, located, rough, shrinking
from generator.scan.marks import Marks, read_marks

Known = Callable[[str], SheetPlan | None]

_LEAST_CONTRAST = 40
_PAPER = 90  # what is darker on the whole is no empty page
_NEARLY_BLANK = 0.0004  # share of dark pixels: a sheet has fifty times as many


def read_picture(grey: Grey, known: Known, source: str, page: int, *, assumed: tuple[str, int] | None = None) -> PageReading:
    """Everything that a picture (8-bit grey, any turn, 100 to 600 dpi) says: which side of which copy, its marks, its candidate number.

    `known` gives the plan of a copy code, or None for a code that was not handed out. `assumed` is a copy code and a side that a
    person read where the QR code is damaged. Never raises for what the picture shows; what is not clear is doubtful.
    """
    digest = hashlib.sha256(b"%d x %d:" % grey.shape + np.ascontiguousarray(grey).tobytes()).hexdigest()[:32]

    def said(state: PageState, why: str, code: str = "", side: int = 0, marks: int = 0) -> PageReading:
        return PageReading(source, page, digest, state, why, code=code, side=side, width=grey.shape[1], height=grey.shape[0], marks=marks)

    found = find_marks(grey)
    if found.mirrored:
        return said("unreadable", "the picture is mirrored: scan the page again", marks=len(found.corners))
    if not found.corners and _is_blank(grey):
        return said("blank", "nothing is on the page")
    code = find_code(grey, *rough(found))
    copy, side = assumed or ((code.copy, code.side) if code else ("", 0))
    if not copy:
        return said(*_nameless(found, code), marks=len(found.corners))
    plan = known(copy)
    if plan is None:
        return said("foreign", f"copy {copy} was not handed out with this paper", copy, side, len(found.corners))
    if not 0 < side <= len(plan.sheet.pages):
        return said("foreign", f"copy {copy} has no side {side}", copy, side, len(found.corners))
    page_plan = plan.sheet.pages[side - 1]
    upright = located(grey, found, code, page_plan)
    if upright is None:
        return said("unreadable", "too few corner marks are on the picture", copy, side, len(found.corners))
    base = PageReading(source, page, digest, "read", "", code=copy, side=side, marks=len(found.corners))
    return _marked(upright, found, plan, page_plan, base, _has_greys(grey))


def _is_blank(grey: Grey) -> bool:
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    inner = small[len(small) // 30 : -len(small) // 30, small.shape[1] // 30 : -small.shape[1] // 30]
    white = float(np.median(inner))
    return white > _PAPER and bool((inner < white - 60).mean() < _NEARLY_BLANK)


def _nameless(found: Found, code: Code | None) -> tuple[PageState, str]:
    if code is not None:
        return "foreign", "its QR code is not one of an answer sheet of ours"
    if len(found.corners) >= 2:
        return "doubtful", "its QR code cannot be read: type the copy code that is printed on it"
    return "foreign", "neither corner marks nor a QR code of ours are on the page"


def _marked(at: Upright, found: Found, plan: SheetPlan, page: SheetPage, base: PageReading, greys: bool) -> PageReading:
    """The reading with its marks."""
    span = black_and_white(at.grey, at.matrix, page, tuple(found.corners))
    whole = np.linalg.inv(shrinking(at.factor)) @ at.matrix
    placed = replace(
        base, homography=tuple((whole / whole[2, 2]).ravel().tolist()), width=at.size[0], height=at.size[1], turned=cast(Turn, at.turn)
    )
    if span[1] - span[0] < _LEAST_CONTRAST:
        return replace(placed, state="unreadable", why="the picture has too little contrast")
    marks = read_marks(at.grey, at.matrix, page, span, plan.takes, greys)
    why = _doubts(marks, greys)
    return replace(
        placed, bubbles=marks.bubbles, digits=marks.digits, write_ins=marks.write_ins, number=number_of(marks.digits),
        fit=round(marks.fit, 3), state="doubtful" if why else "read", why=why,
    )  # fmt: skip


def _doubts(marks: Marks, greys: bool) -> str:
    """What a person must look at, in words; "" for nothing."""
    if marks.trouble:
        return marks.trouble
    numbers = [
        (sum(bubble.state == "doubtful" for bubble in marks.bubbles), "doubtful mark"),
        (sum(digit.state == "doubtful" for digit in marks.digits), "doubtful digit"),
    ]
    parts = [f"{number} {what}{'s' * (number > 1)}" for number, what in numbers if number]
    if parts and not greys:
        parts.append("the picture is black and white only, so a faint mark may be lost where no answer is seen")
    return ", ".join(parts)


def _has_greys(grey: Grey) -> bool:
    """Whether the picture is more than black and white."""
    some = grey[::7, ::7]
    return bool(((some > some.min() + 25) & (some < some.max() - 25)).mean() > 0.002)
