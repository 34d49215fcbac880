"""Turn the files of one or more banks into one value to draw from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.blueprint import Blueprint
from generator.model.fact import Fact
from generator.model.place import Place
from generator.model.question import Question


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of the notes: its topic, its lines, and which of them are flagged EXAM."""

    topic: str
    heading: str
    chapter: str
    lines: tuple[int, int]
    testable: bool
    exam: tuple[int, ...]
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """One file of a bank."""

    id: str
    title: str
    chapter: str
    domain: str
    lines: tuple[int, int]
    place: Place


@dataclass(frozen=True, slots=True)
class Bank:
    """Everything that was read, by full id. `bars` are what `coverage` asks of it.

    `digests` are (bank name, SHA-256 over its files) in the order given.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    blueprints: Mapping[str, Blueprint] = field(default_factory=dict)
    chapters: Mapping[str, str] = field(default_factory=dict)
    headings: tuple[Heading, ...] = ()
    bars: Mapping[str, int] = field(default_factory=dict)
    digests: tuple[tuple[str, str], ...] = ()
