"""Turn cells into CSV that a spreadsheet shows and never runs; numbers stay numbers.

https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?\Z", re.ASCII)


def harmless(cell: str | int) -> str:
    """The cell, behind an apostrophe where a spreadsheet could take it for a formula."""
    text = str(cell)
    if isinstance(cell, int) or _NUMBER.match(text):
        return text
    return "'" + text if text.lstrip(" ").startswith(_RUNS) else text


def write_csv(rows: Iterable[Sequence[str | int]]) -> str:
    """RFC 4180 text with line feeds."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()
