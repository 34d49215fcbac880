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
    records = [find_paper(paper_name(name, out), out)[1] for name in papers or ()]
    found = [full_id("fact", name, banks.facts) for name in fact]
    resting = [(id, questions_on(id, banks), {record.code: slots_on(id, record) for record in records}) for id in found]
    if as_json:
        rows = [
            {"fact": id, "questions": questions, "papers": {code: on for code, on in slots.items() if on}}
            for id, questions, slots in resting
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for id, questions, slots in resting:
        typer.secho(f"{id}: {banks.facts[id].says}", bold=True)
        for name, how in questions.items():
            typer.echo(f"  {how:5} {name}")
        for code, on in slots.items():
            typer.echo(f"  paper {code}: {'questions ' + ', '.join(on) if on else 'does not rest on it'}")
        typer.echo(f"  {len(questions)} questions")
