"""Turn a change of a key into a dated value that is appended and never overwritten; the key's version is how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Action = Literal["key", "accept", "void", "everyone"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of `corrections.jsonl`. `variants` are indices from 0, or all; `options` are author ids of the options that are
    right now (key) or right as well (accept); `value` is the number for kinds without options."""

    at: str
    who: str
    why: str
    slot: str
    action: Action
    variants: Literal["all"] | tuple[int, ...] = "all"
    options: tuple[str, ...] = ()
    value: str = ""
