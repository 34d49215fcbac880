"""Turn the comments of the broken bank (`# expect: line:col rule`) into what a run must find, file by file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from generator.model.problem import Problem

BANKS = Path(__file__).resolve().parents[1] / "banks"
BROKEN = BANKS / "broken"
TINY = BANKS / "tiny"
_EXPECT = re.compile(r"^# expect: (\d+):(\d+) ([a-z-]+)$", re.MULTILINE)

Spots = dict[str, list[tuple[int, int, str]]]


def expected(folder: str = "") -> Spots:
    """Line, column and rule of each problem that the files of the broken bank say they have."""
    found: Spots = {}
    for path in sorted(BROKEN.rglob("*.yaml")):
        name = path.relative_to(BROKEN).as_posix()
        if name.startswith(folder):
            spots = [(int(line), int(column), rule) for line, column, rule in _EXPECT.findall(path.read_text(encoding="utf-8"))]
            assert spots, f"{name} expects nothing"
            found[name] = sorted(spots)
    return found


def spots(problems: Iterable[Problem]) -> Spots:
    """Line, column and rule of each problem, by file inside the broken bank."""
    found: Spots = {}
    for problem in problems:
        name = Path(problem.place.file).relative_to(BROKEN).as_posix()
        found.setdefault(name, []).append((problem.place.line, problem.place.column, problem.rule))
    return {name: sorted(spots) for name, spots in sorted(found.items())}
