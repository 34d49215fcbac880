"""Turn answers into marks on a picture of an empty sheet, as people of many habits would put them there; what they meant is kept.

Lengths are millimetres; greys are 0 (black) to 255. Everything comes from the generator that is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from generator.model.sheet import Bubble, Digit, SheetPage

Grey = NDArray[np.uint8]
Random = np.random.Generator
Style = Literal["pencil", "pen", "cross", "thin cross", "tick", "circle", "faint"]
Kind = Literal[
    "none",
    "pencil",
    "pen",
    "cross",
    "thin cross",
    "tick",
    "circle",
    "faint",
    "rubbed out",
    "rubbed out alone",
    "cancelled",
    "cancelled alone",
]

STYLES: tuple[Style, ...] = ("pencil", "pen", "cross", "thin cross", "tick", "circle", "faint")


@dataclass(frozen=True)
class Hand:
    """One person's habit: how they mark, how dark (grey), how wide a stroke is, how careless they are (0 to 1)."""

    style: Style
    grey: float
    width: float
    careless: float


@dataclass(frozen=True)
class Truth:
    """What a bubble holds: whether it counts, and what was drawn there."""

    filled: bool
    kind: Kind


@dataclass(frozen=True)
class Filled:
    """A sheet that somebody filled in: the picture, and the truth by (question, row, option) and by (column, digit)."""

    grey: Grey
    bubbles: Mapping[tuple[int, int, int], Truth]
    digits: Mapping[tuple[int, int], Truth]
    number: str
    hand: Hand


_GREYS: Mapping[Style, tuple[float, float]] = {
    "pencil": (50, 115), "pen": (10, 70), "cross": (15, 90), "thin cross": (30, 100), "tick": (15, 90), "circle": (15, 90),
    "faint": (130, 190),
}  # fmt: skip
_WIDTHS: Mapping[Style, tuple[float, float]] = {
    "pencil": (0.5, 0.9), "pen": (0.35, 0.6), "cross": (0.45, 0.8), "thin cross": (0.22, 0.36), "tick": (0.35, 0.7), "circle": (0.35, 0.7),
    "faint": (0.5, 0.9),
}  # fmt: skip


def some_hand(random: Random, style: Style | None = None) -> Hand:
    """A person; four in ten fill with a pencil, the others have other habits."""
    shares = np.array([0.4, 0.16, 0.12, 0.06, 0.1, 0.04, 0.12])
    chosen = style or STYLES[int(random.choice(len(STYLES), p=shares / shares.sum()))]
    return Hand(chosen, float(random.uniform(*_GREYS[chosen])), float(random.uniform(*_WIDTHS[chosen])), float(random.uniform(0, 1)))


class Sheet:
    """A picture that is drawn on; `scale` is pixels a millimetre."""

    def __init__(self, grey: Grey, scale: float, random: Random) -> None:
        self.light = grey.astype(np.float32)
        self.scale = scale
        self.random = random

    def window(self, x: float, y: float, reach: float) -> tuple[slice, slice]:
        left, top = max(0, int((x - reach) * self.scale)), max(0, int((y - reach) * self.scale))
        right, bottom = int((x + reach) * self.scale) + 1, int((y + reach) * self.scale) + 1
        return slice(top, bottom), slice(left, right)

    def strokes(self, lines: list[NDArray[np.float64]], width: float, grey: float, *, grain: float, soft: float = 0.0) -> None:
        """Lines in mm; `grain` is how much paper shows through (0: a pen), `soft` blurs by so many mm."""
        points = np.concatenate(lines)
        (x, y), (far_x, far_y) = points.min(axis=0), points.max(axis=0)
        rows, columns = self.window((x + far_x) / 2, (y + far_y) / 2, max(far_x - x, far_y - y) / 2 + width + 4 * soft + 0.5)
        under = self.light[rows, columns]
        mask = np.zeros(under.shape, np.uint8)
        for line in lines:
            at = ((line * self.scale - (columns.start, rows.start)) * 16).astype(np.int32)
            cv2.polylines(mask, [at.reshape(-1, 1, 2)], False, 255, max(1, round(width * self.scale)), cv2.LINE_AA, 4)
        alpha = mask.astype(np.float32) / 255
        if soft:
            alpha = cv2.GaussianBlur(alpha, (0, 0), soft * self.scale)
        if grain:
            noise = cv2.GaussianBlur(self.random.standard_normal(under.shape).astype(np.float32), (0, 0), 0.09 * self.scale)
            alpha = alpha * np.clip(1 - grain * (0.5 + noise / (noise.std() + 1e-6)), 0.15, 1)
        self.light[rows, columns] = under * (1 - alpha) + np.minimum(under, grey) * alpha

    def done(self) -> Grey:
        return np.clip(self.light, 0, 255).astype(np.uint8)


def fill_in(
    empty: Grey, scale: float, page: SheetPage, random: Random, *, hand: Hand | None = None, takes: Mapping[int, int] | None = None,
    changes: float = 0.05, number: str | None = None,
) -> Filled:  # fmt: skip
    """A sheet filled in by a person. `changes` is how often they change their mind: rub out or cancel, and mark another."""
    of = hand or some_hand(random)
    drawn = Sheet(empty, scale, random)
    bubbles: dict[tuple[int, int, int], Truth] = {}
    for (question, row), held in groupby(page.bubbles, key=lambda bubble: (bubble.question, bubble.row)):
        wanted = _answer(list(held), random, of, (takes or {}).get(question, 1), changes)
        for bubble, kind in wanted:
            put(drawn, bubble, kind, of)
            bubbles[question, row, bubble.option] = Truth(kind in STYLES, kind)
    columns = max((one.column for one in page.digits), default=-1) + 1
    chosen = number if number is not None else "".join(str(random.integers(10)) for _ in range(columns))
    digits: dict[tuple[int, int], Truth] = {}
    for one in page.digits:
        mine: Kind = of.style if chosen[one.column] == str(one.digit) else "none"
        put(drawn, one, mine, of)
        digits[one.column, one.digit] = Truth(mine != "none", mine)
    return Filled(drawn.done(), bubbles, digits, chosen, of)


def _answer(held: list[Bubble], random: Random, hand: Hand, takes: int, changes: float) -> list[tuple[Bubble, Kind]]:
    kinds: list[Kind] = ["none"] * len(held)
    order = random.permutation(len(held))
    many = 0 if random.random() < 0.03 else takes + int(random.random() < 0.01)
    for at in order[:many]:
        kinds[at] = hand.style
    if many < len(held) and random.random() < changes:
        rubs = hand.style in ("pencil", "faint") or random.random() < 0.4
        kinds[order[many]] = ("rubbed out" if many else "rubbed out alone") if rubs else ("cancelled" if many else "cancelled alone")
    return list(zip(held, kinds, strict=True))


def put(on: Sheet, at: Bubble | Digit, kind: Kind, hand: Hand) -> None:
    """One mark of a kind in (or near) a bubble."""
    if kind == "none":
        return
    r, random = at.diameter / 2, on.random
    x, y = at.x + random.normal(0, 0.18), at.y + random.normal(0, 0.18)
    grey = float(np.clip(hand.grey + random.normal(0, 8), 5, 200))
    if hand.style == "faint":
        grey = float(np.clip(grey, 130, 190))
    width = hand.width * float(random.uniform(0.9, 1.15))
    _DRAW[kind](on, x, y, r, width, grey, hand)


def _curve(points: list[tuple[float, float]], random: Random, wobble: float = 0.06) -> NDArray[np.float64]:
    """A line through the points with a hand's tremor."""
    at = np.array(points, float)
    steps = np.linspace(0, len(at) - 1, 8 * (len(at) - 1) + 1)
    line = np.stack([np.interp(steps, np.arange(len(at)), at[:, axis]) for axis in (0, 1)], axis=1)
    tremor = cv2.GaussianBlur(random.standard_normal(line.shape), (1, 0), sigmaX=0.1, sigmaY=1.5) if len(line) > 3 else 0.0
    return line + wobble * np.asarray(tremor)


def _filling(on: Sheet, x: float, y: float, r: float, width: float, grey: float, hand: Hand, *, grain: float) -> None:
    random = on.random
    reach = r * float(random.uniform(0.78, 0.95) + 0.15 * hand.careless)
    angle = float(random.uniform(0.3, 1.1))
    gap = width * float(random.uniform(0.7, 1.05) + 0.35 * hand.careless)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points: list[tuple[float, float]] = []
    for step, across in enumerate(np.arange(-reach + width / 3, reach, gap)):
        half = np.sqrt(max(0.05, reach**2 - across**2)) * float(random.uniform(0.85, 1.08))
        ends = [(-half, across), (half, across + gap / 2)]
        points += ends if step % 2 == 0 else ends[::-1]
    line = _curve(points, random) @ turn.T + (x, y)
    on.strokes([line], width, grey, grain=grain)


def _pencil(on: Sheet, x: float, y: float, r: float, width: float, grey: float, hand: Hand) -> None:
    _filling(on, x, y, r, width, grey, hand, grain=0.22)


def _pen(on: Sheet, x: float, y: float, r: float, width: float, grey: float, hand: Hand) -> None:
    _filling(on, x, y, r, width, grey, hand, grain=0.0)


def _cross(on: Sheet, x: float, y: float, r: float, width: float, grey: float, hand: Hand) -> None:
    random = on.random
    size = r * float(random.uniform(0.75, 1.15) + 0.15 * hand.careless)
    lines = []
    for sign in (1, -1):
        a, b = random.uniform(0.8, 1.15, 2) * size * 0.75
        lines.append(_curve([(x - a, y - sign * b), (x + b, y + sign * a)], random))
    on.strokes(lines, width, grey, grain=0.05)


def _tick(on: Sheet, x: float, y: float, r: float, width: float, grey: float, hand: Hand) -> None:
    random = on.random
    size = float(random.uniform(0.85, 1.2)) * (r / 2.45)
    right, down = random.uniform(-0.4, 0.6), random.uniform(-0.2, 0.5)
    points = [
        (x - 1.5 * size, y - 0.2 * size),
        (x - 0.3 * size + right / 3, y + 1.4 * size),
        (x + 2.9 * size + right, y - 3.0 * size + down),
    ]
    on.strokes([_curve(points, random, 0.1)], width, grey, grain=0.05)


def _circle(on: Sheet, x: float, y: float, r: float, width: float, grey: float, hand: Hand) -> None:
    random = on.random
    far = r * float(random.uniform(1.13, 1.25))
    angle = np.linspace(0, 2 * np.pi * random.uniform(0.97, 1.08), 50) + random.uniform(0, 6)
    line = np.stack([x + far * np.cos(angle) * random.uniform(0.98, 1.06), y + far * np.sin(angle) * random.uniform(0.94, 1.0)], axis=1)
    on.strokes([line], width, grey, grain=0.05)


def _rubbed(on: Sheet, x: float, y: float, r: float, width: float, grey: float, hand: Hand) -> None:
    """What an eraser leaves: the filling's ghost, wide and soft, at grey 150 to 225 and lighter than it was, smeared a little."""
    random = on.random
    residue = float(random.uniform(max(150.0, grey + 35), 225))
    reach = r * float(random.uniform(0.8, 1.0))
    lines = [
        np.array([(x - np.sqrt(max(0.02, reach**2 - a**2)), y + a), (x + np.sqrt(max(0.02, reach**2 - a**2)), y + a * 0.9)])
        for a in np.arange(-reach, reach, 0.5)
    ]
    on.strokes(lines, 0.7, residue, grain=0.12, soft=float(random.uniform(0.15, 0.35)))
    smear = random.uniform(-1.5, 1.5, 2)
    on.strokes([np.array([(x, y), (x + smear[0], y + smear[1])])], 2.0, min(238.0, residue + 45), grain=0.1, soft=0.4)


def _cancelled(on: Sheet, x: float, y: float, r: float, width: float, grey: float, hand: Hand) -> None:
    """Fully blackened, and struck through beyond the ring."""
    random = on.random
    dark = min(grey, 70.0)
    angle = np.linspace(0, 14 * np.pi, 180)
    spiral = np.stack([x + r * 0.93 * angle / angle[-1] * np.cos(angle), y + r * 0.93 * angle / angle[-1] * np.sin(angle)], axis=1)
    on.strokes([spiral], 0.6, dark, grain=0.0)
    far = float(random.uniform(1.6, 2.0)) * r
    lean = random.uniform(0.55, 1.0)
    lines = [
        np.array([(x - far * 0.8, y - sign * far * 0.7 * lean), (x + far * 0.8, y + sign * far * 0.7 * lean)])
        for sign in ((1, -1) if random.random() < 0.8 else (1,))
    ]
    on.strokes(lines, max(0.45, hand.width), dark, grain=0.0)


_Draw = Callable[[Sheet, float, float, float, float, float, Hand], None]
_DRAW: Mapping[Kind, _Draw] = {
    "pencil": _pencil, "faint": _pencil, "pen": _pen, "cross": _cross, "thin cross": _cross, "tick": _tick, "circle": _circle,
    "rubbed out": _rubbed, "rubbed out alone": _rubbed, "cancelled": _cancelled,
    "cancelled alone": _cancelled,
}  # fmt: skip
