"""Turn an order into a folder of files, with progress shown, and say what to do next."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import typer

from generator.assemble.order import Order, fulfil, fulfil_apart
from generator.assemble.timing import expected_minutes
from generator.commands.options import is_ours
from generator.commands.progress import Steps
from generator.model.paper import Paper
from generator.model.shelf import place_paper, with_free_code
from generator.render.write import FILES, write_paper


def make(order: Order, out: Path, size: str, formats: set[str], quiet: bool) -> tuple[Paper, Path]:
    """Assemble, then render into the paper's folder."""
    ours = all(is_ours(Path(folder)) for folder in order.banks)
    with Steps("Choosing and realizing questions", quiet) as steps:
        record = (fulfil if ours else fulfil_apart)(order, steps.step)
    record = with_free_code(record, out)
    with Steps("Laying out", quiet, total=sum(len(FILES[name]) for name in formats)) as steps:
        folder = place_paper(record, out, lambda path: write_paper(record, path, size, formats, steps.step))
    return record, folder


def report(record: Paper, folder: Path, out: Path, formats: set[str], quiet: bool, as_json: bool) -> None:
    """Name the paper, its files and the next two commands; the key is not opened."""
    form = record.form(1)
    files = [name for kind in sorted(formats) for name in FILES[kind]]
    if as_json:
        data = {"code": record.code, "folder": str(folder), "items": len(form.slots), "forms": len(record.forms), "files": files}
        typer.echo(json.dumps(data))
        return
    if quiet:
        return
    typer.secho(f"\nPaper {record.code}", bold=True, nl=False)
    typer.echo(f": {record.title}, {len(form.slots)} questions, {record.minutes} minutes", nl=False)
    typer.echo(f" (about {expected_minutes(form)} by the authors' estimates)")
    for name in files:
        secret = "   (closed until it is marked)" if name.startswith("teacher/") else ""
        typer.echo(f"  {folder / name}{secret}")
    if len(record.forms) > 1:
        typer.echo(f"  form 1 of {len(record.forms)}; the others are in {folder / 'paper.json'}, for print runs")
    where = "" if out == Path("out") else f" --out {out}"
    typer.secho("\nNext", bold=True)
    typer.echo(f"  sit it:    {_how_to_sit(folder / 'candidate', formats)}")
    typer.echo(f"  grade it:  {_command()} grade {record.code} my-answers.csv{where}")


def _how_to_sit(folder: Path, formats: set[str]) -> str:
    if "html" not in formats:
        return f"print {folder / 'paper.pdf'} and sheet.pdf"
    return f"open {folder / 'paper.html'} in a browser" + (", or print it with sheet.pdf" if "pdf" in formats else "")


def _command() -> str:
    """How this command was called, so that the next one can be: `examwright`, or its path where the shell would not find it."""
    called = Path(sys.argv[0])
    if called.stem != "examwright" or shutil.which("examwright") == str(called.absolute()):
        return "examwright"
    return str(called.relative_to(Path.cwd())) if called.is_relative_to(Path.cwd()) else str(called)
