"""Turn the printed options of one item into what each guesser thinks of them: scores, of which the highest are ticked.

A guesser knows nothing of the subject. Options that it scores alike share its win. It is sure where the last that it ticks stands
well ahead of the first that it leaves; chance seldom makes that so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

LONGEST_READ = 1_000
"""Characters of a text that a guesser reads."""
CLEAR = 1.25
CLEARLY = 12
"""Sure of a length: so many times the next one's, and so many characters more."""
MORE = 2
"""Sure of shared words and of oddness: so many more than the next."""
LETTERS = "ABCDE"

_COMMON = (
    "about after also another because been before being between both does each ever every from have having here into itself more most "
    "much must needs only other over same should some such than that their them then there these they this those through under until "
    "using what when where which while whom whose will with within without would your"
)
_FORMS = {
    "a negative": frozenset(["not", "no", "never", "none", "nothing", "without", "cannot", "neither", "nor"]),
    "an absolute": frozenset(["all", "always", "any", "every", "each", "must", "only", "whole"]),
    "a hedge": frozenset(["may", "might", "can", "could", "usually", "often", "some", "unless", "if", "when"]),
    "two parts": frozenset(["and", "but", "then"]),
}
_IGNORED = frozenset(_COMMON.split())
_WORD = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"[0-9]")
_MARKUP = str.maketrans("", "", "*`_")


@dataclass(slots=True)
class Sight:
    """One item as a guesser sees it: `count` of its options are to be ticked; `sorts`: they are numbers in order; `dice` are random."""

    texts: list[str]
    count: int
    sorts: bool
    dice: bytes
    stem: Callable[[], str]
    read: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.read = [text[:LONGEST_READ] for text in self.texts]


Scores = Sequence[int] | None
"""One for each option; None where the guesser does not play."""


@dataclass(frozen=True, slots=True)
class Guesser:
    """`picks` says what it ticks, `mend` what an author does about it; one that `reads` has no use for True and False."""

    picks: str
    mend: str
    score: Callable[[Sight], Scores]
    is_sure: Callable[[int, int], bool] = lambda last, left: last > left
    reads: bool = True


def _is_clear(last: int, left: int) -> bool:
    shorter, longer = sorted((abs(last), abs(left)))
    return longer >= CLEAR * shorter and longer - shorter >= CLEARLY


def _is_more(last: int, left: int) -> bool:
    return last - left >= MORE


def _random(sight: Sight) -> Scores:
    return sight.dice


def _letter(at: int) -> Callable[[Sight], Scores]:
    return lambda sight: _only(at, len(sight.texts)) if at < len(sight.texts) else None


@lru_cache(maxsize=1_024)
def _only(at: int, number: int) -> Scores:
    return tuple(int(place == at) for place in range(number))


def _first(sight: Sight) -> Scores:
    return range(len(sight.texts), 0, -1) if sight.count > 1 else None


def _longest(sight: Sight) -> Scores:
    return [len(text.translate(_MARKUP)) for text in sight.read]


def _shortest(sight: Sight) -> Scores:
    return [-len(text.translate(_MARKUP)) for text in sight.read]


def _shared(sight: Sight) -> Scores:
    found = [] if sight.sorts else [words(text) for text in sight.read]
    if all(one == found[0] for one in found):
        return [0] * len(sight.texts)
    stem = words(sight.stem()[:LONGEST_READ])
    return [len(one & stem) for one in found]


def _odd(sight: Sight) -> Scores:
    """How many signs an option has almost alone, or lacks almost alone; only as many may be odd as are to be ticked."""
    number, few = len(sight.texts), sight.count
    if number <= 2 * few:
        return None
    seen = [(marks if sight.sorts else signs)(text) for text in sight.read]
    counts = Counter(sign for found in seen for sign in found)
    alone = frozenset(sign for sign, count in counts.items() if count <= few and sign in SIGNS)
    common = frozenset(sign for sign, count in counts.items() if number > count >= number - few)
    return [len(alone & found) + len(common - found) for found in seen]


def _middle(sight: Sight) -> Scores:
    number = len(sight.texts)
    return [-abs(2 * at + 1 - number) for at in range(number)] if sight.sorts and number > 2 else None


@lru_cache(maxsize=1_024)
def words(text: str) -> frozenset[str]:
    """The words that carry a meaning of their own, a plural as its singular."""
    return frozenset(word.rstrip("s") for word in _WORD.findall(text.lower()) if len(word) > 3 and word not in _IGNORED)


SIGNS = frozenset([*_FORMS, "a figure", "a capital", *"`.,;:(%"])
"""What can be seen of an option's form. What it begins with and its words count only where nearly all the others share them."""


def marks(text: str) -> frozenset[str]:
    """The punctuation in it: numbers of one kind differ in nothing else."""
    return frozenset(".,").intersection(text)


@lru_cache(maxsize=1_024)
def signs(text: str) -> frozenset[str]:
    """What can be seen of an option without understanding it."""
    every = _WORD.findall(text.lower())
    found = {sign for sign in "`.,;:(%" if sign in text}
    found.update(form for form, roots in _FORMS.items() if not roots.isdisjoint(every))
    found.update(["a figure"] if _DIGIT.search(text) else [])
    found.update(["a capital"] if text[:1].isupper() else [])
    found.update(f"begins {word}" for word in every[:1])
    return words(text).union(found)


def _positions() -> dict[str, Guesser]:
    mend = "let misconceptions lead to smaller and to larger numbers; pin nothing that is the key"
    return {f"letter {letter}": Guesser(f"letter {letter}", mend, _letter(at), reads=False) for at, letter in enumerate(LETTERS)}


GUESSERS: dict[str, Guesser] = {
    "random": Guesser("any option", "", _random, lambda last, left: False, reads=False),
    **_positions(),
    "first ones": Guesser("from the top as many as it may", "let more keys or distractors be drawn", _first),
    "longest": Guesser("the longest option", "shorten the key, or say as much in the distractors", _longest, _is_clear),
    "shortest": Guesser("the shortest option", "shorten the distractors, or say as much in the key", _shortest, _is_clear),
    "shared words": Guesser("the option with most words of the stem", "take the stem's words out of the key", _shared, _is_more),
    "odd one out": Guesser("the option unlike the others", "give the distractors the form of the key", _odd, _is_more),
    "middle number": Guesser("the middle number", "let misconceptions lead to smaller and to larger numbers", _middle),
}
"""By the name in `check --guessers`."""
