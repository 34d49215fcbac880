"""Turn a doubt, what it is about and what was said of it into what its page shows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from generator.model.batch import BLANK, IGNORE, INVALID, USE
from generator.model.scan import Doubt, Settled
from generator.render.names import shown
from generator.scan.doubts import REOPENED
from generator.web.doubts.desk import Asked, Desk

NEAREST, MOST_FOUND = 9, 30
_TITLES = {"identity": "Whose sheet is it?", "page": "What is this page?"}
_SPOKEN = {USE: "the page counts", IGNORE: "the page does not count"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the history: what was said, by whom, when, why."""

    value: str
    who: str
    at: str
    why: str
    about: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A doubt in its batch: its key in addresses, its title, whether it is open, what holds of it."""

    key: str
    title: str
    doubt: Doubt
    holds: Settled | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A doubt's page. `chosen` is what its form starts with: what holds, or else what we read."""

    place: Place
    asked: Asked
    where: str
    candidate: str
    proposed: str
    chosen: str
    choices: tuple[tuple[str, str], ...]
    typed: str
    at: int
    count: int
    open: int
    previous: str
    next: str
    history: tuple[Line, ...]
    seen: int


def key_of(doubt: Doubt) -> str:
    """A doubt's id as it may stand in an address, whatever is in it."""
    return hashlib.sha256(doubt.id.encode()).hexdigest()[:16]


def title_of(doubt: Doubt) -> str:
    """What a doubt is about, in a few words."""
    if doubt.kind in _TITLES:
        return _TITLES[doubt.kind]
    return f"Question {doubt.question}" + (f", row {doubt.row}" if doubt.row else "")


def places(desk: Desk, batch: str) -> tuple[Place, ...]:
    """Every doubt of a batch, in order."""
    standing = desk.standing(batch)
    return tuple(Place(key_of(doubt), title_of(doubt), doubt, standing.get(doubt.id)) for doubt in desk.doubts(batch))


def next_open(found: Sequence[Place], after: str) -> Place | None:
    """The open doubt that comes next, from the start again at the end; None where all are settled."""
    keys = [place.key for place in found]
    start = keys.index(after) + 1 if after in keys else 0
    return next((place for place in (*found[start:], *found[:start]) if place.holds is None), None)


def spoken(doubt: Doubt, value: str, names: Mapping[str, str]) -> str:
    """A value as a person says it."""
    if value == REOPENED:
        return "opened again"
    if doubt.kind in ("marks", "written"):
        return "blank" if value == BLANK else " ".join(value) if doubt.kind == "marks" and value != INVALID else value
    if doubt.kind == "identity" and names.get(value):
        return f"{shown(names[value])} ({shown(value)})"
    return _SPOKEN.get(value) or (shown(value) if value else "nothing")


def history(desk: Desk, batch: str, found: Sequence[Place]) -> Iterator[Line]:
    """Every line about the batch, the oldest first."""
    names, by_id = desk.candidates(batch), {place.doubt.id: place for place in found}
    for line in desk.settled(batch):
        place = by_id.get(line.doubt)
        value = spoken(place.doubt, line.value, names) if place else shown(line.value or "blank")
        yield Line(
            value, shown(line.who), clock(line.at), shown(line.why, 200) if line.why else "",
            about=place.title if place else "a doubt that is gone", key=place.key if place else "",
        )  # fmt: skip


def shown_doubt(desk: Desk, batch: str, found: Sequence[Place], at: int, search: str = "") -> Shown:
    """The page of the doubt at a place, with the candidates that a search finds."""
    place, names = found[at], desk.candidates(batch)
    doubt, asked = place.doubt, desk.asked(batch, place.doubt)
    lines = tuple(line for line in history(desk, batch, found) if line.key == place.key)
    proposed = spoken(doubt, doubt.proposed, names) if doubt.kind == "marks" or doubt.proposed else ""
    chosen, choices = place.holds.value if place.holds else doubt.proposed, tuple(_choices(doubt, names, search))
    typed = chosen if place.holds and chosen not in dict(choices) else ""
    return Shown(
        place=place, asked=asked, where=_where(doubt), candidate=shown(asked.candidate) if asked.candidate else "", proposed=proposed,
        chosen=chosen, choices=choices, typed=typed, at=at + 1, count=len(found), open=sum(one.holds is None for one in found),
        previous=found[at - 1].key, next=found[(at + 1) % len(found)].key, history=lines, seen=len(lines),
    )  # fmt: skip


def _where(doubt: Doubt) -> str:
    return f"{shown(doubt.source)}, page {doubt.page}"


def _choices(doubt: Doubt, names: Mapping[str, str], search: str) -> Iterator[tuple[str, str]]:
    """(value, what stands beside it): those that a search finds, or else the nearest."""
    if doubt.kind in ("marks", "written"):
        return
    wanted = search.casefold().split()
    if wanted:
        found = [one for one, name in names.items() if all(word in f"{one} {name}".casefold() for word in wanted)][:MOST_FOUND]
    else:
        found = list(doubt.choices[:NEAREST])
    for one in dict.fromkeys([*found, IGNORE] if doubt.kind == "identity" and not wanted else found):
        yield one, _SPOKEN[one].capitalize() if one in _SPOKEN else shown(names[one]) if names.get(one) else ""


def clock(at: str) -> str:
    """A time of the log as this machine's clock and calendar say it."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%d %b %H:%M")
    except ValueError:
        return shown(at)
