"""Turn a bank into the list of what is wrong with it: every problem at its place, then what was proved.

Exit codes: 0 nothing is wrong, 1 something is (warnings count with --strict), 2 there is no such bank.
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.commands.options import Quiet, bank_folders
from generator.commands.progress import Steps

Banks = Annotated[list[str] | None, typer.Argument(metavar="[BANK]...", help="A bank's folder, or one of ours by name.")]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="List each question: variants, ranks of the key, dressing.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Prove every question again.")]
Guessers = Annotated[bool, typer.Option("--guessers", help="Show how guessers fare over the bank: longest option, letter B, and so on.")]
Workers = Annotated[int, typer.Option("--workers", min=1, metavar="N", help="How many processes prove; by default one for each core.")]

CORES = os.cpu_count() or 2


class Format(StrEnum):
    """For people, for scripts, for annotations in a pull request."""

    text = "text"
    json = "json"
    github = "github"


Formats = Annotated[Format, typer.Option("--format", help="How problems are printed.")]


def check(
    bank: Banks = None,
    strict: Strict = False,
    format: Formats = Format.text,
    quiet: Quiet = False,
    verbose: Verbose = False,
    guessers: Guessers = False,
    no_cache: NoCache = False,
    workers: Workers = CORES,
) -> None:
    """Check a bank: every problem in one run, each question proved.

    Examples:

      examwright check                         our bank

      examwright check my-bank --strict        yours; warnings count, too

      examwright check my-bank --format json   for a script
    """
    from generator.bank.read import read_banks
    from generator.check.cache import default_folder
    from generator.check.run import check_bank
    from generator.commands.checking import PRINTERS, print_guessers
    from generator.model.problem import RefusedError

    try:
        folders = bank_folders(bank)
    except RefusedError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    reading = read_banks([near(folder) for folder in folders])
    with Steps("Proving", quiet or format is not Format.text, total=len(reading.bank.questions)) as steps:
        report = check_bank(reading, workers=workers, cache=None if no_cache else default_folder(), progress=steps.step)
    PRINTERS[format.value](reading, report, quiet, verbose)
    if guessers and format is not Format.json:
        print_guessers(reading.bank, report)
    if report.errors or (strict and report.problems):
        raise typer.Exit(1)


def near(folder: Path) -> Path:
    """The folder as it is called from here: shorter in messages, and a click away in an editor."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_absolute() and folder != here and folder.is_relative_to(here) else folder
