"""Turn what was drawn for a point into the canonical name of its variant: everything but the dressing."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from generator.realize.answers import exact_text
from generator.realize.compiler import Values
from generator.realize.parts import ROW_ID, Program


def variant(program: Program, values: Values, keys: tuple[str, ...] = ()) -> str:
    """Everything that was drawn but the dressing: `n=7; mode=strong`, `case=failover`, `keys=a+b`."""
    drawn = [(given.name, values[given.name]) for given in program.givens if not given.dressing]
    pairs = [(name, value[ROW_ID] if isinstance(value, dict) else value) for name, value in drawn]
    named = [*pairs, ("keys", "+".join(keys))] if keys else pairs
    return "; ".join(f"{name}={written(value)}" for name, value in named)


def written(value: Any) -> str:
    """The canonical text of a drawn value, for a variant's name."""
    if isinstance(value, tuple):
        return "[" + ", ".join(written(member) for member in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {written(member)}" for name, member in value.items()) + "}"
    if isinstance(value, Fraction):
        return exact_text(value)
    return "true" if value is True else "false" if value is False else str(value)
