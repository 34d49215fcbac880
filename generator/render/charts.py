"""Turn scores into the coordinates of a picture: one estimate with its interval, or a class as a histogram.

One unit is a point on paper; templates/report/charts.html.j2 draws with these numbers and calculates nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.score.scale import BOTTOM, TOP

WIDTH, LEFT, RIGHT = 400, 30, 370
SCALE_HEIGHT, HISTOGRAM_HEIGHT = 74, 132
BASE, TALLEST = 110, 78
_FINE_FROM = 60


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis; every hundred has a mark, some have their number."""

    x: str
    label: str


@dataclass(frozen=True, slots=True)
class ScaleChart:
    """An estimate, its interval and the cut score on the scale."""

    scaled: int
    low: int
    high: int
    cut: int
    at: str
    from_x: str
    wide: str
    to_x: str
    cut_at: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """Candidates from `low` to below `high` (the last bar: to `high`)."""

    low: int
    high: int
    count: int
    passed: bool
    x: str
    y: str
    wide: str
    tall: str
    middle: str
    label: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """A class on the scale; a bar begins at the cut score, so that the bars from there on are those who pass."""

    bars: tuple[Bar, ...]
    cut: int
    cut_at: str
    ticks: tuple[Tick, ...]


def place(value: int) -> float:
    """Where a scaled score lies from left to right."""
    return LEFT + (RIGHT - LEFT) * (value - BOTTOM) / (TOP - BOTTOM)


def _write(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def ticks() -> tuple[Tick, ...]:
    """Each hundred, from 100 to 1000."""
    return tuple(Tick(_write(place(value)), str(value)) for value in range(BOTTOM, TOP + 1, 100))


def scale_chart(scaled: int, low: int, high: int, cut: int) -> ScaleChart:
    """The picture of one candidate."""
    first, last = place(low), place(high)
    return ScaleChart(
        scaled, low, high, cut, _write(place(scaled)), _write(first), _write(last - first), _write(last), _write(place(cut)), ticks()
    )  # fmt: skip


def edges(cut: int, step: int) -> list[int]:
    """Where bars begin and end: steps away from the cut score; a remainder under half a step joins its neighbor."""
    inner = {cut} if BOTTOM < cut < TOP else set()
    inner |= {edge for edge in range(cut % step, TOP, step) if BOTTOM + step / 2 <= edge <= TOP - step / 2}
    return [BOTTOM, *sorted(inner), TOP]


def histogram(estimates: Sequence[int], cut: int) -> Histogram:
    """The picture of a class: bars 100 wide, 50 for a large class."""
    ends = edges(cut, 50 if len(estimates) >= _FINE_FROM else 100)
    pairs = list(pairwise(ends))
    counts = [sum(low <= one < high or one == high == TOP for one in estimates) for low, high in pairs]
    most = max([*counts, 1])
    return Histogram(
        tuple(_bar(low, high, number, most, cut) for (low, high), number in zip(pairs, counts, strict=True)),
        cut,
        _write(place(cut)),
        ticks(),
    )


def _bar(low: int, high: int, number: int, most: int, cut: int) -> Bar:
    first, last, tall = place(low), place(high), TALLEST * number / most
    return Bar(
        low=low,
        high=high,
        count=number,
        passed=low >= cut,
        x=_write(first + 1),
        y=_write(BASE - tall),
        wide=_write(max(1.0, last - first - 2)),
        tall=_write(tall),
        middle=_write((first + last) / 2),
        label=_write(BASE - tall - 3.5),
    )
