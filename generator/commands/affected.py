"""Turn a fact into everything that rests on it: questions of the banks, and papers."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from generator.commands.options import OUT, Banks, Json, Out, paper_name


def affected(
    fact: Annotated[list[str], typer.Option("--fact", metavar="ID", help="A fact's id, or an end of it that only one has (many times).")],
    papers: Annotated[list[str] | None, typer.Argument(metavar="[PAPER]...", help="Papers to look through.")] = None,
    bank: Banks = None,
    out: Out = OUT,
    as_json: Json = False,
) -> None:
    """List the questions and papers that rest on a fact.

    Examples:

      examwright affected --fact vpc-peering#mesh-of-four

      examwright affected --fact sqs#retention latest out/7K3QWD
    """
    from generator.bank.read import load_banks
    from generator.commands.options import bank_folders
    from generator.model.search import full_id
    from generator.model.shelf import find_paper
    from generator.model.trace import questions_on, slots_on

    banks = load_banks(bank_folders(bank))
    found = {name: full_id("fact", name, banks.facts) for name in fact}
    records = [find_paper(paper_name(name, out), out) for name in papers or ()]
    result = [
        {
            "fact": id,
            "questions": questions_on(id, banks),
            "papers": {record.code: slots for _, record in records if (slots := slots_on(id, record))},
        }
        for id in found.values()
    ]
    if as_json:
        typer.echo(json.dumps(result, ensure_ascii=False, indent=1))
        return
    for id in found.values():
        typer.secho(f"{id}: {banks.facts[id].says}", bold=True)
        for name, how in questions_on(id, banks).items():
            typer.echo(f"  {how:5} {name}")
        for record in (record for _, record in records):
            slots = slots_on(id, record)
            typer.echo(f"  paper {record.code}: {'questions ' + ', '.join(slots) if slots else 'does not rest on it'}")
        typer.echo(f"  {len(questions_on(id, banks))} questions")
