"""Turn a class and a number of copies into a print run in the paper's folder; one that was cut short is finished first."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.commands.progress import Steps
from generator.model.allot import allot
from generator.model.copies import CopyEntry
from generator.model.files import SECRET, write_file
from generator.model.paper import Paper, Policy
from generator.model.place import Place
from generator.model.problem import Problem, refuse
from generator.model.record import ShapeError, dump
from generator.model.roster import Candidate, read_roster, seat_order
from generator.model.run import Run, run_copy
from generator.model.sheet import SizeName
from generator.model.shelf import add_copies, ledger, locked, read_record, read_text
from generator.render.press.names import unprintable
from generator.render.press.run import RECORD, write_run

RUNS = "runs"


def read_class(path: Path | None) -> tuple[list[Candidate], list[Problem]]:
    """The candidates in seating order, and what is wrong with their file."""
    if path is None:
        return [], []
    roster = read_roster(read_text(path), str(path))
    problems = list(roster.problems)
    for candidate in roster.candidates:
        if missing := unprintable(f"{candidate.name}{candidate.id}{candidate.room}{candidate.seat}"):
            message = f"our face has no sign for {missing!r} in the line of candidate {candidate.id!r}"
            hint = "it is printed as an empty box; write the name in Latin, Greek or Cyrillic letters"
            problems.append(Problem(Place(str(path)), "roster-character", message, hint=hint, severity="warning"))
    return seat_order(roster.candidates), problems


def print_run(
    folder: Path,
    paper: Paper,
    people: list[Candidate],
    copies: int,
    *,
    size: SizeName,
    policy: Policy,
    duplex: bool = True,
    workers: int = 1,
    quiet: bool = False,
) -> tuple[Path, Run]:
    """Hand out copies and write their run. Raises RefusedError where there are fewer copies than people, and as `allot` does."""
    if copies < len(people):
        raise refuse("--copies", "run-copies", f"{copies} copies for {len(people)} candidates", hint="leave --copies out, or ask for more")
    message, hint = "copies of this paper are being handed out right now", "wait until the other command is done"
    with locked(folder, "paper-in-use", message, hint):
        finish(folder, paper, workers, quiet)
        runs = folder / RUNS
        number = str(1 + max((int(path.name) for path in runs.glob("[0-9]*")), default=0))
        allotted = allot(ledger(folder, paper), people, copies - len(people), policy, number)
        run = Run(1, paper.code, number, size, policy, duplex, tuple(run_copy(one) for one in allotted))
        begun = runs / f".{number}"
        begun.mkdir(parents=True)
        write_file(begun / RECORD, dump(run), SECRET)
        return _finished(folder, paper, begun, workers, quiet)


def finish(folder: Path, paper: Paper, workers: int, quiet: bool) -> list[Path]:
    """Write the runs that were begun and cut short; their copies are what they were going to be."""
    found = []
    for begun in sorted((folder / RUNS).glob(".[0-9]*")):
        if (begun / RECORD).is_file():
            found.append(_finished(folder, paper, begun, workers, quiet)[0])
        else:
            shutil.rmtree(begun)  # cut short before anything was handed out
    return found


def _finished(folder: Path, paper: Paper, begun: Path, workers: int, quiet: bool) -> tuple[Path, Run]:
    run = read_run(begun)
    add_copies(folder, paper, [CopyEntry(one.number, one.code, one.form, run.policy, run.run, one.candidate) for one in run.copies])
    for path in begun.iterdir():
        if path.name != RECORD:
            path.unlink()
    with Steps(f"Printing run {run.run}", quiet, total=len(run.copies)) as steps:
        write_run(paper, run, begun, workers=workers, progress=steps.step)
    target = begun.with_name(run.run)
    begun.rename(target)
    return target, run


def read_run(folder: Path) -> Run:
    """The record of a run. Raises RefusedError where it is missing or not one of ours."""
    path = folder / RECORD
    try:
        return read_record(Run, path)
    except ShapeError as error:
        raise refuse(str(path), "run-shape", f"this is not the record of a print run: {error}") from None
