"""Turn text into exact rationals and exact rationals into text; a float anywhere is a bug."""

from __future__ import annotations

import re
from fractions import Fraction

Number = int | Fraction

_PLAIN = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?\Z")
LARGEST = 10**40
MOST_DIGITS = 60


def exact(value: Number) -> Number:
    """The same number, as an int where it is whole."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def parse(text: str) -> Number | None:
    """The number that plain decimal text writes (`12`, `-0.5`), or None; no exponents, no leading zeros."""
    if len(text) > MOST_DIGITS or not _PLAIN.match(text):
        return None
    return exact(Fraction(text)) if "." in text else int(text)


def places(value: Number, digits: int) -> str:
    """The number with so many decimals, rounded half away from zero (`places(5/2, 0)` is `3`)."""
    scaled = abs(Fraction(value)) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and whole else ""
    text = str(whole).rjust(digits + 1, "0")
    return sign + (f"{text[:-digits]}.{text[-digits:]}" if digits else text)


def finite_digits(value: Number) -> int | None:
    """How many decimals write the number exactly; None where no finite count does."""
    denominator = Fraction(value).denominator
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


def write(value: Number) -> str:
    """The number as a whole or finite decimal. Raises ValueError where it has no finite decimal."""
    if isinstance(value, int):
        return str(value)
    digits = finite_digits(value)
    if digits is None or digits > MOST_DIGITS:
        raise ValueError(f"{value} has no finite decimal; write it with | places(2)")
    return places(value, digits)


def thousands(text: str) -> str:
    """Number text with a comma after every third digit of its whole part (`12500.5` is `12,500.5`)."""
    whole, dot, rest = text.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}{dot}{rest}"
