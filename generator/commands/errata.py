"""Turn a bank into the corrections of its notes: by line, on the terminal, as a page, as CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.commands.options import Banks


def errata(
    bank: Banks = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write a page.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write a table for a spreadsheet.")] = None,
) -> None:
    """List what the notes have wrong, and what holds today, by line and with its source.

    Examples:

      examwright errata

      examwright errata --html errata.html --csv errata.csv
    """
    from generator.bank.read import load_banks
    from generator.commands.options import bank_folders
    from generator.model.files import write_file
    from generator.render.errata import errata as found_in
    from generator.render.errata import errata_csv, errata_html

    banks = load_banks(bank_folders(bank))
    facts = found_in(banks)
    if html:
        write_file(html, errata_html(banks, facts))
    if csv:
        write_file(csv, errata_csv(facts))
    for fact in () if html or csv else facts:
        first, last = fact.lines
        typer.secho(f"{first if first == last else f'{first}-{last}'}: {fact.status}", bold=True)
        typer.echo(f"  the notes have: {fact.notes_say}\n  what holds:     {fact.says}")
        typer.secho(f"  {fact.source}, as of {fact.as_of}", dim=True)
    typer.echo(f"{len(facts)} corrections")
