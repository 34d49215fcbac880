"""Turn a picture's corner marks and QR code into the sheet's place in it, upright; bubbles' rings stand in for a missing mark."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np

from generator.model.sheet import SIZES, Box, Place, Sheet, SheetPage, SizeName, sheet
from generator.scan.align import Matrix, corners_of, homography, project, turn_of, turned, turned_points, working_factor
from generator.scan.corners import Found, Points, smaller
from generator.scan.decode import Grey
from generator.scan.identity import Code
from generator.scan.ink import black_and_white
from generator.scan.patches import spots_of
from generator.scan.rings import groups_seen


@dataclass(frozen=True, slots=True)
class Upright:
    """A picture turned upright and made `factor` as large, the matrix from millimetres to its pixels, how far it was turned
    (degrees clockwise), width and height before it was made smaller."""

    grey: Grey
    matrix: Matrix
    factor: float
    turn: int
    size: tuple[int, int]


def rough(found: Found) -> tuple[Matrix | None, Box | None]:
    """A homography before the sheet is known: where the QR code is differs little between sizes."""
    if len(found.corners) < 2:
        return None, None
    likely = min(map(_blank_sheet, SIZES), key=lambda one: _shape_error(found, one)).pages[0]
    return homography(likely.marks, found.corners), likely.code


@cache
def _blank_sheet(size: SizeName) -> Sheet:
    return sheet(size, (Place(1, "bubbles", 4),))


def _shape_error(found: Found, blank: Sheet) -> float:
    """How badly the marks fit a sheet of this size."""
    marks = [mark for mark in blank.pages[0].marks if mark.id in found.corners]
    source = np.concatenate([corners_of(mark.box) for mark in marks])
    target = np.concatenate([found.corners[mark.id] for mark in marks])
    matrix: Any = cv2.estimateAffinePartial2D(source, target, method=cv2.LMEDS)[0]
    if matrix is None:
        return 1e9
    return float(np.abs(source @ matrix[:, :2].T + matrix[:, 2] - target).mean())


def located(grey: Grey, found: Found, code: Code | None, page: SheetPage) -> Upright | None:
    """The picture upright and no larger than needed, and the sheet's place in it; None where too little of it is seen."""
    if not found.corners:
        return None
    turn = turn_of(found)
    corners = {number: turned_points(points, grey.shape, turn) for number, points in found.corners.items()}
    more = (corners_of(page.code), turned_points(code.corners, grey.shape, turn)) if code is not None and len(corners) < 4 else None
    whole = homography(page.marks, corners, more)
    if whole is None:
        return None
    upright = turned(grey, turn)
    factor = working_factor(corners, page.marks[0].box.width)
    small = smaller(upright, factor)
    matrix = shrinking(factor) @ whole
    if len(corners) < 4:
        matrix = _by_rings(small, matrix, page, {number: (points + 0.5) * factor - 0.5 for number, points in corners.items()})
    return Upright(small, matrix, factor, turn, (upright.shape[1], upright.shape[0]))


def shrinking(factor: float) -> Matrix:
    """The matrix from a picture's pixels to those of a smaller copy."""
    return np.array([[factor, 0, factor / 2 - 0.5], [0, factor, factor / 2 - 0.5], [0, 0, 1.0]])


def _by_rings(grey: Grey, matrix: Matrix, page: SheetPage, corners: dict[int, Points]) -> Matrix:
    """With a corner mark missing, the rings of the bubbles complete the homography."""
    spots = spots_of(page)
    known = [mark for mark in page.marks if mark.id in corners]
    printed_corners = np.concatenate([corners_of(mark.box) for mark in known])
    pixels = np.concatenate([corners[mark.id] for mark in known])
    for _ in range(3):
        printed, seen = groups_seen(grey, matrix, spots, black_and_white(grey, matrix, page, tuple(corners)))
        if len(printed) < 4:
            return matrix
        source, target = np.concatenate([printed_corners, printed]), np.concatenate([pixels, project(matrix, seen)])
        better: Any = cv2.findHomography(source, target, cv2.RANSAC, 6.0)[0]
        if better is None:
            return matrix
        matrix = np.asarray(better)
    return matrix
