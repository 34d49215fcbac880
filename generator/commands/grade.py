"""Turn typed responses into results: scores, estimates, weak places, misconceptions, reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.options import OUT, Json, Out, Paper, Quiet

if TYPE_CHECKING:
    from generator.model.score import Results


def grade(
    paper: Paper,
    responses: Annotated[Path, typer.Argument(metavar="RESPONSES.csv", help="candidate,copy,1,2,... one line a candidate.")],
    out: Out = OUT,
    reports: Annotated[bool, typer.Option("--reports/--no-reports", help="Write reports in HTML and PDF.")] = True,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Mark typed answers and say where each candidate is weak, and why.

    The CSV file is what "Save my answers" of paper.html downloads, or one that you type from answer sheets:

      candidate,copy,1,2,3

      Ada,,B,AC,D

    Examples:

      examwright grade latest my-answers.csv

      examwright grade 7K3QWD class.csv --no-reports
    """
    from generator.commands.marking import mark_file, write_results
    from generator.commands.options import paper_name
    from generator.commands.problems import show_problems
    from generator.model.shelf import find_paper

    folder, record = find_paper(paper_name(paper, out), out)
    results, problems = mark_file(folder, record, responses, quiet or as_json)
    show_problems(problems)
    if not results.scores:
        typer.secho("Nobody could be graded.", fg="red", err=True)
        raise typer.Exit(1)
    target = write_results(folder, record, results, reports, quiet or as_json)
    if as_json:
        typer.echo((target / "results.json").read_text("utf-8"), nl=False)
    elif not quiet:
        _say(results, target, reports)
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(1)


def _say(results: Results, target: Path, reports: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from generator.render.names import shown

    names = ("candidate", "points", "percent", "estimate", "95 % interval", f"cut {results.cut}")
    table = Table(*names, box=None, header_style="bold", pad_edge=False)
    for score in results.scores[:40]:
        verdict = Text("✓ pass", "green") if score.passed else Text("✗ below", "red")
        points = f"{score.points} of {score.possible}"
        table.add_row(Text(shown(score.candidate)), points, score.percent, str(score.scaled), f"{score.low} to {score.high}", verdict)
    console = Console(soft_wrap=True)
    console.print(table)
    if len(results.scores) > 40:
        console.print(f"and {len(results.scores) - 40} more")
    console.print("\nThe estimate is linear in the points; the real exam's scale is secret and equated.", style="dim")
    typer.echo(f"{target / 'results.csv'}\n{target / 'results.json'}")
    if reports:
        typer.echo(f"{target / 'class.html'}\n{target / 'class.pdf'}\n{target / 'candidates'}{'/'}")
