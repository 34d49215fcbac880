"""Turn a page's bubbles into small upright pictures of one shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from generator.model.sheet import GROUP, Bubble, Digit, SheetPage
from generator.scan.align import Matrix, project
from generator.scan.corners import Points
from generator.scan.decode import Grey

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]

SIDE = 40  # pixels of a patch
REACH = 1.36  # of a patch, from its center, in radii: half-way to the next bubble
_AT_ONCE = 600
_RIGHT, _DOWN = np.array((1.0, 0.0)), np.array((0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Spots:
    """Where the rings of a page are printed, in millimetres. `group` and `row` number the sets whose rings are averaged."""

    centers: Points
    radii: NDArray[np.float64]
    group: Whole
    row: Whole


@cache
def spots_of(page: SheetPage) -> Spots:
    """The bubbles, then the digits of the candidate number."""
    rows = [*((round(one.y * 50), _column(page, one)) for one in page.bubbles), *((round(one.y * 50), 99) for one in page.digits)]
    names = {row: at for at, row in enumerate(sorted(set(rows), key=lambda row: (row[1], row[0])))}
    group: list[int] = []
    kinds: dict[tuple[int, int], int] = {}
    ones: Sequence[Bubble | Digit] = (*page.bubbles, *page.digits)
    for one, (_, column) in zip(ones, rows, strict=True):
        tall = page.columns[column].row * GROUP if column < 99 else 4.65 * GROUP
        top = page.columns[column].box.y if column < 99 else page.digits[0].y - 2.325
        group.append(kinds.setdefault((column, int((one.y - top) / tall)), len(kinds)))
    return Spots(
        centers=np.array([(one.x, one.y) for one in ones]).reshape(-1, 2),
        radii=np.array([one.diameter / 2 for one in ones]),
        group=np.array(group, np.int64),
        row=np.array([names[row] for row in rows], np.int64),
    )


def _column(page: SheetPage, one: Bubble) -> int:
    return next(at for at, column in enumerate(page.columns) if column.box.x <= one.x <= column.box.x + column.box.width)


def sample(grey: Grey, matrix: Matrix, centers: Points, scale: NDArray[np.float64], side: int) -> NDArray[np.uint8]:
    """One upright square patch for each center (mm), with `scale` pixels a millimetre; count x side x side."""
    middle = project(matrix, centers)
    right, down = project(matrix, centers + _RIGHT) - middle, project(matrix, centers + _DOWN) - middle
    steps = (np.arange(side, dtype=np.float32) - (side - 1) / 2)[None, :] / scale[:, None].astype(np.float32)
    out = np.empty((len(centers), side, side), np.uint8)
    for start in range(0, len(centers), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        x, y = steps[part, None, :], steps[part, :, None]
        maps = [
            (middle[part, axis, None, None] + right[part, axis, None, None] * x + down[part, axis, None, None] * y).astype(np.float32)
            for axis in (0, 1)
        ]
        patches = cv2.remap(grey, maps[0].reshape(-1, side), maps[1].reshape(-1, side), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        out[part] = patches.reshape(-1, side, side)
    return out
