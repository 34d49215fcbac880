"""Turn a marked sitting into values: a mark a slot, a score a candidate, the results of a paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.correction import Correction
from generator.model.response import Sitting

Outcome = Literal["right", "wrong", "blank", "invalid", "void"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One slot of one candidate. `points` is 0 or 1 under all-or-nothing; pilots are marked and not counted;
    `chosen` holds the author ids of wrong options chosen (misconceptions), `missed` those of right options left out."""

    slot: str
    number: int
    variant: int
    outcome: Outcome
    points: int
    pilot: bool
    chosen: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Points reached of points possible over scored slots with one property (a domain, a topic)."""

    name: str
    points: int
    possible: int


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong option that a candidate chose: where, what it is called, its reason, and the facts to read again."""

    question: str
    option: str
    number: int
    why: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """One candidate. `scaled` is an estimate on 100 to 1000, (`low`, `high`) its interval, `passed` scaled >= cut."""

    candidate: str
    copy: int
    copy_code: str
    points: int
    possible: int
    percent: str
    scaled: int
    low: int
    high: int
    passed: bool
    marks: tuple[Mark, ...]
    domains: tuple[Tally, ...]
    topics: tuple[Tally, ...]
    misconceptions: tuple[Misconception, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """All candidates of one paper under one key version (the number of corrections); sittings and corrections are kept with them."""

    paper: str
    key_version: int
    cut: int
    scores: tuple[Score, ...]
    sittings: tuple[Sitting, ...]
    corrections: tuple[Correction, ...] = ()
    format: int = 1
