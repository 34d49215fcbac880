"""Turn two questions whose stems say nearly the same into a warning.

No two questions tell the same story in nearly the same words; numbers and drawn names aside. Openings and closings that many stems
share do not count: a run of three words weighs the less the more questions have it.

Bad: `{{ company }} sends {{ n }} messages per second to a FIFO queue. ...` twice, with other numbers and another key.
Good: the second question has a need, a setting or a service of its own; or both become one question with more that is drawn.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from generator.check.printed import NAME, sentences, stems
from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.problem import Problem
from generator.model.question import Question
from generator.realize.prove import Proof

ALIKE = 0.4
"""Of the weight of all runs of words in two stems, how much is in both."""
FEWEST = 8
"""Runs of words that a stem must have to be compared."""
COMMON = 25
"""Runs of words that so many stems have find no partner; they count as any other where two stems are compared."""
_WORD = re.compile(r"[a-z][a-z'/-]*")

Shingles = frozenset[tuple[str, ...]]


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """The later of two questions with stems that are nearly the same; identical templates are `duplicate-stem`'s."""
    shingles = {id: _shingles(question) for id, question in bank.questions.items()}
    having = Counter(shingle for sets in shingles.values() for shingle in frozenset[tuple[str, ...]]().union(*sets))
    weight = {shingle: math.log(1 + len(bank.questions) / number) for shingle, number in having.items()}
    where: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for id, question in bank.questions.items():
        own = frozenset[tuple[str, ...]]().union(*shingles[id])
        partners = Counter(other for shingle in own if having[shingle] <= COMMON for other in where[shingle])
        nearest = max(
            ((_most(shingles[id], shingles[other], weight), other) for other, shared in partners.items() if shared >= FEWEST // 2),
            default=(0.0, ""),
        )
        for shingle in own:
            where[shingle].append(id)
        if nearest[0] >= ALIKE and not _same(question, bank.questions[nearest[1]]):
            yield Finding(_problem(question, bank.questions[nearest[1]], nearest[0]), id)


def _problem(question: Question, other: Question, alike: float) -> Problem:
    message = f"the stem is nearly that of {other.id}"
    hint = f"give it a scenario of its own, or make the two one question; the other is at {other.stem.place}"
    return Problem(question.stem.place, "near-duplicate-stem", message, got=f"{alike:.0%} alike", hint=hint, severity="warning")


def _shingles(question: Question) -> list[Shingles]:
    """The runs of three words of each stem that the question can print, sentence by sentence."""
    found = set()
    for stem in stems(question):
        runs = set()
        for sentence in sentences(stem):
            words = [word for word in _WORD.findall(sentence.lower()) if word != NAME.lower()]
            runs |= set(zip(words, words[1:], words[2:], strict=False))
        if len(runs) >= FEWEST:
            found.add(frozenset(runs))
    return list(found)


def _most(left: list[Shingles], right: list[Shingles], weight: Mapping[tuple[str, ...], float]) -> float:
    return max((_alike(one, other, weight) for one in left for other in right), default=0.0)


def _alike(one: Shingles, other: Shingles, weight: Mapping[tuple[str, ...], float]) -> float:
    """Jaccard's measure with weights."""
    both = sum(weight[shingle] for shingle in one & other)
    return both / (sum(weight[shingle] for shingle in one) + sum(weight[shingle] for shingle in other) - both)


def _same(one: Question, other: Question) -> bool:
    return " ".join(one.stem.text.lower().split()) == " ".join(other.stem.text.lower().split())
