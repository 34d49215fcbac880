"""Turn a seed and an address into draws: every draw hashes its own path, so no draw moves another.

Keyed BLAKE2b (RFC 7693) over an unambiguous encoding of the path.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
Step = str | int

_PERSON = b"examwright"


def random_seed() -> str:
    """A fresh 128-bit seed as 32 hexadecimal digits, from the system's own source."""
    return secrets.token_hex(16)


def _encode(steps: Iterable[Step]) -> bytes:
    parts = []
    for step in steps:
        raw = b"i%d" % step if isinstance(step, int) else b"s" + step.encode()
        parts.append(b"%d:" % len(raw) + raw)
    return b"".join(parts)


class Seed:
    """A node in a tree of keys. `seed.child("question", id)` hashes that address once; two calls in a row are another address."""

    __slots__ = ("key",)

    def __init__(self, key: bytes) -> None:
        self.key = key

    @classmethod
    def of(cls, text: str) -> Seed:
        """The root that a seed text stands for."""
        return cls(hashlib.blake2b(text.encode(), digest_size=32, person=_PERSON).digest())

    def child(self, *steps: Step) -> Seed:
        """The node at this address below."""
        return Seed(self._hash(b"c", _encode(steps), 32))

    def _hash(self, purpose: bytes, data: bytes, size: int) -> bytes:
        return hashlib.blake2b(purpose + data, digest_size=size, key=self.key, person=_PERSON).digest()

    def below(self, count: int) -> int:
        """A whole number from 0 to count - 1, each equally likely (rejection, no modulo bias)."""
        if count < 1:
            raise ValueError("below() needs a positive count")
        bits = max(64, count.bit_length() + 1)
        size = min(64, (bits + 7) // 8)
        limit = (1 << (8 * size)) // count * count
        attempt = 0
        while True:
            value = int.from_bytes(self._hash(b"n", b"%d" % attempt, size), "big")
            if value < limit:
                return value % count
            attempt += 1

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def rank(self, name: str) -> bytes:
        """The keyed hash by which a name is ranked against others."""
        return self._hash(b"r", name.encode(), 16)

    def pick(self, members: Sequence[T], name: str = "") -> T:
        """The member with the smallest keyed hash of its own text: adding one moves as few draws as can be."""
        return min(members, key=lambda member: self.rank(name + str(member)))

    def order(self, names: Iterable[str]) -> list[str]:
        """The names by keyed hash: a shuffle in which adding a name leaves the others' relative order as it was."""
        return sorted(names, key=self.rank)

    def letters(self, name: str, count: int) -> str:
        """So many lower-case base32 characters (RFC 4648) of the keyed hash of a name."""
        return base64.b32encode(self._hash(b"l", name.encode(), 40)).decode().lower()[:count]
