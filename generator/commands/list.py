"""Turn words and filters into the questions of the banks that fit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.options import Banks, Json

if TYPE_CHECKING:
    from generator.model.question import Question


def list_questions(
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words that the question holds, in any place.")] = None,
    bank: Banks = None,
    domain: Annotated[str | None, typer.Option(help="secure, resilient, high-performing or cost-optimized.")] = None,
    kind: Annotated[str | None, typer.Option(help="choice, multiple, true_false, numeric, matching or ordering.")] = None,
    level: Annotated[str | None, typer.Option(help="remember, understand, apply or analyze.")] = None,
    topic: Annotated[str | None, typer.Option("--topic", "-t", help="Only this topic.")] = None,
    chapter: Annotated[str | None, typer.Option("--chapter", "-c", help="Only this chapter.")] = None,
    tag: Annotated[str | None, typer.Option(help="Only with this tag.")] = None,
    as_json: Json = False,
) -> None:
    """Search the bank.

    Examples:

      examwright list peering

      examwright list --domain secure --kind multiple

      examwright list -c route-53 --json
    """
    from generator.bank.read import load_banks
    from generator.commands.options import bank_folders
    from generator.kinds.table import KINDS
    from generator.model.question import DOMAINS, LEVELS

    for name, value, members in (("domain", domain, DOMAINS), ("kind", kind, tuple(KINDS)), ("level", level, LEVELS)):
        if value is not None and value not in members:
            raise typer.BadParameter(f"{value}: choose from {', '.join(members)}", param_hint=f"--{name}")
    wanted = {"domain": domain, "kind": kind, "level": level, "topic": topic, "chapter": chapter}
    questions = load_banks(bank_folders(bank)).questions.values()
    found = [
        question
        for question in questions
        if all(value is None or getattr(question, name) == value for name, value in wanted.items())
        and (tag is None or tag in question.tags)
        and all(word.lower() in _text(question) for word in words or ())
    ]
    if as_json:
        typer.echo(json.dumps([_entry(question) for question in found], ensure_ascii=False, indent=1))
    else:
        _table(found, len(questions))


def _text(question: Question) -> str:
    options = (*question.keys, *question.distractors)
    parts = [question.id, question.topic_title, question.stem.text, *question.tags, *(option.text.text for option in options)]
    return " ".join(parts).lower()


def _entry(question: Question) -> dict[str, object]:
    names = ("id", "kind", "domain", "level", "difficulty", "seconds", "chapter", "topic", "topic_title")
    return {name: getattr(question, name) for name in names} | {"asks": sorted(question.all_asks), "place": str(question.place)}


def _table(found: list[Question], of: int) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("question", "kind", "domain", "level", "asks", box=None, header_style="bold", pad_edge=False)
    for question in found:
        stem = " ".join(question.stem.text.split())
        table.add_row(question.id, question.kind, question.domain, question.level, Text(stem[:60] + ("…" if len(stem) > 60 else "")))
    console = Console()
    console.print(table)
    console.print(f"\n{len(found)} of {of} questions; `examwright show QUESTION` shows one as it prints", style="dim")
