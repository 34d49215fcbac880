"""Turn one point of a question's space into numbered rows and lettered options: pairs to match, steps to order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model.number import Number
from generator.model.seed import Seed
from generator.realize.answers import exact_text
from generator.realize.candidates import Arrangement, by_hash, distractors_at, drawn_keys, keys_at
from generator.realize.compiler import Values
from generator.realize.options import Candidate, are_numbers, in_order, told_apart
from generator.realize.parts import Part, Program
from generator.realize.trouble import AuthorError


def has_rows(program: Program) -> bool:
    """Whether the question asks for a letter beside each number."""
    return is_ordering(program) or any(part.item for part in program.keys)


def is_ordering(program: Program) -> bool:
    """Whether the rows are places in an order."""
    return program.question.kind == "ordering"


def arranged_rows(program: Program, values: Values, seed: Seed) -> Arrangement:
    """The rows and the options of one point: drawn from the pool, rows by a keyed hash (or in the right order), options shuffled."""
    pool = pool_at(program, values)
    drawn, names = drawn_keys(program, pool, seed)
    if is_ordering(program):
        return Arrangement(_out_of_order(drawn, seed.child("order")), names, True, tuple(("", step.id) for step in drawn))
    items = items_at(program, values)
    spare = by_hash(distractors_at(program, values), seed.child("distractors"))[: program.question.options - len(drawn)]
    options = [*drawn, *spare]
    sorts = are_numbers(options)
    rows = tuple((items[pair.id], pair.id) for pair in by_hash(drawn, seed.child("rows")))
    return Arrangement(in_order(options, sorts, seed.child("order")), names, not sorts, rows)


def _out_of_order(right: list[Candidate], seed: Seed) -> list[Candidate]:
    """The steps shuffled, and never in the right order, which would stand on the page."""
    tries = (by_hash(right, seed.child("try", k)) for k in range(64))
    return next((found for found in tries if found != right), [*right[1:], right[0]])


def pool_at(program: Program, values: Values) -> list[Candidate]:
    """All pairs in the author's order, or all steps in the right one. Raises AuthorError where two values are equal."""
    pool = keys_at(program, values)
    if not is_ordering(program) or program.keys[0].value is None:
        return pool
    worth = step_values(program, values)
    return sorted(pool, key=lambda step: worth[step.id])


def step_values(program: Program, values: Values) -> dict[str, Number]:
    """What orders the steps, all different. Raises AuthorError where two are equal."""
    found: dict[str, Number] = {}
    names: dict[Number, Part] = {}
    for step in program.keys:
        assert step.value
        value: Number = step.value.function(values)
        if value in names:
            message = f"{names[value].id} and {step.id} have the same value, so no order is right"
            hint = "add a condition under where that keeps them apart"
            raise AuthorError("equal-values", message, got=exact_text(value), hint=hint, place=step.value.source.place)
        found[step.id] = value
        names[value] = step
    return found


def items_at(program: Program, values: Values) -> dict[str, str]:
    """The left side of each pair by id, all different. Raises AuthorError where two are equal as printed."""
    found: dict[str, str] = {}
    names: dict[object, str] = {}
    for pair in program.keys:
        assert pair.item
        text = pair.item.render(values)
        same = told_apart(text)[2]
        if same in names:
            place = pair.item.source.place
            raise AuthorError("equal-items", f"the items of {names[same]} and {pair.id} are equal as printed", got=text, place=place)
        names[same], found[pair.id] = pair.id, text
    return found


def shown_and_key(program: Program, values: Values, pool: Sequence[Candidate]) -> Iterator[tuple[str, object]]:
    """What stands beside the stem, and what is right for it: each item with its option, or the steps with their order."""
    if is_ordering(program):
        yield "\0".join(sorted(step.text for step in pool)), tuple(step.same for step in pool)
        return
    items = items_at(program, values)
    for pair in pool:
        yield items[pair.id], pair.same
