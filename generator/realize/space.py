"""Turn a question into the points of its space without the dressing: all of them where they are few, else drawn ones and edges."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from generator.model.seed import Seed
from generator.realize.compiler import Values
from generator.realize.draws import ENDLESS
from generator.realize.items import draw
from generator.realize.limits import EDGE_TRIES, MOST_POINTS, STEPS_TO_DRAW
from generator.realize.parts import Program


def dressing(program: Program) -> Values:
    """One value for each given that is dressing: proof keeps it, since it reaches the stem only."""
    seed = Seed.of("proof").child(program.question.id, "dressing")
    return {given.name: given.axis.draw(seed.child(given.name)) for given in program.givens if given.dressing}


def size(program: Program) -> int:
    """How many points there are before conditions (all beyond a billion are one)."""
    total = 1
    for given in program.givens:
        if not given.dressing:
            total = min(ENDLESS, total * given.axis.size)
    return total


def is_small(program: Program) -> bool:
    """Whether all points can be looked at."""
    points = size(program)
    return points <= MOST_POINTS and points * program.try_cost <= STEPS_TO_DRAW


def points(program: Program) -> Iterator[Values]:
    """All points, as drawn: rows are ids, and conditions are not looked at."""
    worn = dressing(program)
    axes = [given for given in program.givens if not given.dressing]
    names = [given.name for given in axes]
    for drawn in product(*(given.axis.values() for given in axes)):
        yield {**worn, **dict(zip(names, drawn, strict=True))}


def samples(program: Program, number: int) -> Iterator[Iterator[Values]]:
    """For each of so many samples, points to try until the conditions hold."""
    worn = dressing(program)
    root = Seed.of("proof").child(program.question.id)
    for at in range(number):
        yield ({**draw(program, root.child("sample", at, attempt)), **worn} for attempt in range(most_attempts(program)))


def edges(program: Program) -> Iterator[Iterator[Values]]:
    """For each end of each axis (numbers lowest and highest, lists shortest and longest), points to try."""
    worn = dressing(program)
    root = Seed.of("proof").child(program.question.id, "edges")
    axes = [given for given in program.givens if not given.dressing]
    ends = {given.name: given.axis.edges(root.child(given.name)) for given in axes}
    for given in axes:
        for at in range(len(ends[given.name])):
            yield (
                {**draw(program, seed), **worn, given.name: given.axis.edges(seed.child("given", given.name))[at]}
                for seed in (root.child(given.name, at, attempt) for attempt in range(EDGE_TRIES))
            )
    for side in (0, -1):
        corner = {name: values[side] for name, values in ends.items() if values}
        if corner:
            yield ({**draw(program, root.child("corner", side, attempt)), **worn, **corner} for attempt in range(EDGE_TRIES))


def most_attempts(program: Program) -> int:
    """How often one sample is tried."""
    return max(1, min(1_000, STEPS_TO_DRAW // (4 * program.try_cost)))
