"""Turn `responses.csv` into sittings: column k is the question printed as number k on that copy, letters are those printed there.

Everything that cannot be read is reported with line and column; nothing is guessed, and the rest is still read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.bank.trouble import short
from generator.kinds.table import KINDS
from generator.model.copies import CopyEntry, Ledger
from generator.model.delimited import rows
from generator.model.paper import Copy
from generator.model.place import Place
from generator.model.problem import Problem, Severity
from generator.model.response import Response, Sitting

CANDIDATE, COPY = "candidate", "copy"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where (from 0) a file has the candidate, the copy and each question by its number; `twice` are numbers that stand there twice."""

    file: str
    candidate: int
    copy: int | None
    questions: dict[int, int]
    twice: frozenset[int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave: sittings in the order of its lines, and everything that was wrong with it."""

    sittings: tuple[Sitting, ...]
    problems: tuple[Problem, ...]


def read_responses(text: str, file: str, ledger: Ledger) -> Reading:
    """The sittings of a CSV file (comma, semicolon or tab; a byte-order mark is skipped)."""
    lines = rows(text)
    header = next(lines, None)
    if header is None:
        return Reading((), (_problem(file, 1, 1, "responses-empty", "the file is empty", expected="candidate,copy,1,2,..."),))
    line, names, complaint = header
    if complaint:
        return Reading((), (_problem(file, line, 1, "responses-csv", f"the line cannot be read: {complaint}"),))
    questions = max(len(form.slots) for form in ledger.paper.forms)
    columns, problems = _columns(file, names, questions)
    if columns is None:
        return Reading((), tuple(problems))
    found: list[tuple[int, Sitting]] = []
    for line, cells, complaint in lines:
        if complaint:
            hint = "every quote that opens a cell is closed, and a quote inside is doubled"
            problems.append(_problem(file, line, 1, "responses-csv", f"not graded: {complaint}", hint=hint))
        elif any(cell.strip() for cell in cells):
            sitting, more = _sitting(columns, line, cells, len(names), ledger)
            problems += more
            if sitting is not None:
                found.append((line, sitting))
    kept, more = _without_conflicts(file, found)
    return Reading(tuple(kept), tuple(problems + more))


def _problem(
    file: str, line: int, column: int, rule: str, message: str, *, severity: Severity = "error", expected: str = "", hint: str = ""
) -> Problem:
    return Problem(Place(file, line, column), rule, message, severity=severity, expected=expected, hint=hint)


def _columns(file: str, header: Sequence[str], questions: int) -> tuple[Columns | None, list[Problem]]:
    names = [_column(name) for name in header]
    counts = Counter(names)
    numbers = {str(number) for number in range(1, questions + 1)}
    problems = []
    found: dict[int, int] = {}
    for at, name in enumerate(names):
        if name in numbers:
            found.setdefault(int(name), at)
        elif name not in (CANDIDATE, COPY):
            message = f"column {short(header[at])!r} is not one of this paper's and is left out"
            hint = f"questions are numbered 1 to {questions}"
            problems.append(_problem(file, 1, at + 1, "responses-extra-column", message, severity="warning", hint=hint))
        if counts[name] > 1 and names.index(name) != at and name:
            message = f"column {name!r} stands there twice; neither is read"
            problems.append(_problem(file, 1, at + 1, "responses-column-twice", message, hint="keep the right one"))
    missing = [number for number in range(1, questions + 1) if number not in found]
    if missing:
        message = f"no column for question {_spans(missing)}; counted as blank"
        problems.append(_problem(file, 1, len(names), "responses-missing-column", message, severity="warning"))
    if counts[CANDIDATE] != 1 or counts[COPY] > 1:
        hint = "the first line is: candidate,copy,1,2,... (copy may be left out)"
        message = "exactly one column is called candidate, and at most one copy"
        return None, [*problems, _problem(file, 1, 1, "responses-header", message, hint=hint)]
    twice = frozenset(number for number in found if counts[str(number)] > 1)
    copy_at = names.index(COPY) if COPY in names else None
    return Columns(file, names.index(CANDIDATE), copy_at, found, twice), problems


def _column(name: str) -> str:
    """A column's name without what does not tell it from another: spaces, capitals, zeros before a number."""
    plain = name.strip().lower()
    return (plain.lstrip("0") or "0") if plain.isdecimal() and plain.isascii() else plain


def _spans(numbers: Sequence[int]) -> str:
    """`3, 7 to 9` for [3, 7, 8, 9]."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(str(span[0]) if len(span) == 1 else f"{span[0]} to {span[-1]}" for span in spans)


def _sitting(columns: Columns, line: int, cells: Sequence[str], width: int, ledger: Ledger) -> tuple[Sitting | None, list[Problem]]:
    problems = []
    if len(cells) != width:
        message = f"the line has {len(cells)} cells where the header has {width}"
        severity: Severity = "error" if len(cells) > width else "warning"
        problems.append(_problem(columns.file, line, min(len(cells), width) + 1, "responses-width", message, severity=severity))
    candidate = _cell(cells, columns.candidate)
    if not candidate:
        message = "no candidate; the line is not graded"
        return None, [*problems, _problem(columns.file, line, columns.candidate + 1, "responses-candidate", message)]
    written = _cell(cells, columns.copy)
    entry = ledger.find(written)
    if entry is None:
        message = f"no copy {short(written)!r} of paper {ledger.paper.code}; {short(candidate)!r} is not graded"
        hint = "type the code at the top of the copy, or leave it empty for the paper without a run"
        return None, [*problems, _problem(columns.file, line, (columns.copy or 0) + 1, "responses-copy", message, hint=hint)]
    copy = ledger.copy(entry)
    responses, more = _responses(columns, line, cells, copy)
    return _made(ledger, entry, copy, candidate, responses), problems + more


def _made(ledger: Ledger, entry: CopyEntry, copy: Copy, candidate: str, responses: dict[str, Response]) -> Sitting:
    variants = {place.slot.id: place.variant for place in copy.slots if place.variant}
    return Sitting(ledger.paper.code, candidate, entry.number, "typed", responses, variants=variants)


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at].strip() if at is not None and at < len(cells) else ""


def _responses(columns: Columns, line: int, cells: Sequence[str], copy: Copy) -> tuple[dict[str, Response], list[Problem]]:
    responses, problems = {}, []
    for place in copy.slots:
        at = columns.questions.get(place.number)
        text = _cell(cells, at)
        by_letter = {letter: public for public, letter in place.letters.items()}
        response, complaint = KINDS[place.item.kind].read(text, by_letter, len(place.item.rows))
        if place.number in columns.twice and text:
            response, complaint = Response(text, "invalid"), "the question has two columns"
        if complaint:
            message = f"question {place.number}, {short(text)!r}: {complaint}; counted as wrong"
            problems.append(_problem(columns.file, line, (at or 0) + 1, "responses-unreadable", message))
        responses[place.slot.id] = response
    return responses, problems


def _without_conflicts(file: str, found: list[tuple[int, Sitting]]) -> tuple[list[Sitting], list[Problem]]:
    """One sitting a candidate: a repeated equal line counts once, two that differ count not at all."""
    lines: dict[str, list[tuple[int, Sitting]]] = {}
    for line, sitting in found:
        lines.setdefault(sitting.candidate, []).append((line, sitting))
    kept, problems = [], []
    for candidate, group in lines.items():
        same = all(sitting == group[0][1] for _, sitting in group)
        if same:
            kept.append(group[0][1])
        where = short(", ".join(str(number) for number, _ in group))
        for line, _ in group[1:] if same else group:
            verdict = "the same twice, counted once" if same else "with different answers; not graded until one is deleted"
            message = f"candidate {short(candidate)!r} stands on lines {where}, {verdict}"
            severity: Severity = "warning" if same else "error"
            problems.append(_problem(file, line, 1, "responses-candidate-twice", message, severity=severity))
    return kept, problems
