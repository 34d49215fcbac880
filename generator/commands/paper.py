"""Turn a blueprint into a paper in `out/`: record, HTML, PDF, key and answer sheet."""

from __future__ import annotations

from typing import Annotated

import typer

from generator.commands.collecting import uncollected
from generator.commands.options import OUT, Banks, Json, Out, Quiet, Size
from generator.commands.print import Copies, Roster, print_copies

FORMATS = ("html", "pdf")


def paper(
    blueprint: Annotated[
        str, typer.Argument(metavar="BLUEPRINT", help="A blueprint of a bank (saa-c03, short, topic), or a file.")
    ] = "saa-c03",
    bank: Banks = None,
    seed: Annotated[str | None, typer.Option(metavar="TEXT", help="For tests and demonstrations; without it a secret one is made.")] = None,
    size: Annotated[Size, typer.Option(help="Paper size.")] = Size.a4,
    out: Out = OUT,
    topic: Annotated[list[str] | None, typer.Option("--topic", "-t", metavar="T", help="Only this topic (many times).")] = None,
    chapter: Annotated[list[str] | None, typer.Option("--chapter", "-c", metavar="C", help="Only this chapter (many times).")] = None,
    items: Annotated[int | None, typer.Option(min=1, max=200, help="How many questions.")] = None,
    minutes: Annotated[
        int | None, typer.Option(min=1, max=1440, help="Time allowed; without it the blueprint's, in proportion to --items.")
    ] = None,
    pick: Annotated[list[str] | None, typer.Option(metavar="QUESTION", help="A question that must be in it (many times).")] = None,
    forms: Annotated[int, typer.Option(min=1, max=50, help="Parallel forms with other questions of the same blueprint.")] = 1,
    variants: Annotated[int, typer.Option(min=1, max=50, help="Variants of each question, for copies with their own numbers.")] = 1,
    formats: Annotated[list[str] | None, typer.Option("--format", "-f", help="html, pdf; without it both.")] = None,
    copies: Copies = None,
    roster: Roster = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Make an exam paper: on screen, on paper, with its key and answer sheet.

    Examples:

      examwright paper                          a whole mock exam (65 questions, 130 minutes)

      examwright paper short --size letter      20 questions on US Letter

      examwright paper topic -t vpc-peering -t sqs --items 8

      examwright paper monday.yaml --bank ./mine --bank aws-saa

      examwright paper --roster class.csv --copies 125    and print run 1: unique copies with names
    """
    wanted = _formats(formats)
    if seed is not None and not quiet:
        typer.secho("A typed seed can be guessed, and with it the key: for tests and demonstrations only.", fg="yellow", err=True)
    with uncollected():
        from generator import __version__
        from generator.assemble.order import Order
        from generator.commands.making import make, report
        from generator.commands.options import bank_folders
        from generator.model.seed import random_seed

        order = Order(
            banks=tuple(str(folder) for folder in bank_folders(bank)), blueprint=blueprint,
            seed=seed if seed is not None else random_seed(),
            made_with=f"examwright {__version__}", topics=tuple(topic or ()), chapters=tuple(chapter or ()), items=items, minutes=minutes,
            picks=tuple(pick or ()), forms=forms, variants=variants,
        )  # fmt: skip
        made, folder = make(order, out, size.value, wanted, quiet or as_json)
        report(made, folder, out, wanted, quiet, as_json)
    if copies or roster:
        print_copies(made.code, copies, roster, size=size, out=out, quiet=quiet or as_json)


def _formats(names: list[str] | None) -> set[str]:
    """The formats asked for, also as `html,pdf`. Raises BadParameter for an unknown one, or none."""
    wanted = {part for name in names or FORMATS for part in name.split(",") if part}
    if (unknown := wanted - set(FORMATS)) or not wanted:
        raise typer.BadParameter(f"{', '.join(sorted(unknown)) or 'nothing'}: choose from {', '.join(FORMATS)}", param_hint="--format")
    return wanted
