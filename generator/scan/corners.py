"""Turn a grey picture into the corner marks that are on it, of any turn; a mirrored picture is noticed.

https://docs.opencv.org/4.x/d5/dae/tutorial_aruco_detection.html
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from generator.scan.decode import Grey

Points = NDArray[np.float64]  # n x 2

cv2.setNumThreads(1)  # sheets are read side by side, a process for each core

_LOOK = (1170, 2000)  # pixels on the long side of the copies in which marks are looked for: most sheets need the first only


@dataclass(frozen=True, slots=True)
class Found:
    """The corner marks of a picture: for each id its four corners in pixels (clockwise, from the mark's own top left)."""

    corners: dict[int, Points]
    mirrored: bool = False


@cache
def _detector() -> Any:
    parameters = cv2.aruco.DetectorParameters()
    parameters.adaptiveThreshWinSizeMin = 15
    parameters.adaptiveThreshWinSizeMax = 47
    parameters.adaptiveThreshWinSizeStep = 32
    parameters.minMarkerPerimeterRate = 0.03
    parameters.maxMarkerPerimeterRate = 0.4
    parameters.polygonalApproxAccuracyRate = 0.05
    parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    parameters.cornerRefinementWinSize = 4
    parameters.errorCorrectionRate = 0.6
    # A dictionary of our four marks alone: the others of ArUco's would only be mistaken for them.
    whole = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    ours = cv2.aruco.Dictionary(whole.bytesList[:4], 4, 1)
    return cv2.aruco.ArucoDetector(ours, parameters)


def find_marks(grey: Grey) -> Found:
    """The corner marks, in the picture's own pixels; a mirrored picture is noticed where it shows no mark as it is."""
    best: dict[int, Points] = {}
    for size in _LOOK:
        best = max(best, _marks_at(grey, size), key=len)
        if len(best) == 4 or size >= max(grey.shape):
            break
    if len(best) < 2:
        mirrored = _marks_at(np.ascontiguousarray(grey[:, ::-1]), _LOOK[0])
        if len(mirrored) > len(best) + 1:
            return Found(mirrored, mirrored=True)
    return Found(best)


def _marks_at(grey: Grey, size: int) -> dict[int, Points]:
    factor = min(1.0, size / max(grey.shape))
    corners, ids, _ = _detector().detectMarkers(smaller(grey, factor))
    found: dict[int, Points] = {}
    for quad, number in zip(corners, ids.ravel().tolist() if ids is not None else (), strict=True):
        points = (quad.reshape(4, 2).astype(np.float64) + 0.5) / factor - 0.5
        if number not in found or area(points) > area(found[number]):
            found[number] = points
    return _of_one_size(found)


def smaller(grey: Grey, factor: float) -> Grey:
    """A copy that many times as large, factor up to 1; averaging over areas is slow, and needed below a half only."""
    if factor >= 1:
        return grey
    way = cv2.INTER_LINEAR if factor > 0.5 else cv2.INTER_AREA
    return np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=way), np.uint8)


def area(points: Points) -> float:
    """In pixels."""
    return float(cv2.contourArea(points.astype(np.float32)))


def _of_one_size(found: dict[int, Points]) -> dict[int, Points]:
    """Without what is far smaller or larger than the others."""
    middle = float(np.median([area(points) for points in found.values()])) if found else 0.0
    return {number: points for number, points in found.items() if middle / 4 < area(points) < middle * 4}
