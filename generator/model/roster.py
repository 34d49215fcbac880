"""Turn the list of a class (CSV) into candidates: one reader for print runs, quizzes and scans.

Columns are found by name, in any order: candidate (an id, unique) and name; email, group, room, seat, form, copy, time_factor,
large_print and status may be there. Every other column is kept, and can be used as a group.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from generator.model.delimited import rows
from generator.model.place import Place
from generator.model.problem import Problem

Status = Literal["", "absent", "excused", "disqualified"]
STATUSES: tuple[Status, ...] = ("", "absent", "excused", "disqualified")
COLUMNS = ("candidate", "name", "email", "group", "room", "seat", "form", "copy", "time_factor", "large_print", "status")
_YES, _NO = ("yes", "y", "true", "1", "x"), ("", "no", "n", "false", "0")
_FACTOR = re.compile(r"\d(\.\d{1,3})?\Z", re.ASCII)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who sits. `form` and `copy` are what a teacher fixed (None: ours to choose); `time_factor` is exact text (`1.25`)."""

    id: str
    name: str
    email: str = ""
    group: str = ""
    room: str = ""
    seat: str = ""
    form: int | None = None
    copy: int | None = None
    time_factor: str = "1"
    large_print: bool = False
    status: Status = ""
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Roster:
    """The candidates in the order of their lines, and everything that was wrong with the file."""

    candidates: tuple[Candidate, ...]
    problems: tuple[Problem, ...]

    def by_id(self) -> dict[str, Candidate]:
        """Candidates by their ids."""
        return {candidate.id: candidate for candidate in self.candidates}


def seat_order(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Room by room, seat by seat (`A2` before `A10`); those without a seat keep the order of their lines, last."""
    return sorted(candidates, key=lambda one: (one.room == "" and one.seat == "", _natural(one.room), one.seat == "", _natural(one.seat)))


def _natural(text: str) -> list[tuple[int, int, str]]:
    """Text in which numbers sort as numbers."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in re.split(r"(\d+)", text) if part]


def read_roster(text: str, file: str) -> Roster:
    """The candidates of a CSV file. A line with an error is left out and reported; the others are still read."""
    lines = rows(text)
    header = next(lines, None)
    if header is None:
        return Roster((), (_problem(file, 1, 1, "roster-empty", "the file is empty", expected="candidate,name,..."),))
    names = [_column(name) for name in header[1]]
    problems = list(_header(file, names, header[2]))
    if problems:
        return Roster((), tuple(problems))
    found: list[tuple[int, Candidate]] = []
    for line, cells, complaint in lines:
        if complaint:
            problems.append(_problem(file, line, 1, "roster-csv", f"the line cannot be read: {complaint}"))
        elif any(cell.strip() for cell in cells):
            candidate, more = _candidate(file, line, names, cells)
            problems += more
            if candidate is not None:
                found.append((line, candidate))
    kept, more = _unique(file, found)
    return Roster(tuple(kept), tuple(problems + more))


def _column(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().lower())


def _problem(file: str, line: int, column: int, rule: str, message: str, *, expected: str = "", got: str = "", hint: str = "") -> Problem:
    return Problem(Place(file, line, column), rule, message, expected=expected, got=got, hint=hint)


def _header(file: str, names: Sequence[str], complaint: str) -> Iterator[Problem]:
    if complaint:
        yield _problem(file, 1, 1, "roster-csv", f"the line cannot be read: {complaint}")
        return
    for name in ("candidate", "name"):
        if name not in names:
            got = ", ".join(filter(None, names))
            yield _problem(file, 1, 1, "roster-header", f"no column is called {name}", expected="candidate,name,...", got=got)
    for name, count in Counter(filter(None, names)).items():
        if count > 1:
            yield _problem(file, 1, names.index(name) + 1, "roster-header", f"{count} columns are called {name}", hint="keep one")


def _candidate(file: str, line: int, names: Sequence[str], cells: Sequence[str]) -> tuple[Candidate | None, list[Problem]]:
    if len(cells) > len(names):
        message = f"the line has {len(cells)} cells where the header has {len(names)}"
        return None, [_problem(file, line, len(names) + 1, "roster-width", message, hint="a comma inside a name stands in quotes")]
    values = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
    problems = [_problem(file, line, names.index(name) + 1, "roster-value", message) for name, message in _wrong(values)]
    if problems:
        return None, problems
    factor = values.get("time_factor", "") or "1"
    return Candidate(
        id=values["candidate"],
        name=values.get("name", ""),
        email=values.get("email", ""),
        group=values.get("group", ""),
        room=values.get("room", ""),
        seat=values.get("seat", ""),
        form=int(values["form"]) if values.get("form") else None,
        copy=int(values["copy"]) if values.get("copy") else None,
        time_factor=factor,
        large_print=values.get("large_print", "").lower() in _YES,
        status=next(status for status in STATUSES if status == values.get("status", "").lower()),
        more={name: value for name, value in values.items() if name not in COLUMNS},
    ), []


def _wrong(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(column, what is wrong with its value)."""
    if not values.get("candidate"):
        yield "candidate", "the line has no candidate id"
    for name, value in values.items():
        if len(value) > _LONGEST or not value.isprintable():
            yield name, f"{name} is longer than {_LONGEST} characters, or holds a character that cannot be printed"
    for name in ("form", "copy"):
        value = values.get(name, "")
        if value and not (value.isascii() and value.isdecimal() and int(value[:9]) > 0 and len(value) < 8):
            yield name, f"{name} is a whole number from 1, not {value!r}"
    factor = values.get("time_factor", "")
    if factor and not (_FACTOR.match(factor) and 1 <= Fraction(factor) <= 5):
        yield "time_factor", f"time_factor is a number from 1 to 5 with a decimal point, not {factor!r}"
    if values.get("large_print", "").lower() not in (*_YES, *_NO):
        yield "large_print", f"large_print is yes or no, not {values['large_print']!r}"
    if values.get("status", "").lower() not in STATUSES:
        yield "status", f"status is {', '.join(STATUSES[1:])} or nothing, not {values['status']!r}"


def _unique(file: str, found: Sequence[tuple[int, Candidate]]) -> tuple[list[Candidate], list[Problem]]:
    """The first line of each id; others with the same id, or with a fixed copy that another has, are reported and left out."""
    kept: list[Candidate] = []
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    copies: dict[int, int] = {}
    for line, candidate in found:
        if candidate.id in lines:
            message = f"candidate {candidate.id!r} stands on line {lines[candidate.id]} already; this line is left out"
            problems.append(_problem(file, line, 1, "roster-candidate-twice", message))
        elif candidate.copy in copies:
            message = f"copy {candidate.copy} is given on line {copies[candidate.copy]} already; this line is left out"
            problems.append(_problem(file, line, 1, "roster-copy-twice", message))
        else:
            lines[candidate.id] = line
            if candidate.copy is not None:
                copies[candidate.copy] = line
            kept.append(candidate)
    return kept, problems
