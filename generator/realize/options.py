"""Turn a key and its distractors into the options that are printed: which of them, and in what order.

Options that are numbers of one kind sort; the key's rank among them is drawn, and distractors are taken by preference on each side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.model.number import Number, parse
from generator.model.seed import Seed
from generator.realize.trouble import AuthorError

_NUMBER = re.compile(r"(?<![\w.])-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?![0-9]|[.,][0-9])")
_BEFORE_MINUS = frozenset(" $€£(*_`")
_LONGEST_NUMBERED = 120


@dataclass(slots=True)
class Candidate:
    """An option that may be printed. `same` is equal for two that a candidate could not tell apart; `number` where it starts one."""

    id: str
    text: str
    right: bool
    why: Callable[[], str]
    uses: tuple[str, ...] = ()
    number: Number | None = None
    rest: str = ""
    same: object = ""

    def __post_init__(self) -> None:
        self.number, self.rest, self.same = told_apart(self.text)


def told_apart(text: str) -> tuple[Number | None, str, object]:
    """The first number of an option's text and all the rest of it, and what makes it equal to another as printed.

    `12 VPCs` and `1 VPC` have the same rest; `1,000` and `1000.0` are equal.
    """
    if len(text) > _LONGEST_NUMBERED:
        return None, "", " ".join(text.split())
    return _told_apart(text)


@lru_cache(maxsize=8_192)
def _told_apart(text: str) -> tuple[Number | None, str, object]:
    line = " ".join(text.split())
    found = _NUMBER.search(line)
    if not found:
        return None, "", line
    written, start = found[0], found.start()
    if written.startswith("-") and start and line[start - 1] not in _BEFORE_MINUS:
        written, start = written[1:], start + 1
    number = parse(written.replace(",", ""))
    if number is None:
        return None, "", line
    rest = f"{line[:start]}\0{' '.join(map(_singular, line[found.end() :].split(' ')))}"
    return number, rest, (number, rest)


def _singular(word: str) -> str:
    """The word without its plural's ending, whatever it is: both forms become the same. Short words are units (`ms` is not `m`)."""
    if len(word) <= 3:
        return word
    return word[:-3] + "y" if word.endswith("ies") else word.rstrip("es")


@dataclass(slots=True)
class Lineup:
    """Who may stand beside the key, in order of preference, and how they are ordered.

    `places` are for all but the `tail`, the option that stays last (which may be the key). Where options sort, `ranks` are the ones
    that the key can have, counted from 0.
    """

    key: Candidate
    others: list[Candidate]
    places: int
    sorts: bool = False
    ranks: tuple[int, ...] = ()
    tail: Candidate | None = None

    def arranged(self, rank: int | None, seed: Seed) -> list[Candidate]:
        """The options as they are printed; a rank where the key has ranks."""
        if self.key is self.tail:
            body = self.others[: self.places]
        elif rank is None:
            body = [self.key, *self.others[: self.places - 1]]
        else:
            value = _number(self.key)
            below = [other for other in self.others if _number(other) < value][:rank]
            above = [other for other in self.others if _number(other) > value][: self.places - 1 - rank]
            body = [*below, self.key, *above]
        return [*in_order(body, self.sorts, seed), *([self.tail] if self.tail else [])]


def _number(candidate: Candidate) -> Number:
    assert candidate.number is not None
    return candidate.number


def in_order(body: list[Candidate], sorts: bool, seed: Seed) -> list[Candidate]:
    """By number, or by the keyed hash of the author's ids."""
    return sorted(body, key=_number) if sorts else sorted(body, key=lambda candidate: seed.rank(candidate.id))


def are_numbers(candidates: Sequence[Candidate]) -> bool:
    """Whether the options are numbers of one kind: all their texts differ in the number only."""
    rest = candidates[0].rest
    return all(candidate.number is not None and candidate.rest == rest for candidate in candidates)


def distinct(keys: Sequence[Candidate], others: Iterable[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """Those that differ as printed from the keys and from each one before, and those passed over."""
    seen = {candidate.same for candidate in keys}
    kept: list[Candidate] = []
    passed: list[Candidate] = []
    for other in others:
        (passed if other.same in seen else kept).append(other)
        seen.add(other.same)
    return kept, passed


def line_up(key: Candidate, others: Sequence[Candidate], size: int, pin_last: str = "") -> Lineup:
    """One right answer among `size` options. Raises AuthorError where too few differ."""
    kept, passed = distinct([key], others)
    if len(kept) < size - 1:
        raise _too_few(size - 1, kept, passed)
    tail = next((option for option in [key, *kept[: size - 1]] if option.id == pin_last), None)
    others = [other for other in kept if other is not tail]
    places = size - 1 if tail else size
    if tail is key:
        return Lineup(key, others, places, are_numbers(others[:places]), (), tail)
    if not are_numbers([key, *others[: places - 1]]):
        return Lineup(key, others, places, False, (), tail)
    numbers = [other for other in others if other.number is not None and other.rest == key.rest]
    value = _number(key)
    below = sum(1 for other in numbers if _number(other) < value)
    ranks = tuple(rank for rank in range(places) if rank <= below and places - 1 - rank <= len(numbers) - below)
    return Lineup(key, numbers, places, True, ranks, tail)


def _too_few(wanted: int, kept: Sequence[Candidate], passed: Sequence[Candidate]) -> AuthorError:
    hint = f"equal to another as printed: {', '.join(other.id for other in passed)}" if passed else "add distractors"
    return AuthorError("too-few-options", "too few distinct distractors are left", expected=str(wanted), got=str(len(kept)), hint=hint)


def several(keys: Sequence[Candidate], others: Sequence[Candidate], size: int, pin_last: str, seed: Seed) -> tuple[list[Candidate], bool]:
    """Several right answers among `size` options, arranged, and whether they sort. Raises AuthorError where two are equal."""
    if len(others) < size - len(keys):
        raise _too_few(size - len(keys), others, ())
    chosen = [*keys, *others[: size - len(keys)]]
    twice = distinct([], chosen)[1]
    if twice:
        raise equal_options(twice[0], chosen)
    tail = [option for option in chosen if option.id == pin_last]
    body = [option for option in chosen if option.id != pin_last]
    sorts = are_numbers(body)
    return [*in_order(body, sorts, seed), *tail], sorts


def equal_options(option: Candidate, among: Sequence[Candidate]) -> AuthorError:
    """Two options that read the same."""
    other = next(other for other in among if other is not option and other.same == option.same)
    return AuthorError("equal-options", f"{option.id} and {other.id} are equal as printed", got=option.text)
