"""Turn the expressions of a numeric question into its answer, and into the wrong numbers that differ from it."""

from __future__ import annotations

from fractions import Fraction

from generator.model.item import NumericAnswer, WrongNumber
from generator.model.number import Number, finite_digits, write
from generator.realize.compiler import Values
from generator.realize.parts import Program
from generator.realize.trouble import AuthorError


def numeric_answer(program: Program, values: Values) -> tuple[NumericAnswer, list[str]]:
    """The answer with the wrong numbers that differ from it, and the ids of those that do not."""
    assert program.answer
    value: Number = program.answer.value.function(values)
    tolerance: Number = program.answer.tolerance.function(values)
    if tolerance < 0:
        raise AuthorError("tolerance", "a tolerance below 0", got=exact_text(tolerance), place=program.answer.tolerance.source.place)
    if tolerance == 0 and finite_digits(value) is None:
        hint = "give a tolerance, or round it"
        place = program.answer.value.source.place
        raise AuthorError("answer-unwritable", "nobody can write this answer exactly", got=str(value), hint=hint, place=place)
    wrong, dropped = [], []
    for part in program.wrong:
        assert part.value
        number: Number = part.value.function(values)
        if -tolerance <= number - value <= tolerance:
            dropped.append(part.id)
        else:
            wrong.append(WrongNumber(part.id, exact_text(number), part.why.render(values)))
    return NumericAnswer(exact_text(value), exact_text(tolerance), program.answer.why.render(values), tuple(wrong)), dropped


def exact_text(value: Number) -> str:
    """`28`, `6.5`, `1/3`."""
    try:
        return write(value)
    except ValueError:
        return str(Fraction(value))
