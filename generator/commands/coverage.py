"""Turn a bank into what it asks of its notes, and what is missing: on the terminal, as JSON, as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.options import Banks, Json

if TYPE_CHECKING:
    from generator.model.coverage import Coverage


def coverage(
    bank: Banks = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write a page to look at.")] = None,
    every: Annotated[bool, typer.Option("--all", help="List complete headings, too.")] = False,
    as_json: Json = False,
) -> None:
    """Say, heading by heading, what a bank asks of its notes and what is missing.

    Exit code 1 while something is missing or a bar of the bank's notes.yaml is not met.

    Examples:

      examwright coverage

      examwright coverage --html coverage.html

      examwright coverage --bank mine --all
    """
    from generator.bank.read import read_banks
    from generator.check.cache import default_folder
    from generator.check.coverage import coverage as covered
    from generator.check.run import check_bank
    from generator.commands.options import bank_folders
    from generator.commands.progress import Steps
    from generator.model.files import write_file
    from generator.model.problem import RefusedError
    from generator.model.record import dump

    reading = read_banks(bank_folders(bank))
    if reading.errors:
        raise RefusedError(reading.problems)
    with Steps("Proving", as_json, total=len(reading.bank.questions)) as steps:
        report = check_bank(reading, cache=default_folder(), progress=steps.step)
    found = covered(reading.bank, report.proofs)
    if html:
        from generator.render.coverage import coverage_html

        write_file(html, coverage_html(found))
    if as_json:
        typer.echo(dump(found), nl=False)
    else:
        _say(found, every)
    raise typer.Exit(0 if found.complete else 1)


def _say(found: Coverage, every: bool) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(soft_wrap=True)
    for title, rows, covered in found.by_chapter():
        listed = [one for one in rows if every or one.missing]
        console.print(f"\n[bold]{escape(title)}[/]: {covered} of {len(rows)} headings complete")
        table = Table("lines", "heading", "facts", "questions", "variants", "missing", box=None, pad_edge=False)
        for one in listed:
            first, last = one.heading.lines
            numbers = (str(one.facts), str(len(one.questions)), f"{one.variants:,}")
            table.add_row(f"{first}-{last}", escape(one.heading.heading[:44]), *numbers, "; ".join(one.missing))
        if listed:
            console.print(table)
    console.print("\n[bold]The whole bank[/]")
    for bar in found.bars:
        sign = "[green]✓[/]" if bar.met else "[red]✗[/]"
        console.print(f"  {sign} {bar.name.replace('_', ' ')}: {bar.have:,} ({'at most' if bar.most else 'of'} {bar.want:,})")
    sign = "[red]✗[/]" if found.idle else "[green]✓[/]"
    console.print(f"  {sign} facts with a value that nothing asks or uses: {len(found.idle)}")
    for name in found.idle[:20]:
        console.print(f"      {name}")
