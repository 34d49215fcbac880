"""Turn problems into lines on standard error: file:line:column, what was expected, what was found, what to do."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from generator.model.problem import Problem


def visible(text: str) -> str:
    """The text with an escape for what could command a terminal: a name in a file of answers may hold anything."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)


def show_problems(problems: Iterable[Problem]) -> None:
    """Each problem in the order of its place."""
    for problem in sorted(problems, key=lambda one: (one.place, one.rule)):
        first, *rest = (visible(line) for line in str(problem).split("\n"))
        typer.secho(first, fg="red" if problem.severity == "error" else "yellow", err=True)
        for line in rest:
            typer.echo(line, err=True)
