"""Turn what a person types for a question or a fact into its full id."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from generator.model.problem import refuse

MOST_MEANT = 5
_HINTS: Mapping[str, str] = {"question": "`examwright list` shows them all", "fact": "ids look like bank/chapter/topic#fact"}


def full_id(what: str, name: str, known: Iterable[str]) -> str:
    """The one id that is this name, or that alone ends in it. Raises RefusedError with those that may be meant.

    `what` is question or fact.
    """
    ids = list(known)
    if name in ids:
        return name
    matches = [id for id in ids if id.endswith(("/" + name, "#" + name))]
    if len(matches) == 1:
        return matches[0]
    near = matches or _alike(_end(name), ids)
    message = f"more than one {what} ends like this" if matches else f"no such {what}"
    raise refuse(name, f"{what}-missing", message, hint=f"try {', '.join(near[:MOST_MEANT])}" if near else _HINTS[what])


def _end(id: str) -> str:
    return re.split("[/#]", id)[-1]


def _alike(end: str, ids: list[str]) -> list[str]:
    """Those whose last part holds the word, else those whose last part is spelled much like it."""
    held = [id for id in ids if end and end in _end(id)]
    ends = {_end(id): id for id in ids}
    return held or [ends[found] for found in difflib.get_close_matches(end, ends, n=MOST_MEANT)]
