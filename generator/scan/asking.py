"""Turn a page that was read into the doubts that a person must settle: its marks, its written numbers, whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from generator.model.batch import IGNORE, USE
from generator.model.paper import LETTERS
from generator.model.scan import BubbleReading, Doubt, PageReading, SheetPlan
from generator.scan.doubts import page_name

_FAINTEST = 0.15  # of black: a doubtful mark below it is not proposed
_NEAREST, _FARTHEST = 5, 3


def mark_id(reading: PageReading, question: int, row: int) -> str:
    """The id of a doubt about the marks of a question, or of one of its rows."""
    return f"{page_name(reading)}-q{question}" + (f".{row}" if row else "")


def written_id(reading: PageReading, question: int) -> str:
    """The id of a doubt about a written number."""
    return f"{page_name(reading)}-w{question}"


def identity_id(reading: PageReading) -> str:
    """The id of the doubt whose a page is."""
    return f"{page_name(reading)}-identity"


def page_id(reading: PageReading) -> str:
    """The id of a doubt about a whole page."""
    return f"{page_name(reading)}-page"


def seen_id(reading: PageReading) -> str:
    """The id of the doubt whether a page that is hardly seen counts."""
    return f"{page_name(reading)}-seen"


def twice_id(reading: PageReading) -> str:
    """The id of the doubt whose a sheet is where another names the same candidate."""
    return f"{page_name(reading)}-twice"


def questions(reading: PageReading) -> Iterator[tuple[int, int, list[BubbleReading]]]:
    """(question, row, its bubbles in printed order)."""
    ordered = sorted(reading.bubbles, key=lambda one: (one.question, one.row, one.option))
    for (question, row), held in groupby(ordered, key=lambda one: (one.question, one.row)):
        yield question, row, list(held)


def letters(bubbles: Sequence[BubbleReading]) -> str:
    """The letters of those that are filled."""
    return "".join(LETTERS[one.option] for one in bubbles if one.state == "filled")


def nameless(reading: PageReading, why: str) -> Doubt:
    """A page of ours whose code cannot be read, or was typed."""
    return Doubt(page_id(reading), "page", reading.source, reading.page, "", 0, 0, "", why, (IGNORE,))


def set_aside(reading: PageReading, name: str) -> Doubt:
    """A doubt that a person settled by setting its page aside: it stays, so that it can be opened again."""
    kind = "identity" if name == identity_id(reading) else "page"
    code = "" if name == page_id(reading) else reading.code
    choices = () if kind == "identity" else (IGNORE,) if name == page_id(reading) else (USE, IGNORE)
    return replace(_doubt(name, kind, reading, 0, 0, "", "a person set the page aside", choices, ""), code=code)


def hardly_seen(reading: PageReading, candidate: str) -> Doubt | None:
    """A page that is for a person as a whole, whatever its marks."""
    marked = "doubtful" in {*(one.state for one in reading.bubbles), *(one.state for one in reading.digits)}
    if reading.state != "doubtful" or marked:
        return None
    why = f"{reading.why}; scan it again, or let it count as it was read"
    return _doubt(seen_id(reading), "page", reading, 0, 0, "", why, (USE, IGNORE), candidate)


def mark_doubts(reading: PageReading, plan: SheetPlan, candidate: str) -> Iterator[Doubt]:
    """One for each question (or row) with a doubtful mark, and for each box with something written in it."""
    for question, row, held in questions(reading):
        unsure = [one for one in held if one.state == "doubtful"]
        if unsure:
            choices = tuple(LETTERS[one.option] for one in held)
            proposed = proposal(held, plan.takes.get(question, 1))
            yield _doubt(mark_id(reading, question, row), "marks", reading, question, row, proposed, _unclear(held), choices, candidate)
    for box in reading.write_ins:
        if box.state == "written":
            why = "a person reads what is written"
            yield _doubt(written_id(reading, box.question), "written", reading, box.question, 0, "", why, (), candidate)


def proposal(held: Sequence[BubbleReading], takes: int) -> str:
    """The filled ones; while they are too few, the darkest of the doubtful ones."""
    chosen = [one for one in held if one.state == "filled"]
    others = sorted((one for one in held if one.state == "doubtful" and one.darkness >= _FAINTEST), key=lambda one: -one.darkness)
    chosen += others[: max(0, takes - len(chosen))]
    return "".join(sorted(LETTERS[one.option] for one in chosen))


def _unclear(held: Sequence[BubbleReading]) -> str:
    """`B is unclear (31 % dark); D is filled`."""
    unsure = [f"{LETTERS[one.option]} ({round(100 * one.darkness)} % dark)" for one in held if one.state == "doubtful"]
    text = f"{_listed(unsure)} {'is' if len(unsure) == 1 else 'are'} unclear"
    for state in ("filled", "cancelled"):
        found = [LETTERS[one.option] for one in held if one.state == state]
        if found:
            text += f"; {_listed(found)} {'is' if len(found) == 1 else 'are'} {state}"
    return text


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def identity_doubt(reading: PageReading, why: str, number: str, known: Mapping[str, str], first: Sequence[str] = ()) -> Doubt:
    """Whose page this is; `first` are candidates that come to mind before those with similar numbers."""
    choices = tuple(dict.fromkeys((*first, *nearest(number, known))))
    return _doubt(identity_id(reading), "identity", reading, 0, 0, number, why, choices, "")


def nearest(number: str, known: Mapping[str, str]) -> list[str]:
    """The ids that differ least from a grid's number, in which `?` and `_` may be any digit; none that differ in more than three places."""
    wanted = number.strip("_")
    if not wanted.strip("?"):
        return []
    far = sorted((distance(wanted, one), one) for one in known)
    return [one for steps, one in far if steps <= min(_FARTHEST, len(wanted) - 1)][:_NEAREST]


def distance(first: str, second: str) -> int:
    """How many characters must be put in, left out or changed to come from one to the other; `?` and `_` equal any."""
    before = list(range(len(second) + 1))
    for at, one in enumerate(first, 1):
        here = [at]
        for place, other in enumerate(second, 1):
            same = one == other or one in "?_"
            here.append(min(before[place] + 1, here[-1] + 1, before[place - 1] + (not same)))
        before = here
    return before[-1]


def _doubt(
    name: str, kind: str, reading: PageReading, question: int, row: int, proposed: str, why: str, choices: tuple[str, ...], candidate: str
) -> Doubt:
    return Doubt(name, kind, reading.source, reading.page, reading.code, question, row, proposed, why, choices, candidate)  # type: ignore[arg-type]
