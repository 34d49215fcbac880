"""Turn a class into copies: numbers that were never handed out, and neighbours that never get the same order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.copies import CopyEntry, Ledger
from generator.model.paper import Copy, Paper, Policy, copy
from generator.model.place import Place
from generator.model.problem import Problem, RefusedError
from generator.model.roster import Candidate

TRIES = 50  # a paper with few orders may have no other one for a neighbour


@dataclass(frozen=True, slots=True)
class Allotment:
    """One copy handed out; `candidate` is None for a spare. `alike` says that its neighbour before it has the same order."""

    entry: CopyEntry
    candidate: Candidate | None
    alike: bool = False


def allot(ledger: Ledger, seated: Sequence[Candidate], spares: int, policy: Policy, run: str) -> list[Allotment]:
    """A copy for everyone in seating order, then the spares. Raises RefusedError for a copy or a form that cannot be had."""
    if problems := _impossible(ledger, seated):
        raise RefusedError(problems)
    fixed = {candidate.copy for candidate in seated if candidate.copy is not None}
    following = max((*ledger.entries, *fixed)) + 1
    found: list[Allotment] = []
    before: object = None
    for candidate in (*seated, *[None] * spares):
        number = candidate.copy if candidate and candidate.copy is not None else None
        made = _different(ledger.paper, [number] if number else range(following, following + TRIES), candidate, policy, before)
        following = max(following, made.number + 1)
        entry = CopyEntry(made.number, made.code, made.form, policy, run, candidate.id if candidate else "")
        found.append(Allotment(entry, candidate, _order(made) == before))
        before = _order(made)
    return found


def _different(paper: Paper, numbers: Sequence[int], candidate: Candidate | None, policy: Policy, before: object) -> Copy:
    """The first of these copies that is not in the order of the one before it, or else the first."""
    form = candidate.form if candidate else None
    made = (copy(paper, number, form, policy) for number in numbers)
    return next((one for one in made if _order(one) != before), copy(paper, numbers[0], form, policy))


def _order(made: Copy) -> object:
    return tuple((slot.slot.id, slot.variant, slot.options) for slot in made.slots)


def _impossible(ledger: Ledger, seated: Sequence[Candidate]) -> list[Problem]:
    """What the roster fixes and cannot be: forms that the paper has not, copies that are out already."""
    problems = []
    for candidate in seated:
        if candidate.form is not None and candidate.form > len(ledger.paper.forms):
            message = f"candidate {candidate.id!r} is to get form {candidate.form}"
            problems.append(Problem(Place("roster"), "roster-form", message, got=f"a paper with {len(ledger.paper.forms)}"))
        if candidate.copy is not None and candidate.copy in ledger.entries:
            message = f"candidate {candidate.id!r} is to get copy {candidate.copy}, which was handed out already"
            problems.append(Problem(Place("roster"), "roster-copy", message, hint="leave the copy empty: numbers never come twice"))
    return problems
