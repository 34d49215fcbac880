"""Turn the name of a data folder into its path."""

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
