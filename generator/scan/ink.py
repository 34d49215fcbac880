"""Turn a bubble's patch into measures of the ink that somebody put there, against this sheet's own empty bubbles.

What is printed (the ring, the letter in it) is learned from the sheet: for each letter the average of those bubbles that are the
lighter half. What a patch has beyond that, in parts of the way from this paper's white to this printer's black, is ink.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from generator.model.sheet import MARK_CELLS, SheetPage
from generator.scan.align import Matrix
from generator.scan.decode import Grey
from generator.scan.patches import REACH, SIDE, Floats, sample

_DISC, _RING_IN, _RING_OUT = 0.86, 0.88, 1.12
SECTORS = 24


@dataclass(frozen=True, slots=True)
class Ink:
    """Measures of all bubbles of a page, an array each, all in parts of black: `inside` is the mean in the disc, `cover` the inked part
    of the disc, `strength` how dark its ink is, `outside` the inked part beyond the ring, `around` the part of a circle around the ring
    that is inked, `circled` how dark its ink is, `corners` the inked parts of the patch's corners (clockwise from the top left), `ring` the
    mean on the printed ring; `noise` is the spread of `inside` among this sheet's empty bubbles, `floor` the darkness from which a pixel
    counts as ink, `printed` how dark the printed ring is."""

    inside: Floats
    cover: Floats
    strength: Floats
    outside: Floats
    around: Floats
    corners: Floats
    ring: Floats
    circled: Floats
    noise: float
    floor: float
    printed: float


def black_and_white(grey: Grey, matrix: Matrix, page: SheetPage, marks: tuple[int, ...]) -> tuple[float, float]:
    """This sheet's black and white, from the corner marks that are there (numbers of MARK_CELLS)."""
    known = [mark for mark in page.marks if mark.id in marks]
    centers = np.array([(mark.box.x + mark.box.width / 2, mark.box.y + mark.box.height / 2) for mark in known])
    cells = 8  # the mark's six and one more on each side
    scale = np.full(len(known), cells * 5 / (known[0].box.width / 6 * cells))
    patches = sample(grey, matrix, centers, scale, cells * 5)
    cores = patches.reshape(-1, cells, 5, cells, 5)[:, :, 1:4, :, 1:4].mean(axis=(2, 4))
    dark = np.array([_dark_cells(mark.id) for mark in known])
    light = np.array([_light_cells(mark.id) for mark in known])
    return float(np.percentile(cores[dark], 30)), float(np.percentile(cores[light], 80))


@cache
def _dark_cells(number: int) -> NDArray[np.bool_]:
    cells = np.zeros((8, 8), bool)
    cells[1:7, 1:7] = True
    cells[2:6, 2:6] = [[cell == "0" for cell in row] for row in MARK_CELLS[number]]
    return cells


@cache
def _light_cells(number: int) -> NDArray[np.bool_]:
    cells = np.zeros((8, 8), bool)
    cells[2:6, 2:6] = [[cell == "1" for cell in row] for row in MARK_CELLS[number]]
    cells[0, :] = cells[7, :] = cells[:, 0] = cells[:, 7] = True
    return cells


@dataclass(frozen=True, slots=True)
class _Zones:
    """Parts of a patch, as weights of its pixels that sum to 1 (columns of `weights`), and as flags."""

    weights: Floats
    outside: NDArray[np.bool_]
    disc: NDArray[np.bool_]


@cache
def _zones() -> _Zones:
    at = (np.arange(SIDE) - (SIDE - 1) / 2) / (SIDE / 2) * REACH
    x, y = np.broadcast_to(at[None, :], (SIDE, SIDE)), np.broadcast_to(at[:, None], (SIDE, SIDE))
    far, angle = np.hypot(x, y), np.arctan2(y, x)
    disc, outside = far < _DISC, (far > _RING_OUT) & (np.abs(y) < 1.3)
    sector = ((angle + np.pi) / (2 * np.pi) * SECTORS).astype(int) % SECTORS
    quarter = ((angle + np.pi) / (np.pi / 2)).astype(int) % 4
    band = (far > 1.1) & (far < 1.36)
    parts = [disc, outside, (far >= _RING_IN) & (far <= _RING_OUT)]
    parts += [band & (sector == at) for at in range(SECTORS)]
    parts += [(far > 1.3) & (quarter == at) for at in range(4)]
    weights = np.stack([part.ravel() / max(1, part.sum()) for part in parts]).astype(np.float32).T
    return _Zones(weights, outside, disc)


def measure(patches: NDArray[np.uint8], classes: NDArray[np.int64], kinds: NDArray[np.int64], span: tuple[float, float]) -> Ink:
    """The ink of each patch. Bubbles of one class carry the same letter; those of one kind are of one size."""
    zones = _zones()
    around = patches[:, zones.outside]
    some = around[:, ::3]
    nearly_lightest = some.shape[1] * 9 // 10
    white = np.partition(some, nearly_lightest, axis=1)[:, nearly_lightest].astype(np.float32)
    white = np.maximum(white, span[0] + 0.35 * (span[1] - span[0]))  # a cell that is all ink
    scale = (1 / (white - span[0])).astype(np.float32)
    flat = patches.reshape(len(patches), -1)
    dark: Floats = ((white * scale)[:, None] - flat * scale[:, None]).astype(np.float32, copy=False)
    means = dark @ zones.weights[:, :3]
    printed, empty = _printed(dark, means[:, 0] + 0.5 * means[:, 2], classes, kinds)
    return _measured(dark - printed, empty, float(np.median(printed @ zones.weights[:, 2])))


def _printed(dark: Floats, amount: Floats, classes: NDArray[np.int64], kinds: NDArray[np.int64]) -> tuple[Floats, NDArray[np.bool_]]:
    """What is printed at each bubble, and which bubbles it was learned from."""
    out = np.empty_like(dark)
    empty = np.zeros(len(dark), bool)
    for kind in np.unique(kinds):
        of_kind = kinds == kind
        usual = float(np.percentile(amount[of_kind], 25))
        pooled = dark[of_kind & (amount <= usual)].mean(axis=0)
        for letter in np.unique(classes[of_kind]):
            members = of_kind & (classes == letter)
            lighter = members & (amount <= np.percentile(amount[members], 50)) & (amount < usual + 0.12)
            many = int(lighter.sum())
            share = many / (many + 2.0)
            out[members] = pooled if not many else share * dark[lighter].mean(axis=0) + (1 - share) * pooled
            empty |= lighter
    return out, empty


def _measured(ink: Floats, empty: NDArray[np.bool_], printed: float) -> Ink:
    zones = _zones()
    sample_of = ink[empty][:, zones.disc.ravel()][:, ::5]
    spread = float(np.median(np.abs(sample_of))) * 1.48 if sample_of.size else 0.1
    floor = max(0.12, 4.0 * spread)
    inked = (ink > floor).astype(np.float32)
    amount = ink * inked
    parts, covered, amounts = ink @ zones.weights[:, :3], inked @ zones.weights, amount @ zones.weights[:, :2]
    around = covered[:, 3 : 3 + SECTORS]
    lit = parts[empty, 0]
    return Ink(
        inside=parts[:, 0], cover=covered[:, 0], outside=covered[:, 1], ring=parts[:, 2],
        strength=(np.square(amount, out=inked) @ zones.weights[:, 0]) / np.maximum(amounts[:, 0], 1e-4),
        circled=amounts[:, 1] / np.maximum(covered[:, 1], 1e-3),
        around=(around > 0.15).mean(axis=1, dtype=np.float32), corners=covered[:, 3 + SECTORS :],
        noise=float(np.median(np.abs(lit - np.median(lit)))) * 1.48 if len(lit) else 0.1, floor=floor, printed=printed,
    )  # fmt: skip
