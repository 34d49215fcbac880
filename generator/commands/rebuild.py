"""Turn a paper's record into its files again, and say whether they are the same bytes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import typer

from generator.commands.options import OUT, Json, Out, Paper, Quiet


def rebuild(paper: Paper, out: Out = OUT, quiet: Quiet = False, as_json: Json = False) -> None:
    """Make a paper's files again from its record; nothing is drawn again.

    Says when WeasyPrint or Pango differ from those that made it: then lines may break elsewhere, the content is the same.

    Examples:

      examwright rebuild 7K3QWD
    """
    import json

    from generator.commands.options import paper_name
    from generator.commands.rebuilding import compare, install
    from generator.model.shelf import find_paper

    folder, record = find_paper(paper_name(paper, out), out)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".rebuild-") as name:
        verdict = compare(folder, record, Path(name), quiet or as_json)
        install(Path(name), folder, verdict)
    if as_json:
        typer.echo(json.dumps({"files": verdict.files, "versions": verdict.versions}))
    elif not quiet:
        for file, state in verdict.files.items():
            typer.secho(f"  {file}: {state}", fg="green" if state == "same bytes" else "yellow")
        for library, (before, now) in verdict.versions.items():
            typer.secho(
                f"{library} was {before} when the paper was made and is {now} here; lines may break elsewhere", fg="yellow", err=True
            )
    if verdict.differs:
        raise typer.Exit(1)
