"""Turn the QR code and the candidate number's grid into who a page belongs to; what is damaged is said, never guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import cv2
import numpy as np
import zxingcpp

from generator.model.code import is_copy_code
from generator.model.scan import DigitReading
from generator.model.sheet import Box
from generator.scan.align import Matrix, corners_of, project
from generator.scan.corners import Points, smaller
from generator.scan.decode import Grey

_QR = zxingcpp.barcode_formats_from_str("QRCode")
_CELL = 8  # pixels
_NEXT = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], np.float32) / 4
_MARGIN = 4.0  # mm around the code: some of its quiet zone, and where a rough homography may miss it


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: what it says, the copy code and side if it is one of ours ("" and 0 if not), its corners in pixels (clockwise from
    its own top left)."""

    text: str
    copy: str
    side: int
    corners: Points


def find_code(grey: Grey, matrix: Matrix | None, box: Box | None) -> Code | None:
    """The QR code where it should be, or anywhere; None where none can be read."""
    found = None
    for at, (picture, left, top, factor) in enumerate(_views(grey, matrix, box)):
        codes = [*_read(picture, left, top, factor)]
        if not codes and at == 0 and matrix is not None and box is not None:
            codes = [*_cells(grey, matrix, box)]
        ours = next((code for code in codes if code.copy), None)
        if ours is not None:
            return ours
        found = found or next(iter(codes), None)
    return found


def _views(grey: Grey, matrix: Matrix | None, box: Box | None) -> Iterator[tuple[Grey, float, float, float]]:
    """Pictures to look in, from the cheapest to the most patient; with each its place in the whole and its scale."""
    if matrix is not None and box is not None:
        corners = project(matrix, corners_of(Box(box.x - _MARGIN, box.y - _MARGIN, box.width + 2 * _MARGIN, box.height + 2 * _MARGIN)))
        left, top = np.maximum(corners.min(axis=0).astype(int), 0)
        right, bottom = corners.max(axis=0).astype(int) + 1
        crop = grey[top:bottom, left:right]
        if min(crop.shape) > 20:
            yield crop, float(left), float(top), 1.0
            for factor in (2.0, 3.0) if min(crop.shape) < 400 else (0.5,):
                larger = cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
                yield np.asarray(larger, np.uint8), float(left), float(top), factor
                sharp = cv2.addWeighted(larger, 2.2, cv2.GaussianBlur(larger, (0, 0), 1.6 * factor), -1.2, 0)
                yield np.asarray(sharp, np.uint8), float(left), float(top), factor
    factor = min(1.0, 2400 / max(grey.shape))
    yield smaller(grey, factor), 0.0, 0.0, factor


def _cells(grey: Grey, matrix: Matrix, box: Box) -> Iterator[Code]:
    """The code as its cells, each averaged where the homography puts it: what is too blurred or noisy for a reader of pictures."""
    for across in (21, 25):  # cells of versions 1 and 2
        side, step = across * _CELL, box.width / (across * _CELL)
        in_box = np.array([[step, 0, box.x + step / 2], [0, step, box.y + step / 2], [0, 0, 1]])
        square = cv2.warpPerspective(grey, matrix @ in_box, (side, side), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
        cells = square.reshape(across, _CELL, across, _CELL)[:, 2:-2, :, 2:-2].mean(axis=(1, 3), dtype=np.float32)
        around = cv2.filter2D(cells, -1, _NEXT, borderType=cv2.BORDER_REPLICATE)
        middle = cv2.GaussianBlur(cells, (0, 0), 5.0)
        for sharper in (0.0, 0.7, 1.4):
            black = cells + sharper * (cells - around) < middle
            crisp = np.pad(np.kron(np.where(black, 0, 255), np.ones((4, 4))), 16, constant_values=255).astype(np.uint8)
            for code in _read(crisp, 0.0, 0.0, 1.0):
                yield Code(code.text, code.copy, code.side, project(matrix, corners_of(box)))


def _read(picture: Grey, left: float, top: float, factor: float) -> Iterator[Code]:
    for result in zxingcpp.read_barcodes(np.ascontiguousarray(picture), formats=_QR):
        if result.valid:
            yield _code(result, left, top, factor)


def _code(result: Any, left: float, top: float, factor: float) -> Code:
    at = result.position
    corners = np.array([(point.x, point.y) for point in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)], np.float64)
    copy, _, side = result.text.partition("/")
    ours = is_copy_code(copy) and side.isascii() and side.isdecimal() and len(side) <= 2 and side[0] != "0"
    return Code(result.text, copy if ours else "", int(side) if ours else 0, (corners + 0.5) / factor - 0.5 + (left, top))


def number_of(digits: Sequence[DigitReading]) -> str:
    """The candidate number, a character a column: its digit, `_` where none is filled, `?` where it is doubtful or there are two."""
    found = []
    for _, column in groupby(sorted(digits, key=lambda digit: (digit.column, digit.digit)), key=lambda digit: digit.column):
        held = list(column)
        filled = [digit.digit for digit in held if digit.state == "filled"]
        unsure = len(filled) > 1 or any(digit.state == "doubtful" for digit in held)
        found.append("?" if unsure else str(filled[0]) if filled else "_")
    return "".join(found)
