"""Turn an author's mistake that shows only on some values into a problem at its place."""

from __future__ import annotations

from generator.model.place import Place
from generator.model.problem import Problem


class AuthorError(Exception):
    """What a question does wrong on some values; `place` may come later, from where it was raised."""

    def __init__(self, rule: str, message: str, *, expected: str = "", got: str = "", hint: str = "", place: Place | None = None) -> None:
        super().__init__(message)
        self.rule, self.message = rule, message
        self.expected, self.got, self.hint = expected, got, hint
        self.place = place

    def problem(self, place: Place, suffix: str = "") -> Problem:
        """The same as a value; `place` counts where the error has none."""
        return Problem(self.place or place, self.rule, self.message + suffix, expected=self.expected, got=short(self.got), hint=self.hint)


def short(text: str, most: int = 80) -> str:
    """The text on one line, cut where it is long."""
    line = " ".join(text[: 10 * most].split())
    return line if len(line) <= most else line[: most - 3] + "..."
