"""Turn candidates' names, which anybody may have typed, into text that is safe to show and into file names that are safe to write."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import count

LONGEST_SHOWN, LONGEST_STEM = 80, 48
_JOINERS = "\u200c\u200d"  # Persian, Indic scripts and emoji need them
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))})


def shortened(text: str, most: int) -> str:
    """The text, or its first words and an ellipsis."""
    if len(text) <= most:
        return text
    words = text[: most - 1].rpartition(" ")[0]
    return (words if 2 * len(words) > most else text[: most - 1]).rstrip(" ,;:.") + "…"


def shown(name: str, most: int = LONGEST_SHOWN) -> str:
    """The name without invisible characters (a right-to-left override would turn its neighbors round), on one line, not too long."""
    kept = (" " if one.isspace() else one for one in unicodedata.normalize("NFC", name) if one.isspace() or _visible(one))
    return shortened(" ".join("".join(kept).split()), most) or "(no name)"


def _visible(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in _INVISIBLE


def in_order(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """What to sort names by: letters without case and accents, numbers by their value (`c2` before `c10`)."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", shown(name)) if not unicodedata.combining(one)).casefold()
    parts = (part for part in re.split(r"([0-9]+)", plain) if part)
    return [(0, int(part), "") if part.isdecimal() and part.isascii() else (1, 0, part) for part in parts], name


def file_stems(candidates: Iterable[str]) -> dict[str, str]:
    """For each candidate a file name without its ending: no path, no hidden file, at most 57 characters, and no two alike
    (also where case is not told apart). A name gets a hash behind it only where it would be another's, too."""
    names = sorted(set(candidates))
    plain = {name: _stem(name) for name in names}
    alike = Counter(stem.casefold() for stem in plain.values())
    found = {name: stem for name, stem in plain.items() if alike[stem.casefold()] == 1 and stem.casefold() not in _RESERVED}
    taken = {stem.casefold() for stem in found.values()}
    for name in names:
        for attempt in count():
            if name in found:
                break
            stem = f"{plain[name]}-{hashlib.sha256(f'{attempt} {name}'.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
            if stem.casefold() not in taken:
                found[name] = stem
                taken.add(stem.casefold())
    return found


def _stem(name: str) -> str:
    """Letters, marks, digits and single hyphens."""
    kept = (one if unicodedata.category(one)[0] in "LMN" or one == "_" else "-" for one in unicodedata.normalize("NFKC", name))
    return re.sub("-+", "-", "".join(kept)).strip("-")[:LONGEST_STEM].strip("-") or "candidate"
