"""Turn the doubts of a batch into lines on a terminal, and a typed decision into one more line of `settled.jsonl`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import typer

from generator.commands.problems import visible
from generator.model.problem import refuse
from generator.scan import doubts


def newest(folder: Path) -> str:
    """The newest batch. Raises RefusedError where nothing was scanned."""
    found = doubts.batches(folder)
    if not found:
        raise refuse(str(folder), "batch-missing", "nothing of this paper was scanned yet", hint="examwright scan PAPER FILES")
    return found[-1]


def listed(folder: Path, batch: str) -> None:
    """Each open doubt as a line: id, where, what is asked, what is proposed."""
    found = doubts.open_doubts(folder, batch)
    for doubt in found:
        place = f"{doubt.source} p. {doubt.page}" if doubt.source else doubt.code
        about = f"question {doubt.question}{f'.{doubt.row}' if doubt.row else ''}" if doubt.question else doubt.kind
        typer.echo(visible(f"{doubt.id}  {place}  {doubt.candidate or '-'}  {about}: {doubt.why}"))
        if doubt.proposed and doubt.kind == "marks":
            typer.echo(f"    proposed: {doubt.proposed}")
        if doubt.choices and doubt.kind != "marks":
            typer.echo(visible(f"    choices: {', '.join(doubt.choices)}"))
    typer.echo(f"{len(found)} open in batch {batch}")


def decide(folder: Path, batch: str, doubt: str, value: str, who: str, why: str) -> None:
    """Settle one doubt, and say what is left."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    done = doubts.settle(folder, batch, doubt, value, who, at=at, why=why)
    typer.echo(visible(f"{done.doubt}: {done.value or 'blank'}, by {done.who}"))
    left = len(doubts.open_doubts(folder, batch))
    typer.echo(f"{left} open in batch {batch}" if left else f"All settled. Next: examwright scan {folder.name} --batch {batch}")
