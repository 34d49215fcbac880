"""Hostile names are shown without tricks and become file names that are distinct, short and stay in their folder."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.render.names import LONGEST_SHOWN, file_stems, in_order, shortened, shown
from tests.render.classes import HOSTILE, NAMES


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("  Ada\n\tLovelace\u2028 ", "Ada Lovelace"),
        ("\u202egnp.exe", "gnp.exe"),
        ("Ada\u200f\u2066\u0000\ufeff", "Ada"),
        ("e\u0301", "é"),
        ("\u0646\u06cc\u0645\u200c\u0641", "\u0646\u06cc\u0645\u200c\u0641"),
        ("\u202e", "(no name)"),
        ("x" * 10_000, "x" * 79 + "…"),
    ],
)
def test_what_is_shown(name: str, seen: str) -> None:
    assert shown(name) == seen


def test_words_are_not_cut_where_they_need_not_be() -> None:
    assert shortened("one two three", 13) == "one two three"
    assert shortened("one two three", 12) == "one two…"
    assert shortened("one, twothreefour", 8) == "one, tw…"


def test_plain_names_keep_their_letters() -> None:
    assert file_stems(["Ada Lovelace", "Łukasz Żółć", "c07", "O'Brien, J."]) == {
        "Ada Lovelace": "Ada-Lovelace",
        "Łukasz Żółć": "Łukasz-Żółć",
        "c07": "c07",
        "O'Brien, J.": "O-Brien-J",
    }


def safe(stems: dict[str, str]) -> None:
    assert len({unicodedata.normalize("NFKC", stem.casefold()) for stem in stems.values()}) == len(stems)
    for stem in stems.values():
        assert stem == Path(stem).name
        assert stem[0] not in ".-"
        assert not stem.endswith((".", " "))
        assert len(f".{stem}.html.01234567".encode()) < 250
        assert stem.casefold() not in {"con", "nul", "aux", "com1"}
        assert all(unicodedata.category(one)[0] in "LMN" or one in "-_" for one in stem)


def test_hostile_names_become_safe_files() -> None:
    stems = file_stems(HOSTILE)
    assert set(stems) == set(HOSTILE)
    safe(stems)


def test_a_name_that_looks_like_another_with_its_hash() -> None:
    stems = file_stems(["A B", "A-B"])
    trap = file_stems(["A B", "A-B", *stems.values()])
    safe(trap)
    assert len(trap) == 4


def test_the_order_of_the_file_changes_no_name() -> None:
    assert file_stems(HOSTILE) == file_stems(reversed(HOSTILE))


@given(some.sets(some.text(alphabet=some.characters() | some.sampled_from("aA/.-\u202e\u0301")), max_size=12))
def test_any_names(names: set[str]) -> None:
    safe(file_stems(names))
    for name in names:
        seen = shown(name)
        assert 0 < len(seen) <= LONGEST_SHOWN
        assert not any(unicodedata.category(one) in ("Cc", "Cs", "Co") or unicodedata.bidirectional(one) in ("RLO", "LRO") for one in seen)


def test_sorting_sees_letters_and_numbers() -> None:
    assert sorted(["c10", "c2", "Émile", "Eva", "emil", "Zoë"], key=in_order) == ["c2", "c10", "emil", "Émile", "Eva", "Zoë"]
    assert sorted(NAMES, key=in_order)[0] == "Ada Lovelace"
