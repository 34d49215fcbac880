"""No cell runs in a spreadsheet; numbers stay numbers; what is written reads back."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.score.spreadsheet import harmless, write_csv


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", '=HYPERLINK("x")'])
def test_formulas_are_made_harmless(text: str) -> None:
    assert harmless(text).startswith("'")


@pytest.mark.parametrize("text", ["12", "-5", "+3.5", "Ada", "O'Neil", "7K3QWD-M4TX2", ""])
def test_others_stay(text: str) -> None:
    assert harmless(text) == text


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_is_written_reads_back(rows: list[list[str]]) -> None:
    rows = [[cell.replace("\r", "").replace("\0", "") for cell in row] for row in rows]
    back = list(csv.reader(io.StringIO(write_csv(rows), newline="")))
    assert back == [[harmless(cell) for cell in row] for row in rows]
