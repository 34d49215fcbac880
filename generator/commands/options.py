"""Turn the options that several verbs share into one spelling and one help text each."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

OURS = "aws-saa"


class Size(StrEnum):
    """Paper sizes."""

    a4 = "a4"
    letter = "letter"


Banks = Annotated[
    list[str] | None,
    typer.Option("--bank", "-b", metavar="DIR", help=f"A bank: a folder, or {OURS} for ours. May be given many times; without it: {OURS}."),
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where papers are kept, one folder each.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a script.")]
Paper = Annotated[str, typer.Argument(metavar="PAPER", help="A paper's folder, its paper.json, or its code; `latest` is the newest.")]
OUT = Path("out")


def bank_folders(names: list[str] | None) -> list[Path]:
    """The folders that --bank names: a folder as given, else one of ours. Raises RefusedError for neither."""
    from generator.model.problem import refuse
    from generator.model.resources import data_dir

    ours = data_dir("question_bank")
    found = []
    for name in names or [OURS]:
        path = next((path for path in (Path(name), ours / name) if path.is_dir()), None)
        if path is None:
            got = ", ".join(sorted(folder.name for folder in ours.iterdir() if folder.is_dir()))
            raise refuse(name, "bank-missing", "no such bank", expected=f"a folder, or one of ours: {got}")
        found.append(path)
    return found


def is_ours(folder: Path) -> bool:
    """Whether a bank came with the project."""
    from generator.model.resources import data_dir

    return folder.resolve().is_relative_to(data_dir("question_bank").resolve())


def paper_name(name: str, out: Path) -> str:
    """`latest` as the folder that it points to."""
    if name != "latest" or Path(name).exists():
        return name
    return str(out / (out / name).resolve().name)
