"""Turn numbers into numbers, exactly: what a compiled expression calls for each step, with its bounds.

Ints stay ints; a quotient becomes a Fraction only where it is not whole. Every result is checked, so that no chain of steps can grow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from generator.model.number import LARGEST, Number
from generator.realize.limits import LARGEST_EXPONENT, MOST_DECIMALS
from generator.realize.trouble import AuthorError

_MOST_BITS = LARGEST.bit_length() + 1


def bounded(value: Number) -> Number:
    """The number, as an int where it is whole; refused beyond 10^40, or where it is finer than 10^-40."""
    if isinstance(value, int):
        if -LARGEST <= value <= LARGEST:
            return value
    else:
        top, bottom = value.numerator, value.denominator
        if bottom == 1:
            return bounded(top)
        if bottom <= LARGEST and -LARGEST * bottom <= top <= LARGEST * bottom:
            return value
    raise AuthorError("number-too-large", "a result is beyond 10^40, or finer than 10^-40")


def add(left: Number, right: Number) -> Number:
    """left + right"""
    return bounded(left + right)


def subtract(left: Number, right: Number) -> Number:
    """left - right"""
    return bounded(left - right)


def multiply(left: Number, right: Number) -> Number:
    """left * right"""
    return bounded(left * right)


def _nonzero(right: Number) -> None:
    if not right:
        raise AuthorError("division-by-zero", "a division by zero", hint="exclude it under where")


def divide(left: Number, right: Number) -> Number:
    """left / right, exactly"""
    _nonzero(right)
    if isinstance(left, int) and isinstance(right, int) and left % right == 0:
        return left // right
    return bounded(Fraction(left) / right)


def floor_divide(left: Number, right: Number) -> Number:
    """left // right, toward minus infinity"""
    _nonzero(right)
    return bounded(left // right)


def remainder(left: Number, right: Number) -> Number:
    """left % right, with the sign of right"""
    _nonzero(right)
    return bounded(left % right)


def power(left: Number, right: Number) -> Number:
    """left ** right for a whole exponent; the size of the result is known before it is computed."""
    if not isinstance(right, int) or abs(right) > LARGEST_EXPONENT:
        expected = f"a whole number from -{LARGEST_EXPONENT} to {LARGEST_EXPONENT}"
        raise AuthorError("exponent", "an exponent that is not taken", expected=expected, got=str(right))
    if right < 0:
        _nonzero(left)
    base = Fraction(left)
    size = max(abs(base.numerator), base.denominator)
    if size > 1 and (size.bit_length() - 1) * abs(right) > _MOST_BITS:
        raise AuthorError("number-too-large", "a power is beyond 10^40, or finer than 10^-40")
    return bounded(left**right if isinstance(left, int) and right >= 0 else base**right)


def negative(value: Number) -> Number:
    """-value"""
    return -value


def absolute(value: Number) -> Number:
    """abs(value)"""
    return value if value >= 0 else -value


def ceil(value: Number) -> int:
    """The smallest whole number that is not smaller."""
    return value if isinstance(value, int) else -(-value.numerator // value.denominator)


def floor(value: Number) -> int:
    """The largest whole number that is not larger."""
    return value if isinstance(value, int) else value.numerator // value.denominator


def half_away(value: Number, digits: Number = 0) -> Number:
    """Rounded to so many decimals, half away from zero."""
    if not isinstance(digits, int) or not 0 <= digits <= MOST_DECIMALS:
        raise AuthorError(
            "exponent", "round() to a number of decimals that is not taken", expected=f"0 to {MOST_DECIMALS}", got=str(digits)
        )
    if isinstance(value, int):
        return value
    unit = 10**digits
    top, bottom = abs(value.numerator) * unit, value.denominator
    whole = (2 * top + bottom) // (2 * bottom)
    return bounded(Fraction(whole if value > 0 else -whole, unit))


def total(values: Iterable[Number]) -> Number:
    """The sum, checked at every step."""
    result: Number = 0
    for value in values:
        result = bounded(result + value)
    return result


def count(values: Iterable[Any]) -> int:
    """How many there are."""
    return sum(1 for _ in values)


def _some(values: Iterable[Number], word: str) -> Sequence[Number]:
    found = list(values)
    if not found:
        raise AuthorError("nothing-left", f"{word}() of nothing: no entry is left")
    return found


def least(values: Iterable[Number]) -> Number:
    """The smallest."""
    return min(_some(values, "min"))


def most(values: Iterable[Number]) -> Number:
    """The largest."""
    return max(_some(values, "max"))
