"""Turn codes and grids into identities: foreign ones are named foreign, unclear ones unclear."""

from __future__ import annotations

import numpy as np
import pytest
import segno

from generator.model.scan import DigitReading, MarkState
from generator.scan.identity import find_code, number_of
from tests.scan.sheets import Printed


def digits(states: dict[tuple[int, int], MarkState]) -> list[DigitReading]:
    return [DigitReading(column, digit, 0.0, states.get((column, digit), "empty"), 1.0) for column in range(3) for digit in range(10)]


@pytest.mark.parametrize(
    ("states", "number"),
    [
        ({}, "___"),
        ({(0, 7): "filled", (1, 0): "filled", (2, 9): "filled"}, "709"),
        ({(0, 7): "filled", (0, 3): "cancelled", (2, 9): "filled"}, "7_9"),
        ({(0, 7): "filled", (0, 3): "filled", (1, 0): "doubtful", (2, 9): "filled"}, "??9"),
    ],
)
def test_a_number_says_what_is_unclear(states: dict[tuple[int, int], MarkState], number: str) -> None:
    assert number_of(digits(states)[::-1]) == number


def picture_of(text: str) -> np.ndarray:
    cells = np.array([list(row) for row in segno.make(text, error="q", micro=False).matrix])
    return np.pad(np.kron(np.where(cells, 20, 240), np.ones((7, 7))), 60, constant_values=240).astype(np.uint8)


@pytest.mark.parametrize(
    "text", ["https://example.org", "7K3QWD-4MTAC", "7K3QWD-4MTAD/1", "7K3QWD-4MTAC/0", "7K3QWD-4MTAC/1e1", "7K3QWD-4MTAC/100"]
)
def test_foreign_codes_are_not_ours(text: str) -> None:
    found = find_code(picture_of(text), None, None)
    assert found is not None
    assert (found.text, found.copy, found.side) == (text, "", 0)


def test_our_codes_are(whole: Printed) -> None:
    found = find_code(picture_of(f"{whole.code}/12"), None, None)
    assert found is not None
    assert (found.copy, found.side) == (whole.code, 12)
