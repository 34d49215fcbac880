"""Turn where the corner marks put the bubbles into where they are: each row's printed rings, averaged over neighbors, say it.

Paper folds, feeds unevenly and shrinks between the corners.
"""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from generator.scan.align import Matrix
from generator.scan.corners import Points
from generator.scan.decode import Grey
from generator.scan.patches import Floats, Spots, Whole, sample

_SIDE, _SCALE = 35, 3.2  # pixels, and pixels a millimetre, of the patches in which a ring is looked for
_TEMPLATE = 21
_FAINTEST_FIT = 0.22


@cache
def _ring_template(radius: float) -> Floats:
    at = (np.arange(_TEMPLATE) - (_TEMPLATE - 1) / 2) / _SCALE
    far = np.hypot(at[None, :], at[:, None])
    return np.asarray(np.exp(-(((far - radius) / 0.2) ** 2)), np.float32)


def settle(grey: Grey, matrix: Matrix, spots: Spots, span: tuple[float, float]) -> tuple[Points, NDArray[np.float64]]:
    """How far (mm) each ring lies from where the matrix puts it, and how well rings were seen (0 to 1, one value for each row).

    `span` is (black, white) of the page. First groups of rows are found, then each row near its group.
    """
    first, _ = _offsets(grey, matrix, spots, spots.centers, spots.group, 2.3, span)
    coarse = _smooth(first, spots)
    second, seen = _offsets(grey, matrix, spots, spots.centers + coarse, spots.row, 0.8, span)
    rows = _neighbors_mean(second, seen, spots)
    return coarse + rows[spots.row], seen


def groups_seen(grey: Grey, matrix: Matrix, spots: Spots, span: tuple[float, float]) -> tuple[Points, Points]:
    """Where groups of rings are printed and where they were seen, both in millimetres."""
    offsets, seen = _offsets(grey, matrix, spots, spots.centers, spots.group, 2.3, span)
    middles = _means(spots.centers, spots.group)
    good = seen >= _FAINTEST_FIT
    return middles[good], (middles + offsets)[good]


def _means(values: NDArray[np.float64], group: Whole) -> NDArray[np.float64]:
    count = np.bincount(group).astype(np.float64)
    return np.stack([np.bincount(group, values[:, axis]) / count for axis in (0, 1)], axis=1)


def _offsets(
    grey: Grey, matrix: Matrix, spots: Spots, centers: Points, group: Whole, most: float, span: tuple[float, float]
) -> tuple[Points, NDArray[np.float64]]:
    """For each group the shift (mm) at which its average patch looks most like a ring, and how much (-1 to 1)."""
    patches = sample(grey, matrix, centers, np.full(len(centers), _SCALE), _SIDE)
    black, white = span
    some = patches[:, ::3, ::3].reshape(len(patches), -1)
    light = some.shape[1] * 85 // 100
    whites = np.partition(some, light, axis=1)[:, light, None, None]
    # Marks are far darker than rings: what is darker than a ring counts as a ring.
    ink = np.minimum(cv2.subtract(np.broadcast_to(whites, patches.shape).copy(), patches), np.uint8(0.45 * max(white - black, 30.0)))
    count = int(group.max()) + 1
    found, seen = np.zeros((count, 2)), np.zeros(count)
    for at in range(count):
        members = group == at
        mean = ink[members].mean(axis=0, dtype=np.float32)
        score = cv2.matchTemplate(mean, _ring_template(float(spots.radii[members][0])), cv2.TM_CCOEFF_NORMED)
        found[at], seen[at] = _peak(np.asarray(score, np.float32), most)
    return found, seen


def _peak(score: Floats, most: float) -> tuple[NDArray[np.float64], float]:
    """The best shift in mm, between pixels by parabolas."""
    middle, reach = (score.shape[0] - 1) / 2, min(score.shape[0] // 2, int(most * _SCALE + 0.5))
    low = int(middle - reach + 0.5)
    inner = score[low : low + 2 * reach + 1, low : low + 2 * reach + 1]
    y, x = (int(at) + low for at in np.unravel_index(int(inner.argmax()), inner.shape))
    best = float(score[y, x])
    if best < _FAINTEST_FIT:
        return np.zeros(2), max(0.0, best)
    dx, dy = _vertex(score[y], x), _vertex(score[:, x], y)
    return np.array([x + dx - middle, y + dy - middle]) / _SCALE, best


def _vertex(line: Floats, at: int) -> float:
    if not 0 < at < len(line) - 1:
        return 0.0
    before, here, after = (float(line[at + step]) for step in (-1, 0, 1))
    bend = before - 2 * here + after
    return 0.5 * (before - after) / bend if bend < -1e-9 else 0.0


def _smooth(first: Points, spots: Spots) -> Points:
    """Group offsets as a quadratic surface over the page, where there are enough of them; then half of what it leaves."""
    middles = _means(spots.centers, spots.group)
    shape = _surface(middles) if len(middles) >= 10 else np.ones((len(middles), 1))
    solved, *_ = np.linalg.lstsq(shape, first, rcond=None)
    left = first - shape @ solved
    far = np.hypot(left[:, 0], left[:, 1])
    kept = far <= max(0.25, 3 * float(np.median(far)))
    solved, *_ = np.linalg.lstsq(shape[kept], first[kept], rcond=None)
    left = np.where(kept[:, None], first - shape @ solved, 0.0)
    surface = _surface(spots.centers) if len(middles) >= 10 else np.ones((len(spots.centers), 1))
    return np.asarray(surface @ solved + left[spots.group] * 0.75)


def _surface(points: Points) -> NDArray[np.float64]:
    x, y = points[:, 0] / 100 - 1, points[:, 1] / 150 - 1
    return np.column_stack([np.ones(len(points)), x, y, x * y, x * x, y * y])


def _neighbors_mean(offsets: Points, seen: NDArray[np.float64], spots: Spots) -> Points:
    """Each row's offset averaged with the rows above and below it, by how well each was seen."""
    middles = _means(spots.centers, spots.row)
    weights = np.where(seen >= _FAINTEST_FIT, seen, 0.0) ** 2
    near = (np.abs(middles[:, None, 1] - middles[None, :, 1]) < 8) & (np.abs(middles[:, None, 0] - middles[None, :, 0]) < 12)
    shares = near * weights[None, :] * np.where(np.eye(len(middles)) > 0, 2.0, 1.0)
    total = shares.sum(axis=1, keepdims=True)
    return np.asarray(np.where(total > 1e-6, shares @ offsets / np.maximum(total, 1e-6), 0.0))
