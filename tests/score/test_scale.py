"""The estimate is linear, and its interval covers the truth as often as it says."""

import random

import pytest

from generator.score.scale import interval, scaled


@pytest.mark.parametrize(
    ("points", "possible", "estimate"), [(34, 50, 712), (35, 50, 730), (0, 50, 100), (50, 50, 1000), (1, 3, 400), (0, 0, 100)]
)
def test_known_values(points: int, possible: int, estimate: int) -> None:
    assert scaled(points, possible) == estimate


def test_against_the_formula() -> None:
    for possible in range(1, 80):
        for points in range(possible + 1):
            assert abs(scaled(points, possible) - (100 + 900 * points / possible)) <= 0.5
            low, high = interval(points, possible)
            assert 100 <= low <= scaled(points, possible) <= high <= 1000


def test_published_interval() -> None:
    """Clopper-Pearson for 81 of 263 is 0.2527 to 0.3676 (Newcombe, Statistics in Medicine 17, 1998, method 5)."""
    assert interval(81, 263) == (round(100 + 900 * 0.2527), round(100 + 900 * 0.3676))


@pytest.mark.parametrize("share", [0.3, 0.689, 0.9])
def test_coverage_is_at_least_nominal(share: float) -> None:
    draw = random.Random(7)
    truth = 100 + 900 * share
    inside = 0
    for _ in range(2000):
        low, high = interval(sum(draw.random() < share for _ in range(50)), 50)
        inside += low - 1 <= truth <= high + 1
    assert inside >= 0.945 * 2000
