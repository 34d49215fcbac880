"""Turn CSV text as spreadsheets write it into rows with their lines: comma, semicolon or tab; a byte-order mark is skipped.

https://www.rfc-editor.org/rfc/rfc4180
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator


def rows(text: str) -> Iterator[tuple[int, list[str], str]]:
    """Each row with the line it starts on, or with what keeps it from being read; the first line decides what parts cells."""
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=lambda mark: (first.count(mark), mark == ","))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader), ""
        except csv.Error as error:
            yield line, [], "a quote is not closed" if "unexpected end" in str(error) else str(error)
        except StopIteration:
            return
