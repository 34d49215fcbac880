"""Turn a Faker provider into a fixed list of values, made once a process, that a keyed hash draws from.

Nothing random is asked of Faker when an item is made: the list comes from a seed of its own. https://faker.readthedocs.io
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache

from generator.model.seed import Seed

PROVIDERS = (
    "catch_phrase",
    "city",
    "color_name",
    "company",
    "country",
    "currency_name",
    "domain_word",
    "first_name",
    "first_name_female",
    "first_name_male",
    "job",
    "language_name",
    "last_name",
    "name",
    "state",
    "street_name",
    "user_name",
    "word",
)
LONGEST = 30
# So many that two questions of one paper seldom share a name, which would read as if they belonged together.
_WANTED = 600
_ATTEMPTS = 2_000
_FEWEST = 10
_MARKS = frozenset(" -'.")
_POINTS = 4
_SPACE = 1 << 64


class Ring:
    """The values on a circle of hashes: a draw is one hash, and a value more or less moves only the draws next to it."""

    def __init__(self, values: Sequence[str]) -> None:
        self.values = tuple(values)
        points = sorted((_point(value, at), value) for value in values for at in range(_POINTS))
        self._points = [point for point, _ in points]
        self._owners = [value for _, value in points]

    def draw(self, seed: Seed) -> str:
        """The value that owns the next point."""
        return self._owners[bisect_left(self._points, seed.below(_SPACE)) % len(self._owners)]


def _point(value: str, at: int) -> int:
    return int.from_bytes(hashlib.blake2b(f"{at}:{value}".encode(), digest_size=8).digest(), "big")


def _is_name(value: str) -> bool:
    """No comma, no digit, nothing that could be markup, no word twice (`Smith-Smith`), not too long."""
    if not 1 <= len(value) <= LONGEST or value != value.strip():
        return False
    words = value.replace("-", " ").split()
    if len(set(words)) < len(words):
        return False
    return all(letter.isalpha() or letter in _MARKS for letter in value)


@lru_cache(maxsize=32)
def faked(provider: str, locale: str) -> Ring | None:
    """The values of a provider, or None where the locale is not Faker's or has too few names without digits and commas."""
    from faker import Faker
    from faker.config import AVAILABLE_LOCALES

    if provider not in PROVIDERS or locale not in AVAILABLE_LOCALES:
        return None
    maker = Faker(locale)
    maker.seed_instance(f"examwright {provider} {locale}")
    make: Callable[[], object] | None = getattr(maker, provider, None)
    found: dict[str, None] = {}
    for _ in range(_ATTEMPTS):
        value = make() if make else None
        if isinstance(value, str) and _is_name(value):
            found[value] = None
        if len(found) == _WANTED:
            break
    return Ring(list(found)) if len(found) >= _FEWEST else None
