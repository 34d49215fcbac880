"""Codes are opaque, unique, and find typing mistakes."""

import itertools

from generator.model.code import ALPHABET, check_character, copy_code, is_copy_code, permuted
from generator.model.seed import Seed


def test_every_single_error_and_every_swap_is_found() -> None:
    code = copy_code("7K3QWD", Seed.of("s"), 42)
    assert is_copy_code(code)
    letters = [at for at, letter in enumerate(code) if letter != "-"]
    for at in letters:
        for other in ALPHABET.replace(code[at], ""):
            assert not is_copy_code(code[:at] + other + code[at + 1 :])
    for first in letters:
        for second in letters:
            if code[first] != code[second]:
                swapped = list(code)
                swapped[first], swapped[second] = code[second], code[first]
                assert not is_copy_code("".join(swapped))


def test_no_two_copies_share_a_code_and_numbers_do_not_show() -> None:
    key = Seed.of("s").child("copy codes")
    values = [permuted(number, key) for number in range(20_000)]
    assert len(set(values)) == len(values)
    assert all(0 <= value < 1 << 20 for value in values)
    steps = {second - first for first, second in itertools.pairwise(values)}
    assert len(steps) > 19_000
    assert permuted(1, key) != permuted(1, Seed.of("t").child("copy codes"))


def test_shapes_that_are_no_copy_codes() -> None:
    for text in ("", "-", "7K3QWD", "7K3QWD-M4TX", "7k3qwd-m4tx2", "7K3QWD-M4TX1", "A" * 40 + "-AAAAA", "7K3QWDM4TX2"):
        assert not is_copy_code(text)
    assert check_character("AAAAAA-AAAA") == "A"
