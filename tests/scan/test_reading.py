"""Turn 60 sheets of many hands and many bad scanners into readings: nothing is misread in silence, little goes to a person."""

from __future__ import annotations

import zlib
from collections import Counter

import numpy as np
import pytest

from generator.model.scan import PageReading
from tests.scan.degrade import DEFECTS, SCALE
from tests.scan.hands import STYLES, Filled, fill_in, some_hand
from tests.scan.sheets import Printed

DEGRADED = [name for name in DEFECTS if not name.startswith("clean")]


def compared(filled: Filled, reading: PageReading) -> Counter[str]:
    """How many bubbles and digits were read right, went to a person, or were misread in silence."""
    found: Counter[str] = Counter()
    pairs = [(filled.bubbles[one.question, one.row, one.option], one.state) for one in reading.bubbles]
    pairs += [(filled.digits[one.column, one.digit], one.state) for one in reading.digits]
    for truth, state in pairs:
        found["doubtful" if state == "doubtful" else "right" if (state == "filled") == truth.filled else "silent"] += 1
    return found


def seeded(*parts: str | int) -> np.random.Generator:
    return np.random.default_rng([zlib.crc32(str(part).encode()) for part in parts])


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_clean_scans_of_every_hand(whole: Printed, style: str) -> None:
    total: Counter[str] = Counter()
    for at in range(2):
        random = seeded(style, at)
        filled = fill_in(whole.sides[0], SCALE, whole.plan.sheet.pages[0], random, hand=some_hand(random, style), takes=whole.plan.takes)  # type: ignore[arg-type]
        reading = whole.read(filled.grey)
        assert (reading.code, reading.side, reading.marks) == (whole.code, 1, 4)
        assert reading.number == filled.number or "?" in reading.number
        total += compared(filled, reading)
    assert total["silent"] == 0
    assert total["doubtful"] <= 0.05 * total.total()


@pytest.mark.slow
@pytest.mark.parametrize("defect", DEGRADED)
def test_degraded_scans(whole: Printed, defect: str) -> None:
    total: Counter[str] = Counter()
    for at in range(2):
        random = seeded(defect, at)
        filled = fill_in(whole.sides[0], SCALE, whole.plan.sheet.pages[0], random, takes=whole.plan.takes)
        reading = whole.read(DEFECTS[defect](filled.grey, random))
        assert reading.code in (whole.code, ""), reading.why
        total += compared(filled, reading)
    assert total["silent"] == 0
    assert total.total() > 0
    # Without greys, what is missing or too much in a question may be the scanner's doing: all such questions go to a person.
    assert total["doubtful"] <= (0.3 if defect == "black and white only" else 0.05) * total.total()


@pytest.mark.parametrize("side", [1, 2])
def test_rows_numbers_and_a_second_side(long: Printed, side: int) -> None:
    page = long.plan.sheet.pages[side - 1]
    random = seeded("long", side)
    filled = fill_in(long.sides[side - 1], SCALE, page, random, hand=some_hand(random, "pencil"))
    reading = long.read(DEFECTS["rotated up to 3 degrees"](filled.grey, random))
    assert (reading.code, reading.side) == (long.code, side)
    assert compared(filled, reading)["silent"] == 0
    assert [one.state for one in reading.write_ins] == ["empty"] * len(page.write_ins)
    assert len(reading.number) == (6 if side == 1 else 0)


def test_a_written_number_is_seen(long: Printed) -> None:
    grey = long.sides[0].copy()
    box = long.plan.sheet.pages[0].write_ins[0].box
    top, left = int((box.y + 1.2) * SCALE), int((box.x + 3) * SCALE)
    grey[top : top + int(3.5 * SCALE), left : left + 5] = 60
    states = [one.state for one in long.read(grey).write_ins]
    assert states[0] == "written"
    assert set(states[1:]) == {"empty"}


def test_an_empty_sheet_has_no_marks(whole: Printed) -> None:
    reading = whole.read(whole.sides[0])
    assert (reading.state, reading.number) == ("read", "______")
    assert {bubble.state for bubble in reading.bubbles} == {"empty"}


def test_the_same_picture_gives_the_same_reading(whole: Printed) -> None:
    assert whole.read(whole.sides[0]) == whole.read(whole.sides[0].copy())


@pytest.mark.parametrize("shade", [0, 40, 100, 180, 255])
def test_what_is_hidden_is_not_read(whole: Printed, shade: int) -> None:
    """A thumb, a note or a torn edge over some bubbles: no answer is made of it, and none is thought missing."""
    random = seeded("hidden", shade)
    filled = fill_in(whole.sides[0], SCALE, whole.plan.sheet.pages[0], random, hand=some_hand(random, "pencil"), changes=0)
    grey = filled.grey.copy()
    grey[int(130 * SCALE) : int(165 * SCALE), int(30 * SCALE) : int(60 * SCALE)] = shade
    reading = whole.read(DEFECTS["200 dpi"](grey, random))
    assert reading.state == "doubtful"
    assert compared(filled, reading)["silent"] == 0
