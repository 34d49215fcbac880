"""Turn records and copy numbers into short codes that people read and type: never the seed.

Base32 (RFC 4648) has no 0, 1, 8 or 9, so nothing is mistaken for O, I, B or g.
"""

from __future__ import annotations

import base64
import hashlib

from generator.model.seed import Seed

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
SHORTEST = 6
MOST_COPIES = 1 << 20
_ROUNDS = 6


def long_code(data: bytes) -> str:
    """All base32 characters of the SHA-256 of a record; a paper's code is a prefix of it."""
    return base64.b32encode(hashlib.sha256(data).digest()).decode().rstrip("=")


def permuted(number: int, key: Seed) -> int:
    """A keyed permutation of 0 to 2^20 - 1 (Feistel network, two halves of ten bits)."""
    left, right = number >> 10, number & 1023
    for at in range(_ROUNDS):
        left, right = right, left ^ key.child(at, right).below(1024)
    return left << 10 | right


def _times_two(value: int) -> int:
    value <<= 1
    return value ^ 0b100101 if value & 32 else value


def check_character(code: str) -> str:
    """Sum over GF(32), each place weighted by another power of 2: finds every single error and every swap of two characters
    (codes up to 31 characters; the check character's own weight is 1)."""
    total, weight = 0, 2
    for character in reversed([letter for letter in code if letter != "-"]):
        value, factor, product = ALPHABET.index(character), weight, 0
        while value:
            if value & 1:
                product ^= factor
            value, factor = value >> 1, _times_two(factor)
        total ^= product
        weight = _times_two(weight)
    return ALPHABET[total]


def copy_code(paper_code: str, root: Seed, number: int) -> str:
    """PAPER-XXXXC: four characters of the permuted number and a check character over the whole.

    Raises ValueError for a number below 0 or from 2^20 on.
    """
    if not 0 <= number < MOST_COPIES:
        raise ValueError(f"copy numbers go from 0 to {MOST_COPIES - 1}, not {number}")
    value = permuted(number, root.child("copy codes"))
    body = paper_code + "-" + "".join(ALPHABET[value >> shift & 31] for shift in (15, 10, 5, 0))
    return body + check_character(body)


def is_copy_code(text: str) -> bool:
    """Whether the text has a copy code's shape and its check character fits."""
    paper, dash, rest = text.partition("-")
    whole = paper + rest
    if dash != "-" or len(rest) != 5 or len(paper) < SHORTEST or len(whole) > 31 or set(whole) - set(ALPHABET):
        return False
    return check_character(text[:-1]) == text[-1]
