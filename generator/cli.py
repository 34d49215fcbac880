"""Turn a command line into one verb; problems become file:line:column lines and an exit code.

Exit codes: 0 done, 1 something is wrong with what was given (said on standard error), 2 the command line itself is.
"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from generator.commands.check import check
from generator.commands.grade import grade
from generator.commands.list import list_questions
from generator.commands.new import new
from generator.commands.paper import paper
from generator.commands.rebuild import rebuild
from generator.commands.show import show


class Verbs(TyperGroup):
    """Trouble that is the author's or the teacher's ends a verb with its problems and code 1, never with a trace."""

    def invoke(self, ctx: Any) -> Any:
        from generator.model.problem import RefusedError

        try:
            return super().invoke(ctx)
        except RefusedError as error:
            from generator.commands.problems import show_problems

            show_problems(error.problems)
            raise typer.Exit(1) from None


app = typer.Typer(cls=Verbs, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)


@app.callback()
def examwright() -> None:
    """Exam papers from a bank of facts and parametric questions: made, sat, marked.

    Start here:

      examwright paper                    make a mock exam

      examwright grade latest my.csv      mark it

      examwright VERB --help              examples for each verb
    """


app.command()(paper)
app.command()(grade)
app.command()(check)
app.command(name="list")(list_questions)
app.command()(show)
app.command()(rebuild)
app.add_typer(new, name="new")


def main() -> None:
    """The console script."""
    app()


if __name__ == "__main__":
    main()
