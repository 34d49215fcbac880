"""Turn what goes wrong at many points of a space into few problems, each with a count and the first variants."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.model.place import Place
from generator.model.problem import Problem
from generator.realize.trouble import AuthorError, short

_SHOWN = 3


@dataclass(slots=True)
class _Entry:
    problem: Problem
    variants: dict[str, None] = field(default_factory=dict)
    count: int = 0


class Ledger:
    """Problems by place and rule, in the order in which they came."""

    def __init__(self) -> None:
        self._entries: dict[tuple[Place, str], _Entry] = {}

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()

    def record(self, error: AuthorError, place: Place, variant: str) -> None:
        """One failure at one variant."""
        problem = error.problem(place)
        entry = self._entries.setdefault((problem.place, problem.rule), _Entry(problem))
        if variant not in entry.variants:
            entry.count += 1
            if len(entry.variants) < _SHOWN:
                entry.variants[variant] = None

    def problems(self, checked: int) -> list[Problem]:
        """One problem a place and rule, named with its variants."""
        return [_named(entry, checked) for entry in self._entries.values()]


def _named(entry: _Entry, checked: int) -> Problem:
    problem, names = entry.problem, [name for name in entry.variants if name]
    if not names:
        return problem
    many = f"in {entry.count:,} of {max(checked, entry.count):,} variants, first " if entry.count > 1 else "variant "
    message = f"{problem.message} ({many}{' | '.join(short(name, 120) for name in names)})"
    return Problem(problem.place, problem.rule, message, problem.expected, problem.got, problem.hint, problem.severity)
