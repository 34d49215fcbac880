"""Turn the account of a batch of scanned pages into its report: what came, what is not plainly read and why, what is missing."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass

from generator.model.batch import Account, Missing, PageAccount, PageFate
from generator.model.paper import Paper
from generator.model.scan import PageReading
from generator.render.carried import report_style
from generator.render.environment import page
from generator.render.names import shown

_SAID: dict[PageFate, str] = {
    "read": "read", "doubtful": "waiting for a person", "blank": "blank", "duplicate": "duplicate, same marks",
    "differing duplicate": "duplicate, other marks", "foreign": "foreign", "unreadable": "unreadable", "set aside": "set aside",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageLine:
    """One page that is not plainly read; `picture` is a small JPEG as base64 ("" without one)."""

    where: str
    fate: str
    why: str
    copy: str
    candidate: str
    picture: str


@dataclass(frozen=True, slots=True)
class ScanView:
    """What the report shows."""

    title: str
    paper: str
    batch: str
    total: int
    counts: tuple[tuple[str, int], ...]
    sheets: int
    marked: int
    open: int
    pages: tuple[PageLine, ...]
    missing: tuple[tuple[str, str, str], ...]
    accepted: int


def scan_html(paper: Paper, batch: str, found: Account, marked: int, thumbnail: Callable[[PageReading], bytes], accepted: int = 0) -> str:
    """The report as one file that fetches nothing; `marked` sheets were marked, `accepted` doubts count as proposed."""
    view = ScanView(
        title=paper.title,
        paper=paper.code,
        batch=batch,
        total=len(found.pages),
        counts=tuple((_SAID[fate], count) for fate, count in found.counts.items() if count),
        sheets=len(found.returned),
        marked=marked,
        open=len(found.open),
        pages=tuple(_line(one, thumbnail) for one in found.pages if one.fate != "read"),
        missing=tuple(_missing(one) for one in found.missing),
        accepted=accepted,
    )
    style, policy = report_style()
    return page("report/scan.html.j2", report=view, style=style, policy=policy, size=None, running="", running_right="")


def _line(one: PageAccount, thumbnail: Callable[[PageReading], bytes]) -> PageLine:
    reading = one.reading
    return PageLine(
        where=f"{shown(reading.source)}, page {reading.page}",
        fate=_SAID[one.fate],
        why=shown(one.why, 400) if one.why else "",
        copy=f"{reading.code}, side {reading.side}" if reading.code else "",
        candidate=shown(one.candidate) if one.candidate else "",
        picture=base64.b64encode(thumbnail(reading)).decode(),
    )


def _missing(one: Missing) -> tuple[str, str, str]:
    name = shown(one.name) if one.name else ""
    candidate = shown(one.candidate) if one.candidate else "nobody knows"
    return (f"{candidate} {name}".strip(), one.code, f"side {one.side}" if one.side else "the whole sheet")
