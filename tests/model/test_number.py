"""Numbers are exact, print as they are, and round half away from zero."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.number import exact, finite_digits, parse, places, thousands, write

fractions = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=1000)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3), st.integers(0, 3))
def test_places_rounds_half_away_from_zero(value: Decimal, digits: int) -> None:
    wanted = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    assert Decimal(places(Fraction(value), digits)) == wanted
    assert "e" not in places(Fraction(value), digits).lower()


@given(fractions)
def test_what_is_written_reads_back_exactly(value: Fraction) -> None:
    if finite_digits(value) is None:
        with pytest.raises(ValueError, match="places"):
            write(exact(value))
    else:
        assert parse(write(exact(value))) == value


@pytest.mark.parametrize("text", ["", "017", "1e3", "1_000", "0x1F", ".5", "5.", "1,000", "--1", "nan", "inf", "1 ", "٣", "9" * 61, "1/2"])
def test_only_plain_decimals_are_numbers(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [(Fraction(5, 2), 0, "3"), (Fraction(-5, 2), 0, "-3"), (Fraction(-1, 1000), 2, "0.00"), (7, 2, "7.00"), (Fraction(2, 3), 3, "0.667")],
)
def test_places_examples(value: Fraction, digits: int, text: str) -> None:
    assert places(value, digits) == text


def test_thousands() -> None:
    assert [thousands(text) for text in ("0", "999", "12500.5", "-1234567", "1000")] == ["0", "999", "12,500.5", "-1,234,567", "1,000"]
