"""The pictures: everything lies where the scale says, no candidate is lost, and the bars from the cut score on are those who pass."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.render.charts import LEFT, RIGHT, edges, histogram, place, scale_chart

estimates = some.lists(some.integers(100, 1000), min_size=1, max_size=80)


def test_the_scale_goes_from_end_to_end() -> None:
    assert (place(100), place(550), place(1000)) == (LEFT, (LEFT + RIGHT) / 2, RIGHT)


def test_one_estimate() -> None:
    chart = scale_chart(712, 580, 824, 720)
    assert float(chart.at) == pytest.approx(place(712), abs=0.06)
    assert float(chart.from_x) == pytest.approx(place(580), abs=0.06)
    assert float(chart.from_x) + float(chart.wide) == pytest.approx(place(824), abs=0.12)
    assert float(chart.to_x) == pytest.approx(place(824), abs=0.06)
    assert float(chart.cut_at) == pytest.approx(place(720), abs=0.06)
    assert [(tick.label, float(tick.x)) for tick in chart.ticks][::9] == [("100", LEFT), ("1000", RIGHT)]


@pytest.mark.parametrize(
    ("cut", "wanted"),
    [
        (720, [100, 220, 320, 420, 520, 620, 720, 820, 920, 1000]),
        (700, [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]),
        (980, [100, 180, 280, 380, 480, 580, 680, 780, 880, 980, 1000]),
        (100, [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]),
    ],
)
def test_bars_begin_at_the_cut(cut: int, wanted: list[int]) -> None:
    assert edges(cut, 100) == wanted


@given(estimates, some.integers(100, 1000))
def test_nobody_is_lost(values: list[int], cut: int) -> None:
    chart = histogram(values, cut)
    assert sum(bar.count for bar in chart.bars) == len(values)
    if 100 < cut < 1000:
        assert sum(bar.count for bar in chart.bars if bar.passed) == sum(value >= cut for value in values)
    for bar in chart.bars:
        assert float(bar.wide) > 0
        assert float(bar.label) > 0
        assert float(bar.y) + float(bar.tall) == pytest.approx(110, abs=0.11)


def test_a_large_class_has_finer_bars() -> None:
    draw = random.Random(1)
    values = [draw.randrange(100, 1001) for _ in range(60)]
    assert len(histogram(values, 720).bars) > len(histogram(values[:59], 720).bars)
