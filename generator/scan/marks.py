"""Turn the ink of a page's bubbles into states: empty, filled, cancelled, or doubtful where it is not clear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from generator.model.scan import BubbleReading, DigitReading, WriteInReading
from generator.model.sheet import SheetPage
from generator.scan.align import Matrix
from generator.scan.decide import Verdict, decide
from generator.scan.decode import Grey
from generator.scan.ink import measure
from generator.scan.patches import REACH, SIDE, sample, spots_of
from generator.scan.rings import settle


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of a page; `fit` is the rings' typical distance (mm) from where the corner marks put them; `trouble` says why the whole
    page is for a person ("" if it is not)."""

    bubbles: tuple[BubbleReading, ...]
    digits: tuple[DigitReading, ...]
    write_ins: tuple[WriteInReading, ...]
    fit: float
    trouble: str


def read_marks(grey: Grey, matrix: Matrix, page: SheetPage, span: tuple[float, float], takes: Mapping[int, int], greys: bool) -> Marks:
    """The marks of a page whose place in the picture is known; `span` is its (black, white), `greys` whether it has more than these."""
    written = _write_ins(grey, matrix, page, span)
    spots = spots_of(page)
    if not len(spots.centers):
        return Marks((), (), written, 0.0, "")
    offsets, seen = settle(grey, matrix, spots, span)
    patches = sample(grey, matrix, spots.centers + offsets, SIDE / (2 * REACH * spots.radii), SIDE)
    many = len(page.bubbles)
    classes = np.array([*(one.option for one in page.bubbles), *(100 + one.digit for one in page.digits)])
    ink = measure(patches, classes, (classes >= 100).astype(np.int64), span)
    questions = [*((one.question, one.row) for one in page.bubbles), *((-1, one.column) for one in page.digits)]
    wanted = [takes.get(question, 1) for question, _ in questions]
    verdicts = decide(ink, questions, wanted)
    if not greys:
        verdicts = _without_greys(verdicts, questions, wanted)
    return Marks(
        bubbles=tuple(_bubble(page, at, verdicts[at]) for at in range(many)),
        digits=tuple(_digit(page, at, verdicts[many + at]) for at in range(len(page.digits))),
        write_ins=written,
        fit=float(np.sqrt((offsets**2).sum(axis=1).mean())),
        trouble="the bubbles' rings are hardly seen" if float(np.median(seen)) < 0.25 else "",
    )


def _without_greys(verdicts: list[Verdict], questions: list[tuple[int, int]], takes: list[int]) -> list[Verdict]:
    """In black and white a faint mark is lost, and a rubbed-out one may be as dark as any: a question with fewer or more marks than it
    takes is for a person."""
    many = Counter(question for question, verdict in zip(questions, verdicts, strict=True) if verdict.state == "filled")
    return [
        verdict if many[question] == wanted else replace(verdict, state="doubtful", confidence=0.5)
        for question, wanted, verdict in zip(questions, takes, verdicts, strict=True)
    ]


def _bubble(page: SheetPage, at: int, verdict: Verdict) -> BubbleReading:
    one = page.bubbles[at]
    return BubbleReading(one.question, one.row, one.option, verdict.darkness, verdict.state, verdict.confidence)


def _digit(page: SheetPage, at: int, verdict: Verdict) -> DigitReading:
    one = page.digits[at]
    return DigitReading(one.column, one.digit, verdict.darkness, verdict.state, verdict.confidence)


def _write_ins(grey: Grey, matrix: Matrix, page: SheetPage, span: tuple[float, float]) -> tuple[WriteInReading, ...]:
    """Whether something stands in the boxes for numbers: what is darker there than their own paper."""
    found = []
    for field in page.write_ins:
        box = field.box
        across = max(1, round(box.width / box.height))
        step = box.width / across
        centers = np.array([(box.x + (at + 0.5) * step, box.y + box.height / 2) for at in range(across)])
        patches = sample(grey, matrix, centers, np.full(across, 40 / (min(step, box.height) - 1.6)), 40).astype(np.float32)
        white = float(np.percentile(patches, 80))
        ink = float(((white - patches) / max(30.0, white - span[0]) > 0.2).mean())
        found.append(WriteInReading(field.question, round(ink, 4), "written" if ink > 0.006 else "empty"))
    return tuple(found)
