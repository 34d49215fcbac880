"""Turn a question into the points of its space without the dressing: all of them where they are few, else drawn ones and edges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from generator.model.seed import Seed
from generator.realize.compiler import Values
from generator.realize.draws import ENDLESS
from generator.realize.items import draw
from generator.realize.limits import EDGE_TRIES, MOST_POINTS, STEPS_TO_ENUMERATE, STEPS_TO_SAMPLE
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
    return points <= MOST_POINTS and points * program.try_cost <= STEPS_TO_ENUMERATE


def points(program: Program) -> Iterator[Values]:
    """All points, as drawn: rows are ids, and conditions are not looked at."""
    worn = dressing(program)
    axes = [given for given in program.givens if not given.dressing]
    names = [given.name for given in axes]
    for drawn in product(*(given.axis.values() for given in axes)):
        yield {**worn, **dict(zip(names, drawn, strict=True))}


def samples(program: Program, number: int) -> Iterator[Iterator[Values]]:
    """For each of so many samples, points to try until the conditions hold."""
    root = Seed.of("proof").child(program.question.id)
    return (_drawn(program, root.child("sample", at)) for at in range(number))


def _drawn(program: Program, root: Seed) -> Iterator[Values]:
    worn = dressing(program)
    return ({**draw(program, root.child(attempt)), **worn} for attempt in range(most_attempts(program)))


def edges(program: Program) -> Iterator[Iterator[Values]]:
    """For each end of each axis (numbers lowest and highest, lists shortest and longest), points to try; then both corners."""
    root = Seed.of("proof").child(program.question.id, "edges")
    axes = [given for given in program.givens if not given.dressing]
    ends = {given.name: given.axis.edges(root.child(given.name)) for given in axes}
    for name, found in ends.items():
        for at in range(len(found)):
            yield _ended(program, root.child(name, at), {name: at})
    for side in (0, -1):
        yield _ended(program, root.child("corner", side), {name: side for name, found in ends.items() if found})


def _ended(program: Program, root: Seed, ends: Mapping[str, int]) -> Iterator[Values]:
    """Points to try with these axes at these ends."""
    worn = dressing(program)
    for attempt in range(EDGE_TRIES):
        seed = root.child(attempt)
        values = {**draw(program, seed), **worn}
        for given in program.givens:
            if given.name in ends:
                values[given.name] = given.axis.edges(seed.child("given", given.name))[ends[given.name]]
        yield values


def most_attempts(program: Program) -> int:
    """How often one sample is tried."""
    return max(1, min(1_000, STEPS_TO_SAMPLE // (4 * program.try_cost)))
