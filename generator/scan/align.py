"""Turn corner marks into where the sheet lies: its turn, and the homography from millimetres to pixels."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from generator.model.sheet import Box, Mark
from generator.scan.corners import Found, Points, area
from generator.scan.decode import Grey

Matrix = NDArray[np.float64]  # 3 x 3

_WORKING = 8.2  # pixels a millimetre: more is made smaller before reading


def corners_of(box: Box) -> Points:
    """A box's corners in millimetres, clockwise from the top left."""
    right, bottom = box.x + box.width, box.y + box.height
    return np.array([(box.x, box.y), (right, box.y), (right, bottom), (box.x, bottom)])


def turn_of(found: Found) -> int:
    """How far, in degrees clockwise, the picture must be turned so that the marks' own tops point up."""
    ups = [(points[0] + points[1] - points[2] - points[3]) for points in found.corners.values()]
    x, y = np.sum(ups, axis=0)
    return int(round(float(np.degrees(np.arctan2(-x, -y))) / 90) * 90) % 360


def turned(grey: Grey, degrees: int) -> Grey:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    codes = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
    return np.asarray(cv2.rotate(grey, codes[degrees]), np.uint8) if degrees else grey


def turned_points(points: Points, shape: tuple[int, ...], degrees: int) -> Points:
    """Where pixels of a picture of this shape lie after it was turned."""
    high, wide = shape[:2]
    x, y = points[:, 0], points[:, 1]
    places = {0: (x, y), 90: (high - 1 - y, x), 180: (wide - 1 - x, high - 1 - y), 270: (y, wide - 1 - x)}
    return np.stack(places[degrees], axis=1)


def working_factor(corners: dict[int, Points], side: float) -> float:
    """By how much the picture is made smaller before it is read; 1 where it has no pixels to spare."""
    pixels = float(np.median([area(points) for points in corners.values()])) ** 0.5
    return min(1.0, _WORKING * side / pixels) if pixels > _WORKING * side * 1.25 else 1.0


def homography(marks: tuple[Mark, ...], corners: dict[int, Points], more: tuple[Points, Points] | None = None) -> Matrix | None:
    """From sheet millimetres to pixels by all corners there are (`more`: further points in millimetres and in pixels).

    Four marks give a homography, fewer an affine map, which stays near the truth away from them; None where too little is known.
    """
    known = [mark for mark in marks if mark.id in corners]
    millimetres = [corners_of(mark.box) for mark in known]
    pixels = [corners[mark.id] for mark in known]
    if more is not None:
        millimetres, pixels = [*millimetres, more[0]], [*pixels, more[1]]
    if len(pixels) < 2:
        return None
    source, target = np.concatenate(millimetres), np.concatenate(pixels)
    if len(known) == 4:
        found: Any = cv2.findHomography(source, target)[0]  # None where the points are in a line, whatever its stub says
        return None if found is None else np.asarray(found)
    rows = np.column_stack([source, np.ones(len(source))])
    if len(known) >= 3 or (len(known) == 2 and more is not None and _spread(source)):
        solved, *_ = np.linalg.lstsq(rows, target, rcond=None)
        return np.vstack([solved.T, (0, 0, 1)])
    similar: Any = cv2.estimateAffinePartial2D(source, target, method=cv2.LMEDS)[0]
    return None if similar is None else np.vstack([similar, (0, 0, 1)])


def _spread(points: Points) -> bool:
    """Whether the points span the plane and not just a line."""
    values = np.linalg.svd(points - points.mean(axis=0), compute_uv=False)
    return bool(values[1] > 0.25 * values[0])


def project(matrix: Matrix, points: Points) -> Points:
    """Points in millimetres as pixels."""
    flat = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(flat[:, :2] / flat[:, 2:])
