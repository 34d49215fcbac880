"""Turn an author's trouble into a value with a place, and many of them into one stop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from generator.model.place import Place

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in somebody's file: where, which rule, what was expected, what was found, what to do."""

    place: Place
    rule: str
    message: str
    expected: str = ""
    got: str = ""
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        parts = [f"{self.place}: {self.severity}: {self.message} [{self.rule}]"]
        if self.expected:
            parts.append(f"  expected: {self.expected}")
        if self.got:
            parts.append(f"  found: {self.got}")
        if self.hint:
            parts.append(f"  do: {self.hint}")
        return "\n".join(parts)


class RefusedError(Exception):
    """The one stop for trouble that is not ours: carries every problem that was collected."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def refuse(place: Place | str, rule: str, message: str, *, expected: str = "", got: str = "", hint: str = "") -> RefusedError:
    """One problem as an exception, for records where reading on makes no sense."""
    where = place if isinstance(place, Place) else Place(place)
    return RefusedError([Problem(where, rule, message, expected=expected, got=got, hint=hint)])
