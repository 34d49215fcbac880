"""Turn a command line into one verb; problems become file:line:column lines and an exit code.

Exit codes: 0 done, 1 something is wrong with what was given (said on standard error), 2 the command line itself is.
"""

from __future__ import annotations

import errno
import os
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from generator.commands.affected import affected
from generator.commands.check import check
from generator.commands.coverage import coverage
from generator.commands.doubts import doubts
from generator.commands.errata import errata
from generator.commands.grade import grade
from generator.commands.list import list_questions
from generator.commands.new import new
from generator.commands.paper import paper
from generator.commands.print import print_copies
from generator.commands.rebuild import rebuild
from generator.commands.scan import scan
from generator.commands.show import show

_FULL = (errno.ENOSPC, errno.EDQUOT)  # said of a write, which names no file


class Verbs(TyperGroup):
    """Trouble that is the author's, the teacher's or the disk's ends a verb with its problems and code 1, never with a trace."""

    def invoke(self, ctx: Any) -> Any:
        from generator.model.problem import RefusedError, refuse

        try:
            return super().invoke(ctx)
        except RefusedError as error:
            problems = error.problems
        except OSError as error:
            if error.filename is None and error.errno not in _FULL:
                raise
            where = "" if error.filename is None else os.fsdecode(error.filename)
            problems = refuse(where or "the disk", "file-access", error.strerror or str(error)).problems
        from generator.commands.problems import show_problems

        show_problems(problems)
        raise typer.Exit(1)


app = typer.Typer(cls=Verbs, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)


def _say_version(wanted: bool) -> None:
    if wanted:
        from generator import __version__

        typer.echo(f"examwright {__version__}")
        raise typer.Exit


@app.callback()
def examwright(
    version: Annotated[bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say which version this is.")] = False,
) -> None:
    """Exam papers from a bank of facts and parametric questions: made, sat, marked.

    Start here:

      examwright paper                    make a mock exam

      examwright grade latest my.csv      mark it

      examwright VERB --help              examples for each verb
    """


app.command()(paper)
app.command(name="print")(print_copies)
app.command()(scan)
app.command()(doubts)
app.command()(grade)
app.command()(check)
app.command(name="list")(list_questions)
app.command()(show)
app.command()(rebuild)
app.command()(coverage)
app.command()(errata)
app.command()(affected)
app.add_typer(new, name="new")


def main() -> None:
    """The console script."""
    app()


if __name__ == "__main__":
    main()
