"""Turn a name into a bank or a topic to start from, with examples that pass `check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

new = typer.Typer(help="Start a bank or a topic of your own.", no_args_is_help=True, rich_markup_mode=None)


@new.command()
def bank(folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; its name is the bank's name.")]) -> None:
    """Make a bank: a topic with facts and questions to replace by yours, and a blueprint.

    Examples:

      examwright new bank biology

      examwright check biology

      examwright paper starter --bank biology
    """
    from generator.commands.scaffold import BLUEPRINT, check_bank_name, write_new

    check_bank_name(folder)
    write_new({folder / "blueprints" / "starter.yaml": BLUEPRINT, **_topic(folder / "first-chapter" / "first-topic.yaml")})
    typer.echo(f"{folder}/first-chapter/first-topic.yaml\n{folder}/blueprints/starter.yaml")
    typer.echo(f"\nNext\n  examwright check {folder}\n  examwright paper starter --bank {folder}")


@new.command()
def topic(file: Annotated[Path, typer.Argument(metavar="BANK/CHAPTER/TOPIC", help="The file to make; .yaml is added.")]) -> None:
    """Make a topic file in a bank.

    Examples:

      examwright new topic biology/cells/mitosis
    """
    from generator.commands.scaffold import check_topic_names, write_new

    path = file if file.suffix == ".yaml" else file.with_name(file.name + ".yaml")
    check_topic_names(path)
    write_new(_topic(path))
    typer.echo(f"{path}\n\nNext\n  examwright check {path.parent.parent}")


def _topic(path: Path) -> dict[Path, str]:
    from generator.commands.scaffold import TOPIC

    return {path: TOPIC.replace("TITLE", path.stem.replace("-", " ").capitalize())}
