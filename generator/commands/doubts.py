"""Turn the open doubts of scanned sheets into questions for a person, on a page or in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from generator.commands.options import OUT, Out, Paper


def doubts(
    paper: Paper,
    batch: Annotated[str | None, typer.Option(metavar="NAME", help="The batch; without it the newest.")] = None,
    show: Annotated[bool, typer.Option("--list", help="List the open doubts here instead of opening the page.")] = False,
    settle: Annotated[tuple[str, str] | None, typer.Option(metavar="ID VALUE", help="Settle one doubt here.")] = None,
    who: Annotated[str, typer.Option(metavar="NAME", help="Who decides.")] = "",
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why, if it is worth a word.")] = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The page's port on this machine; 0: a free one.")] = 0,
    out: Out = OUT,
) -> None:
    """Settle what the scanner could not read for sure.

    VALUE is what the candidate marked (B, or BD, or "" for blank, or invalid), the number that is written, the candidate's id, or
    one of the choices that are listed; ? opens a doubt again. What was read is never changed: decisions lie over it, with who, when
    and why.

    Examples:

      examwright doubts latest

      examwright doubts 7K3QWD --list

      examwright doubts 7K3QWD --settle 3f2a90c1d4e5-q12 B --who Ada
    """
    from generator.commands.options import paper_name
    from generator.model.shelf import find_paper

    folder, record = find_paper(paper_name(paper, out), out)
    if not show and settle is None:
        from generator.web.doubts.serve import serve_doubts

        serve_doubts(folder, record, typer.echo, batch=batch or "", port=port)
        return
    from generator.commands.deciding import decide, listed, newest

    name = batch or newest(folder)
    if settle is not None:
        decide(folder, name, *settle, who, why)
    else:
        listed(folder, name)
