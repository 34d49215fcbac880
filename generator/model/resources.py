"""Turn the name of a data folder into its path, and the name of one of our modules into the child process that runs it."""

import os
import sys
from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).resolve().parents[1]


def data_dir(name: Literal["question_bank", "templates"]) -> Path:
    """Turn the name of a data folder into its path.

    In a checkout the folder lies beside pyproject.toml, in an installed wheel inside the package (`_data`).
    FileNotFoundError when it is in neither: the installation is damaged.
    """
    root = PACKAGE.parent
    places = [PACKAGE / "_data" / name]
    if (root / "pyproject.toml").is_file():
        places.insert(0, root / name)
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"no folder {name}: looked at {' and '.join(map(str, places))}")


def child_command(module: str) -> tuple[str, ...]:
    """What runs one of our modules in a process of its own.

    `-X utf8`: both ends of a pipe agree, whatever the language settings. `-P`: nothing in the folder that one stands in,
    which may be a bank that somebody sent, is imported in place of a library.
    """
    return (sys.executable, "-X", "utf8", "-P", "-m", module)


def child_environment() -> dict[str, str]:
    """The environment of such a process: it finds this package, from wherever it is called."""
    path = [str(PACKAGE.parent), *(part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path)}
