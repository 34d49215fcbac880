"""Turn points into a scaled estimate from 100 to 1000, with the interval that so few items leave.

The interval is the exact one of Clopper and Pearson (Biometrika 26, 1934) for a share of right answers, at 95 %.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import comb

BOTTOM, TOP = 100, 1000
CONFIDENCE = 0.95
_STEPS = 60


def scaled(points: int, possible: int) -> int:
    """`100 + 900 points / possible`, rounded half up; 100 where nothing was possible."""
    if not possible:
        return BOTTOM
    span = TOP - BOTTOM
    return BOTTOM + (2 * span * points + possible) // (2 * possible)


def _at_most(points: int, possible: int, share: float) -> float:
    """Probability of so many points or fewer when each item is right with this share."""
    return sum(comb(possible, k) * share**k * (1 - share) ** (possible - k) for k in range(points + 1))


@lru_cache(maxsize=4096)
def interval(points: int, possible: int) -> tuple[int, int]:
    """The scaled scores between which the candidate's true share of right answers lies with 95 % confidence."""
    if not possible:
        return BOTTOM, TOP
    tail = (1 - CONFIDENCE) / 2
    low = 0.0 if points == 0 else _bisect(lambda share: 1 - _at_most(points - 1, possible, share) < tail)
    high = 1.0 if points == possible else _bisect(lambda share: _at_most(points, possible, share) > tail)
    return round(BOTTOM + (TOP - BOTTOM) * low), round(BOTTOM + (TOP - BOTTOM) * high)


def _bisect(still: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if still(middle) else (low, middle)
    return (low + high) / 2
