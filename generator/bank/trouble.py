"""Turn what a reader stumbles over into problems of one file, with suggestions, up to a number that a person can use."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from generator.bank.rules import HARMLESS
from generator.model.place import Place
from generator.model.problem import Problem, Severity

MOST_PROBLEMS = 200
_LONGEST_NAME = 80


def short(text: str, most: int = 60) -> str:
    """The text on one line, cut where it is long."""
    line = " ".join(text.split()) if len(text) < 10 * most else " ".join(text[: 10 * most].split())
    return line if len(line) <= most else line[: most - 3] + "..."


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that an author most likely meant, or nothing."""
    if len(name) > _LONGEST_NAME:
        return ""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


class Trouble:
    """The problems of one file; `grave` counts those that leave a question too broken to be proved."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.grave = 0
        self._found: list[Problem] = []
        self._left_out = 0

    def add(
        self,
        place: Place,
        rule: str,
        message: str,
        *,
        expected: str = "",
        got: str = "",
        hint: str = "",
        near: tuple[str, Iterable[str]] | None = None,
        severity: Severity = "error",
    ) -> None:
        """One more problem. `near` is a name and the known ones; the nearest becomes the hint."""
        if rule not in HARMLESS and severity == "error":
            self.grave += 1
        if len(self._found) >= MOST_PROBLEMS:
            self._left_out += 1
            return
        meant = nearest(*near) if near else ""
        if meant:
            hint = f"did you mean {meant}?"
        self._found.append(Problem(place, rule, message, expected=expected, got=short(got), hint=hint, severity=severity))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them in order of place; the last says how many were left out."""
        found = sorted(dict.fromkeys(self._found), key=lambda problem: problem.place)
        if self._left_out:
            found.append(Problem(Place(self.file), "too-many", f"{self._left_out} more problems in this file are left out"))
        return tuple(found)
