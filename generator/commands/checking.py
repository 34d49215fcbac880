"""Turn a report into lines: for people, for scripts, for annotations in a pull request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from generator.bank.read import Reading
    from generator.check.run import Report
    from generator.model.bank import Bank
    from generator.model.problem import Problem
    from generator.realize.prove import Proof


def _print_text(reading: Reading, report: Report, quiet: bool, verbose: bool) -> None:
    for problem in report.problems:
        first, *rest = str(problem).split("\n")
        typer.secho(first, fg="red" if problem.severity == "error" else "yellow")
        for line in rest:
            typer.echo(line)
    if verbose:
        for id, proof in report.proofs.items():
            typer.echo(_one_proof(id, proof))
    if not quiet:
        for line in summary(reading, report):
            typer.echo(line)


def _one_proof(id: str, proof: Proof) -> str:
    variants = (
        f"{proof.checked:,} of {proof.space:,} variants" if proof.space is not None else f"{proof.checked:,} variants of a larger space"
    )
    ranks = f"; key at {', '.join(str(rank + 1) for rank in proof.ranks)}" if proof.ranks else ""
    dressing = f"; dressing {', '.join(proof.dressing)}" if proof.dressing else ""
    return f"{id}: {variants}{ranks}{dressing}"


def summary(reading: Reading, report: Report) -> list[str]:
    """One line a bank, and one for the whole."""
    lines = []
    for name, _ in reading.bank.digests:
        lines.append(_bank_line(name, reading, {id: proof for id, proof in report.proofs.items() if id.startswith(f"{name}/")}))
    errors, warnings = report.errors, len(report.problems) - report.errors
    parts = [_count(errors, "error"), _count(warnings, "warning")]
    if report.silenced:
        parts.append(f"{report.silenced} silenced by allow")
    if report.cached:
        parts.append(f"{report.cached} proofs unchanged since the last run")
    return [*lines, ", ".join(parts)]


def _bank_line(name: str, reading: Reading, proofs: Mapping[str, Proof]) -> str:
    bank, own = reading.bank, f"{name}/"
    questions = sum(id.startswith(own) for id in bank.questions)
    counts = ((reading.files.get(name, 0), "file"), (sum(id.startswith(own) for id in bank.facts), "fact"), (questions, "question"))
    whole = [proof for proof in proofs.values() if proof.space is not None]
    larger = [proof for proof in proofs.values() if proof.space is None and proof.checked]
    line = f"{name}: {', '.join(_count(number, what) for number, what in counts)}"
    if whole:
        line += f"; {sum(proof.checked for proof in whole):,} of {sum(proof.space or 0 for proof in whole):,} variants proved"
    if larger:
        line += f"; {sum(proof.checked for proof in larger):,} drawn from {_count(len(larger), 'question')} with too many to prove all"
    if unproved := questions - len(whole) - len(larger):
        line += f"; {_count(unproved, 'question')} not proved"
    return line


def print_guessers(bank: Bank, report: Report) -> None:
    """How guessers fare over each bank, and over its questions of each kind; those who beat chance are marked."""
    from rich.console import Console
    from rich.table import Table

    from generator.check.guessed_bank import standings

    console = Console(soft_wrap=True)
    for name, _ in bank.digests:
        table = Table("guesser", "kind", box=None, pad_edge=False, header_style="bold")
        for header in ("questions", "won", "chance", "errors above"):
            table.add_column(header, justify="right")
        for standing in standings(bank, report.proofs, name):
            numbers = (f"{standing.questions:,}", f"{standing.won:.1%}", f"{standing.chance:.1%}", f"{standing.z:+.1f}")
            table.add_row(standing.guesser, standing.kind or "all", *numbers, style="yellow" if standing.beats_chance else None)
        console.print(f"\n{name}: who knows nothing wins this part of the questions", markup=False, highlight=False)
        console.print(table)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _print_json(reading: Reading, report: Report, quiet: bool, verbose: bool) -> None:
    import json

    result: dict[str, Any] = {"problems": [_plain(problem) for problem in report.problems]}
    if not quiet:
        result |= {"summary": summary(reading, report), "silenced": report.silenced, "cached": report.cached}
        result["proofs"] = {id: _proof(proof) for id, proof in report.proofs.items()}
        result["guessers"] = {name: _guessers(reading.bank, report, name) for name, _ in reading.bank.digests}
    typer.echo(json.dumps(result, ensure_ascii=False, indent=1))


def _guessers(bank: Bank, report: Report, name: str) -> list[dict[str, Any]]:
    import dataclasses

    from generator.check.guessed_bank import standings

    return [dataclasses.asdict(standing) for standing in standings(bank, report.proofs, name)]


def _plain(problem: Problem) -> dict[str, Any]:
    place = {"file": problem.place.file, "line": problem.place.line, "column": problem.place.column}
    texts = {name: getattr(problem, name) for name in ("severity", "rule", "message", "expected", "got", "hint")}
    return {**place, **texts}


def _proof(proof: Proof) -> dict[str, Any]:
    names = ("space", "checked", "exhaustive", "variants", "ranks", "dressing")
    return {name: getattr(proof, name) for name in names}


def _print_github(reading: Reading, report: Report, quiet: bool, verbose: bool) -> None:
    """Workflow commands (https://docs.github.com/actions/reference/workflow-commands-for-github-actions)."""
    for problem in report.problems:
        place = {"file": problem.place.file, "line": problem.place.line, "col": problem.place.column, "title": problem.rule}
        fields = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in place.items() if value)
        text = "\n".join([problem.message, *str(problem).split("\n")[1:]])
        typer.echo(f"::{problem.severity} {fields}::{_escaped(text)}")
    if not quiet:
        typer.echo("\n".join(_escaped(line) for line in summary(reading, report)))


def _escaped(text: str, more: Sequence[str] = "") -> str:
    for mark in ("%", "\r", "\n", *more):
        text = text.replace(mark, f"%{ord(mark):02X}")
    return text


PRINTERS: dict[str, Callable[[Reading, Report, bool, bool], None]] = {
    "text": _print_text,
    "json": _print_json,
    "github": _print_github,
}
