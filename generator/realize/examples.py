"""Turn the variants that an author worked by hand into tests of the question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.model.problem import Problem, Severity
from generator.model.question import Example
from generator.model.seed import Seed
from generator.realize.answer_rows import has_rows, pool_at
from generator.realize.answers import exact_text
from generator.realize.candidates import keys_at
from generator.realize.compiler import Values
from generator.realize.draws import Some
from generator.realize.items import draw
from generator.realize.listed import Listed
from generator.realize.parts import Given, Program
from generator.realize.shapes import type_of
from generator.realize.trouble import AuthorError
from generator.realize.variants import written


def run_examples(program: Program) -> Iterator[Problem]:
    """A problem for each example that does not hold."""
    for example in program.question.examples:
        try:
            yield from _run(program, example)
        except AuthorError as error:
            problem = error.problem(program.placed(error))
            yield Problem(example.place, "example-fails", f"this example cannot be worked out: {problem.message}", got=str(problem.place))


def _problem(example: Example, message: str, *, expected: str = "", got: str = "", severity: Severity = "error") -> Problem:
    return Problem(example.place, "example-fails", message, expected=expected, got=got, severity=severity)


def _run(program: Program, example: Example) -> Iterator[Problem]:
    values = draw(program, Seed.of("example").child(program.question.id))
    for given in program.givens:
        if given.name in example.given:
            value, outside = _value(given, example.given[given.name])
            if outside:
                yield _problem(
                    example, f"{given.name} cannot be drawn like this", got=written(value) if value is not None else "", severity=outside
                )
            if value is None:
                return
            values[given.name] = value
        elif not given.dressing:
            yield _problem(example, f"this example does not say {given.name}", expected="every given but the dressing")
            return
    program.fill(values)
    if not program.settle(values):
        _settle_all(program, values)
        yield _problem(example, "the conditions do not hold in this example", severity="warning")
    yield from _compared(program, example, values)


def _settle_all(program: Program, values: Values) -> None:
    for step in program.steps:
        if step.name:
            values[step.name] = step.function(values)


def _value(given: Given, said: Any) -> tuple[Any, Severity | None]:
    """The value that an example gives, and how bad it is where the given cannot be drawn so (None: it can)."""
    axis = given.axis
    value, fits = said, type_of(said) in getattr(axis.shape, "types", ()) and said is not None
    if isinstance(axis, Listed):
        fits = isinstance(said, tuple | list) and all(isinstance(entry, Mapping) and set(entry) == set(axis.fields) for entry in said)
        value = tuple({name: entry[name] for name in axis.fields} for entry in said) if fits else None
    elif isinstance(axis, Some):
        fits = isinstance(said, tuple | list)
        value = tuple(member for member in axis.members if member in said) if fits else None
    if not fits or (given.table and not axis.has(value)):
        return None, "error"
    return value, None if axis.has(value) else "warning"


def _compared(program: Program, example: Example, values: Values) -> Iterator[Problem]:
    if program.answer:
        found = program.answer.value.function(values)
        if example.answer is None or found != example.answer:
            expected = "" if example.answer is None else exact_text(example.answer)
            yield _problem(example, "the answer is another one", expected=expected, got=exact_text(found))
        return
    wanted = [" ".join(text.split()) for text in example.key]
    if has_rows(program):
        rows = [" ".join(key.text.split()) for key in pool_at(program, values)]
        if wanted != rows:
            yield _problem(example, "the key is another one", expected=" | ".join(wanted), got=" | ".join(rows))
        return
    keys = [" ".join(key.text.split()) for key in keys_at(program, values)]
    right = program.question.right
    if len(wanted) != right or len(set(wanted)) != right or not set(wanted) <= set(keys):
        yield _problem(example, "the key is another one", expected=" | ".join(wanted), got=" | ".join(keys))
