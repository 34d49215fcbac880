"""Turn problems into lines on standard error: file:line:column, what was expected, what was found, what to do."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from generator.model.problem import Problem


def show_problems(problems: Iterable[Problem]) -> None:
    """Each problem in the order of its place."""
    for problem in sorted(problems, key=lambda one: (one.place, one.rule)):
        first, *rest = str(problem).split("\n")
        typer.secho(first, fg="red" if problem.severity == "error" else "yellow", err=True)
        for line in rest:
            typer.echo(line, err=True)
