"""Turn what a bank asks of its notes into values: heading by heading, line by line, and against its bars."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.bank import Heading


@dataclass(frozen=True, slots=True)
class HeadingCoverage:
    """One heading: its facts, the questions that ask one of its lines, their variants, and how often each EXAM line is asked."""

    heading: Heading
    facts: int
    questions: tuple[str, ...]
    variants: int
    exam: tuple[tuple[int, int], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure of the whole bank against what is asked of it; `most` turns the comparison round."""

    name: str
    have: int
    want: int
    most: bool = False

    @property
    def met(self) -> bool:
        """Whether the bank reaches it."""
        return self.have <= self.want if self.most else self.have >= self.want


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole bank. `idle` are facts with a value that no question asks or uses."""

    chapters: dict[str, str]
    headings: tuple[HeadingCoverage, ...]
    bars: tuple[Bar, ...]
    idle: tuple[str, ...]

    def by_chapter(self) -> list[tuple[str, list[HeadingCoverage], int]]:
        """Each chapter's title, its testable headings, and how many of these lack nothing."""
        chapters = [
            (title, [one for one in self.headings if one.heading.chapter == id and one.heading.testable])
            for id, title in self.chapters.items()
        ]
        return [(title, rows, sum(not one.missing for one in rows)) for title, rows in chapters]

    @property
    def complete(self) -> bool:
        """Whether every bar is met, nothing is missing of any heading, and no fact with a value is idle."""
        return all(bar.met for bar in self.bars) and not self.idle and not any(heading.missing for heading in self.headings)
