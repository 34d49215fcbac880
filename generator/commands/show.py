"""Turn one question into variants on the terminal, with key, reasons and facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.options import Banks, Json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.fact import Fact
    from generator.model.item import Item


def show(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A question's id, or an end of it that only one has.")],
    variants: Annotated[int, typer.Option(min=1, max=200, help="How many variants.")] = 1,
    seed: Annotated[str, typer.Option(metavar="TEXT", help="Another seed shows other variants.")] = "show",
    bank: Banks = None,
    as_json: Json = False,
) -> None:
    """Show a question as it prints, with the key, each option's reason and the facts behind it.

    Examples:

      examwright show vpc-peering/full-mesh --variants 3
    """
    from generator.bank.read import load_banks
    from generator.commands.options import bank_folders
    from generator.model.record import dump
    from generator.model.search import full_id
    from generator.model.seed import Seed
    from generator.realize.realize import realize

    banks = load_banks(bank_folders(bank))
    found = full_id("question", question, banks.questions)
    root = Seed.of(seed).child("question", found)
    for at in range(variants):
        item = realize(banks.questions[found], banks.facts, root.child("variant", at), root.child("public", at))
        typer.echo(dump(item), nl=False) if as_json else _print(item, banks.facts, str(banks.questions[found].place))


def _print(item: Item, facts: Mapping[str, Fact], place: str) -> None:
    from generator.model.paper import LETTERS

    typer.secho(f"\n{item.question}", bold=True, nl=False)
    typer.secho(f"  {item.kind} · {item.domain} · {item.level} · {item.variant or 'one variant'}\n{place}\n", dim=True)
    typer.echo(f"{item.stem.strip()} {item.instruction}\n")
    letters = {option.public_id: letter for letter, option in zip(LETTERS, item.options, strict=False)}
    for number, row in enumerate(item.rows, 1):
        typer.secho(f" {letters[row.right]} {number}  {row.text}".rstrip(), fg="green")
    for letter, option in zip(LETTERS, item.options, strict=False):
        typer.secho(f" {'✓' if option.right else ' '} {letter}  {option.text}", fg="green" if option.right else None)
        typer.secho(f"      {option.author_id}: {option.why}", dim=True)
    if item.answer:
        typer.secho(f" ✓ {item.answer.value} {item.unit}", fg="green", nl=False)
        typer.secho(f" (within {item.answer.tolerance})\n      {item.answer.why}", dim=True)
        for wrong in item.answer.wrong:
            typer.secho(f"   {wrong.value}  {wrong.author_id}: {wrong.why}", dim=True)
    if item.explanation:
        typer.echo(f"\n{item.explanation}")
    for name in item.asks + item.uses:
        fact = facts[name]
        first, last = fact.lines
        typer.secho(f"  line {first if first == last else f'{first} to {last}'}: {fact.says}", dim=True)
