"""Turn what a candidate gave into a value: one response a slot, all of them in a sitting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

State = Literal["answered", "blank", "invalid"]
Origin = Literal["typed", "scan", "online"]


@dataclass(frozen=True, slots=True)
class Response:
    """`value` holds public option ids (sorted; with numbered rows by row, "" for one left blank), or the text as written."""

    value: tuple[str, ...] | str = ()
    state: State = "blank"
    seconds: int | None = None
    certainty: int | None = None
    tries: tuple[tuple[str, ...] | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sitting:
    """One candidate's responses to one copy, by slot id; times are ISO 8601 texts or empty."""

    paper: str
    candidate: str
    copy: int
    source: Origin
    responses: Mapping[str, Response]
    started: str = ""
    submitted: str = ""
    variants: Mapping[str, int] = field(default_factory=dict)
