"""Turn a batch of scanned pages into values: each page accounted for once, sheets that came back, what is open, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.model.response import Sitting
from generator.model.scan import Doubt, PageReading

PageFate = Literal["read", "doubtful", "blank", "duplicate", "differing duplicate", "foreign", "unreadable", "set aside"]
FATES: tuple[PageFate, ...] = ("read", "doubtful", "blank", "duplicate", "differing duplicate", "foreign", "unreadable", "set aside")
IGNORE, BLANK, INVALID, USE = "ignore", "", "invalid", "use"
"""What a person may settle beside answers: a page does not count, nothing was answered, an answer is invalid, a page counts as read."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A reading and the file it came from: the first half of the SHA-256 of its bytes."""

    file: str
    reading: PageReading

    @property
    def key(self) -> tuple[str, str, int]:
        """What names a page of a batch."""
        return self.reading.source, self.file, self.reading.page


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """`scans/<batch>/batch.json`: the candidates that grids are compared with, by id, with their names."""

    format: int
    paper: str
    candidates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageAccount:
    """What became of one page, and why where it is not plainly read."""

    reading: PageReading
    fate: PageFate
    why: str = ""
    candidate: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A sheet that came back: its pages by side, whose it is ("" while that is open), the ids of its open doubts."""

    copy: int
    code: str
    candidate: str
    pages: Mapping[int, PageReading]
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A side of a handed-out copy that did not come; side 0: the whole sheet."""

    copy: int
    code: str
    side: int
    candidate: str
    name: str


@dataclass(frozen=True, slots=True)
class Account:
    """Every page once, the sheets, all doubts (settled ones, too), the open ones' ids, and what is missing."""

    pages: tuple[PageAccount, ...]
    returned: tuple[Returned, ...]
    doubts: tuple[Doubt, ...]
    open: tuple[str, ...]
    missing: tuple[Missing, ...]

    @property
    def counts(self) -> dict[PageFate, int]:
        """Pages by what became of them; they add up to the pages that came in."""
        found = Counter(page.fate for page in self.pages)
        return {fate: found[fate] for fate in FATES}


@dataclass(frozen=True, slots=True)
class Answered:
    """A sitting, and the same as it would be typed: a text for each question by its printed number."""

    sitting: Sitting
    code: str
    texts: Mapping[int, str]
