"""Turn scanned answer sheets into marks; what is not clear waits for a person."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.options import OUT, Json, Out, Paper, Quiet

if TYPE_CHECKING:
    from generator.commands.scanning import Desk
    from generator.model.batch import Account


def scan(
    paper: Paper,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILES...", help="PDF, TIFF, PNG or JPEG; none to mark what was settled.")
    ] = None,
    batch: Annotated[str | None, typer.Option(metavar="NAME", help="The batch's name; without it the next number.")] = None,
    roster: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="The class: candidate,name,... for sheets without a name in print.")
    ] = None,
    answers: Annotated[bool, typer.Option("--answers", help="Show the right answers on the annotated sheets.")] = False,
    accept: Annotated[bool, typer.Option("--accept-proposed", help="Mark unclear marks as proposed, without a person.")] = False,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes at work.")] = min(8, os.cpu_count() or 1),
    reports: Annotated[bool, typer.Option("--reports/--no-reports", help="Write reports in HTML and PDF.")] = True,
    out: Out = OUT,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Read scanned answer sheets, mark them, and list what a person must look at.

    A sheet with an open doubt is not marked: settle it (examwright doubts), then scan the same batch again, without files. Every
    page is accounted for in scans/NAME/report.html. A run that was cut short goes on where it was.

    Examples:

      examwright scan latest scans.pdf

      examwright scan 7K3QWD monday/*.jpg --roster class.csv --answers

      examwright scan 7K3QWD --batch 1
    """
    from generator.commands import scanning
    from generator.commands.options import paper_name
    from generator.commands.problems import show_problems
    from generator.model.shelf import find_paper
    from generator.scan import doubts

    folder, record = find_paper(paper_name(paper, out), out)
    desk, given = scanning.opened(folder, record, batch, files or [])
    with doubts.locked(desk.target):
        problems = list(scanning.remember_people(desk, roster))
        scanning.read(desk, given, workers, quiet or as_json)
        found, sittings = scanning.accounted(desk, accept)
        results, more = scanning.marked(desk, sittings, quiet or as_json)
        proposed = scanning.accepted(found, doubts.current(folder, desk.batch)) if accept else 0
        report = scanning.finished(desk, found, sittings, results, proposed, reports=reports, quiet=quiet or as_json, answers_shown=answers)
    show_problems([*problems, *more])
    if as_json:
        import json

        counts = {"batch": desk.batch, "pages": len(found.pages), "counts": found.counts, "sheets": len(found.returned)}
        typer.echo(json.dumps({**counts, "marked": len(sittings), "open": len(found.open), "missing": len(found.missing)}))
    elif not quiet:
        _say(desk, found, len(sittings), proposed, report)
    if any(problem.severity == "error" for problem in [*problems, *more]):
        raise typer.Exit(1)


def _say(desk: Desk, found: Account, marked: int, proposed: int, report: Path) -> None:
    from generator.commands.problems import visible

    counts = ", ".join(f"{count} {fate}" for fate, count in found.counts.items() if count)
    typer.secho(f"\nBatch {desk.batch} of paper {desk.paper.code}", bold=True, nl=False)
    typer.echo(f": {len(found.pages)} page{'s' * (len(found.pages) != 1)} ({counts or 'none'})")
    typer.echo(f"  {len(found.returned)} sheet{'s' * (len(found.returned) != 1)} came back, {marked} of them marked")
    for one in found.missing[:20]:
        who = visible(f"{one.candidate} {one.name}".strip()) or "a sheet without a candidate"
        typer.secho(f"  missing: {who}, {f'side {one.side}' if one.side else 'the whole sheet'} ({one.code})", fg="yellow")
    if len(found.missing) > 20:
        typer.secho(f"  and {len(found.missing) - 20} more", fg="yellow")
    if proposed:
        typer.secho(f"  {proposed} unclear marks count as proposed; nobody has looked at them", fg="yellow")
    if found.open:
        typer.secho(f"  {len(found.open)} open doubt{'s' * (len(found.open) != 1)}; a sheet with one is not marked", fg="yellow")
        typer.echo(f"  next: examwright doubts {desk.paper.code} --batch {desk.batch}")
        typer.echo(f"  then: examwright scan {desk.paper.code} --batch {desk.batch}")
    typer.echo(f"  {report}")
    if marked:
        typer.echo(f"  {desk.folder / 'results' / 'results.csv'}\n  {desk.target / 'annotated'}{os.sep}")
