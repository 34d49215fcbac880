"""Turn a text that takes too long to read into a warning.

A candidate has a minute or two. No sentence is longer than 40 words, no stem (its table aside) longer than 130, and no stem reads
harder than Flesch and Kincaid's grade 15, with names, code and numbers counted as words of two syllables.

Bad: one sentence that tells the whole scenario, with three conditions in parentheses and the question at its end.
Good: `A table serves two access patterns. Reads are eventually consistent. How many read capacity units does it need?`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from generator.bank.sources import texts
from generator.check.printed import fill, sentences, stems
from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.place import Place
from generator.model.problem import Problem
from generator.model.question import Question
from generator.realize.prove import Proof

LONGEST_SENTENCE = 40
LONGEST_STEM = 130
HARDEST = 15
FEWEST_TO_GRADE = 30
"""Words of a stem that is graded; the measure says nothing of a single short sentence."""
_LETTER = re.compile(r"[A-Za-z0-9]")
_VOWELS = re.compile(r"[aeiouy]+")


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Each long sentence, long stem and hard stem; a question's first of each."""
    for id, question in bank.questions.items():
        for place, message, most, got, hint in _hard(question):
            yield Finding(Problem(place, "reading-level", message, f"at most {most}", got, hint, "warning"), id)


def _hard(question: Question) -> Iterator[tuple[Place, str, str, str, str]]:
    printed = stems(question)
    places = [(source.place, fill(source.text, {})) for source in texts(question) if source is not question.stem]
    seen: list[str] = []
    for place, text in (*places, *((question.stem.place, stem) for stem in printed)):
        for sentence in sentences(text):
            if (count := _count(sentence)) > LONGEST_SENTENCE and not any(one in sentence for one in seen):
                seen.append(sentence)
                yield place, "a sentence is too long", f"{LONGEST_SENTENCE} words", f"{count}: {sentence[:60]}...", "make it two"
                break
    stem = max(printed, key=_count, default="")
    if (count := _count(stem)) > LONGEST_STEM:
        yield question.stem.place, "the stem is too long", f"{LONGEST_STEM} words", str(count), "leave out what decides nothing"
    grade = max((_grade(sentences(text)) for text in printed), default=0)
    if grade > HARDEST:
        yield question.stem.place, "the stem is hard to read", f"grade {HARDEST}", f"{grade:.1f}", "shorter sentences, plainer words"


def _words(text: str) -> list[str]:
    """Words, lines of tables aside."""
    return [
        word for line in text.split("\n") if not line.startswith("|") for word in line.replace("|", " ").split() if _LETTER.search(word)
    ]


def _count(text: str) -> int:
    return len(_words(text))


def _grade(parts: Sequence[str]) -> float:
    """J. P. Kincaid and others, Derivation of New Readability Formulas (1975), https://stars.library.ucf.edu/istlibrary/56/."""
    words = [word for part in parts for word in _words(part)]
    if len(words) < FEWEST_TO_GRADE:
        return 0.0
    return 0.39 * len(words) / len(parts) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


@lru_cache(maxsize=50_000)
def _syllables(word: str) -> int:
    plain = word.strip(".,;:?!()\"'")
    if not plain.isalpha() or not plain[1:].islower() or plain[0].isupper():
        return min(2, len(plain))
    return max(1, len(_VOWELS.findall(plain.removesuffix("e"))))
