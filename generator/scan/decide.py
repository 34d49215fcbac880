"""Turn measures of ink into states with a confidence: each bubble against its sheet, its question and its writer's habit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from generator.model.scan import MarkState
from generator.scan.ink import Ink
from generator.scan.patches import Floats

FAINTEST_SURE = 0.45  # of black: where few marks show a writer's habit, no weaker one is believed
_FEW = 6
_STRONG, _STRONG_FILL, _RUBBED = 0.78, 0.84, 0.66  # of the habit's darkness: from here strokes, fillings; up to here what an eraser left
_SPILT_STROKE, _SPILT = 0.32, 0.5  # of what lies beyond the ring
_STROKE = 0.15  # of a full bubble: the least that a cross or a tick leaves inside
_SLIP = 0.06
_RUBBED_FAINT = 0.5
_FAINT = 0.5  # a habit so light that what was rubbed out is nearly as dark
_WIDE, _FULL = 0.75, 0.88  # of the disc
_STRUCK, _LONE_STRUCK, _MAYBE_STRUCK = 0.14, 0.09, 0.05  # of the patch's opposite corners
_CIRCLE, _ARC, _OPEN = 0.85, 0.43, 0.25  # of the way around; of the disc, with a circle around it


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one bubble is taken for."""

    darkness: float
    state: MarkState
    confidence: float


@dataclass(frozen=True, slots=True)
class _Seen:
    """Measures against the writer's habit (`usual`): how much of a full mark is inside, how dark its ink is, how far it is struck."""

    part: Floats
    strong: Floats
    struck: Floats
    usual: float


def decide(ink: Ink, questions: Sequence[tuple[int, int]], takes: Sequence[int]) -> list[Verdict]:
    """A verdict for each bubble. `questions` names what belongs together, `takes` how many of it may be filled."""
    names = {name: at for at, name in enumerate(dict.fromkeys(questions))}
    of = np.array([names[name] for name in questions])
    usual = habit(ink, of, len(names))
    quarters = ink.corners
    struck = np.maximum(np.minimum(quarters[:, 0], quarters[:, 2]), np.minimum(quarters[:, 1], quarters[:, 3]))
    by = _Seen(ink.inside / usual, ink.strength / usual, struck, usual)
    states = [_alone(ink, by, at) for at in range(len(of))]
    order = np.argsort(of, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(of[order])) + 1):
        _together(ink, by, members.tolist(), takes[int(members[0])], states)
    return [_verdict(ink, by, at, states[at]) for at in range(len(of))]


def habit(ink: Ink, of: NDArray[np.int64], count: int) -> float:
    """How dark this writer's marks are: the median over questions of the darkest ink in each."""
    best = np.zeros(count)
    marked = ink.inside > max(0.04, 8 * ink.noise)
    np.maximum.at(best, of[marked], ink.strength[marked])
    circled = (ink.around >= _CIRCLE) & (ink.cover < _OPEN)
    np.maximum.at(best, of[circled], ink.circled[circled])
    best = best[best > 0]
    if not len(best):
        return FAINTEST_SURE
    usual = float(np.median(best))
    return usual if len(best) >= _FEW else max(usual, FAINTEST_SURE)


def _alone(ink: Ink, by: _Seen, at: int) -> MarkState:
    """What a bubble is taken for by its own ink; cancelled stands for what is full and struck through."""
    part, strong, cover, around = float(by.part[at]), float(by.strong[at]), float(ink.cover[at]), float(ink.around[at])
    if cover < _OPEN and around >= _CIRCLE:
        return "filled"
    dust = cover < 0.03 or cover * float(ink.strength[at]) < 0.008
    if float(ink.inside[at]) < max(0.022, 6 * ink.noise) and dust:
        hidden = float(ink.ring[at]) < -0.5 * ink.printed  # under a thumb, or where the picture ends
        return "empty" if around < _ARC and not hidden else "doubtful"
    if part < _STROKE or strong < (_STRONG if cover < _WIDE else _STRONG_FILL):
        return "doubtful"
    if float(ink.outside[at]) > (_SPILT_STROKE if part < 0.5 else _SPILT):  # a stain's edge
        return "doubtful"
    return "cancelled" if cover > _FULL and by.struck[at] > _MAYBE_STRUCK else "filled"


def _together(ink: Ink, by: _Seen, members: list[int], takes: int, states: list[MarkState]) -> None:
    """What a question's bubbles say of one another."""
    _settle_struck(by, members, takes, states)
    clear = [at for at in members if states[at] == "filled"]
    if not clear:
        return
    strongest, fullest = max(float(by.strong[at]) for at in clear), max(float(by.part[at]) for at in clear)
    rubbed = _RUBBED if by.usual >= _FAINT else _RUBBED_FAINT
    for at in members:
        weak = len(clear) >= takes and by.strong[at] < rubbed * strongest and by.part[at] < 0.7 * fullest
        slip = by.part[at] < _SLIP and by.part[at] < 0.25 * fullest
        if states[at] == "doubtful" and ink.around[at] < _ARC and (weak or slip):
            states[at] = "empty"
    rivals = [at for at in members if states[at] in ("filled", "doubtful") and by.part[at] >= _STROKE]
    if len(rivals) > takes:
        strongest, fullest = max(float(by.strong[at]) for at in rivals), max(float(by.part[at]) for at in rivals)
        for at in clear:
            if by.usual < _FAINT or by.strong[at] < 0.85 * strongest or by.part[at] < 0.6 * fullest:
                states[at] = "doubtful"
    if sum(states[at] == "filled" for at in members) > takes + 1:  # a stain or a fold is more likely than such an answer
        for at in clear:
            states[at] = "doubtful"


def _settle_struck(by: _Seen, members: list[int], takes: int, states: list[MarkState]) -> None:
    """A full and struck mark is cancelled where others took its place; without them, a careless filling looks the same."""
    struck = [at for at in members if states[at] == "cancelled"]
    others = sum(states[at] == "filled" for at in members)
    for at in struck:
        if others < takes:
            states[at] = "filled" if by.struck[at] < _LONE_STRUCK and others + len(struck) <= takes else "doubtful"
        elif by.struck[at] < _STRUCK:
            states[at] = "doubtful"


def _verdict(ink: Ink, by: _Seen, at: int, state: MarkState) -> Verdict:
    """The state with how sure it is: the further from what would make it doubtful, the surer (docs/omr.md compares with what was true)."""
    part, strong, around, struck = float(by.part[at]), float(by.strong[at]), float(ink.around[at]), float(by.struck[at])
    inside = float(ink.inside[at])
    far = 0.0
    if state == "empty":
        clean = max(0.022, 6 * ink.noise)
        far = min(8.0, 3 + 6 * (clean - inside) / clean) if inside < clean else 3.0 + 2 * max(0.0, _RUBBED - strong)
    elif state == "cancelled":
        far = min(6.0, 2 + 10 * (struck - _STRUCK))
    elif state == "filled" and part < _STROKE:
        far = 3 + 10 * (around - _CIRCLE)
    elif state == "filled":
        far = min(8.0, 3 + 20 * (strong - _STRONG), 3 + 20 * (part - _STROKE))
    return Verdict(round(max(0.0, min(1.0, inside)), 4), state, round(1 - 0.5 * exp(-max(0.0, far)), 5))
