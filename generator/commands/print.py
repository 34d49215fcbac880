"""Turn a paper into a print run: unique copies for a class, answer sheets with names, keys, seating list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.options import OUT, Json, Out, Paper, Quiet, Size

if TYPE_CHECKING:
    from generator.model.paper import Paper as Record

Copies = Annotated[
    int | None, typer.Option("--copies", "-n", min=1, max=100_000, help="How many copies; those beyond the roster are spares.")
]
Roster = Annotated[Path | None, typer.Option(metavar="FILE.csv", help="The class: candidate,name,room,seat,... one line each.")]


def print_copies(
    paper: Paper,
    copies: Copies = None,
    roster: Roster = None,
    questions: Annotated[bool, typer.Option("--shuffle-questions/--keep-questions", help="Each copy's own order of questions.")] = True,
    options: Annotated[bool, typer.Option("--shuffle-options/--keep-options", help="Each copy's own order of options.")] = True,
    numbers: Annotated[bool, typer.Option("--own-numbers/--same-numbers", help="Each copy's own variants (paper --variants).")] = True,
    duplex: Annotated[bool, typer.Option(help="Begin every copy on a new sheet of paper.")] = True,
    size: Annotated[Size, typer.Option(help="Paper size.")] = Size.a4,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes at work.")] = 1,
    again: Annotated[int | None, typer.Option("--again", metavar="COPY", help="Print this copy of an earlier run again, alone.")] = None,
    out: Out = OUT,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Print unique copies of a paper for a class, with answer sheets, keys and a seating list.

    The roster is a CSV file: candidate,name,room,seat (and more); neighbors never get the same order. Everything goes to
    runs/1, runs/2, ... in the paper's folder; copy numbers are never used twice.

    Examples:

      examwright print latest --copies 30

      examwright print 7K3QWD --roster class.csv --copies 125

      examwright print 7K3QWD --again 17
    """
    import json

    from generator.commands.options import paper_name
    from generator.commands.printing import print_run, read_class
    from generator.commands.problems import show_problems
    from generator.model.paper import Policy
    from generator.model.shelf import find_paper

    folder, record = find_paper(paper_name(paper, out), out)
    if again is not None:
        _again(folder, record, again)
        return
    people, problems = read_class(roster)
    show_problems(problems)
    if any(problem.severity == "error" for problem in problems) or not (people or copies):
        if not problems:
            typer.secho("How many? Give --copies, --roster, or both.", fg="red", err=True)
        raise typer.Exit(1)
    policy = Policy("shuffled" if questions else "fixed", "shuffled" if options else "fixed", "own" if numbers else "first")
    target, run = print_run(
        folder, record, people, copies or len(people),
        size=size.value, policy=policy, duplex=duplex, workers=workers, quiet=quiet or as_json,
    )  # fmt: skip
    if as_json:
        typer.echo(json.dumps({"paper": record.code, "run": run.run, "folder": str(target), "copies": len(run.copies)}))
    elif not quiet:
        spares = sum(not one.candidate for one in run.copies)
        typer.secho(f"\nRun {run.run} of paper {record.code}", bold=True, nl=False)
        typer.echo(f": {len(run.copies)} copies, {spares} of them spare")
        for path in sorted(path for path in target.iterdir() if path.suffix != ".json"):
            typer.echo(f"  {path}" + ("   (closed until it is marked)" if path.name == "keys.csv" else ""))


def _again(folder: Path, record: Record, number: int) -> None:
    """Write one copy and its sheet once more. Raises RefusedError where no run has it."""
    from generator.commands.printing import RUNS, read_run
    from generator.model.files import write_file
    from generator.model.problem import refuse
    from generator.render.press.run import single_copy

    for path in sorted((folder / RUNS).glob("[0-9]*")):
        run = read_run(path)
        if any(one.number == number for one in run.copies):
            for name, data in zip(("copy", "sheet"), single_copy(record, run, number), strict=True):
                write_file(path / "again" / f"{name}-{number}.pdf", data)
                typer.echo(f"  {path / 'again' / f'{name}-{number}.pdf'}")
            return
    raise refuse(str(folder / RUNS), "copy-missing", f"no run of this paper has a copy {number}")
