"""Turn one statement of the notes into a value: what holds today, its line, its source, its status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.model.number import Number
from generator.model.place import NOWHERE, Place

Status = Literal["ok", "imprecise", "outdated", "wrong", "unverified", "superseded"]
Scalar = Number | str | bool
Value = Scalar | tuple[Scalar, ...] | Mapping[str, "Scalar | tuple[Scalar, ...]"]
NEVER_ASKED: frozenset[str] = frozenset({"unverified", "superseded"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact; `lines` are the first and last line in the notes, `value` is None where the fact is words only."""

    id: str
    says: str
    topic: str
    lines: tuple[int, int]
    value: Value | None = None
    unit: str = ""
    exam: bool = False
    source: str = ""
    as_of: str = ""
    status: Status = "ok"
    notes_say: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class FactNote:
    """What a paper keeps of a fact: enough to explain a key without the bank."""

    id: str
    says: str
    lines: tuple[int, int]
    exam: bool
    source: str
    as_of: str
    status: str
    notes_say: str
