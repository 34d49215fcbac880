"""Turn a number that is typed where a fact of the question holds it into a warning.

A number that a fact holds is never typed twice: when the fact changes, every text and key follows. In texts a number counts where the
word behind it is one of the fact's (`35 days`), also in letters (`seven days`); in `let`, `where` and answers every number counts but 0,
1, 2 and those that convert units (10, 12, 24, 60, 100, 1000, 1024, 3600, 86400 and the like). Examples, drawn ranges and ladders of
conditions (`3 if n <= 8 else 4 if n <= 16 else 5`) are free.

Bad: `let: {needed: ceil(kb / 4) * rate}`, with the fact `rcu-size` of 4 KB asked; `why: "The window is 35 days."`
Good: `let: {needed: ceil(kb / fact["rcu-size"]) * rate}`; `why: "The window is {{ fact['recovery-window']['longest'] }} days."`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from generator.bank.sources import expressions, texts
from generator.check.printed import masked
from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.fact import Fact
from generator.model.problem import Problem
from generator.model.question import Question, Source
from generator.realize.prove import Proof

FREE = frozenset({0, 1, 2})
CONVERSIONS = frozenset({8, 10, 12, 24, 60, 100, 1000, 1024, 1440, 3600, 86400, 10**6, 10**9, 1024**2})
_LETTERS = [
    *("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen", "twenty"),
]
_IN_TEXT = re.compile(
    r"(?<![\w.,/:#+$-])(?:(?P<digits>(?:\d{1,3}(?:,\d{3}){1,9}|\d{1,30})(?:\.\d{1,30})?)"
    rf"|(?P<letters>{'|'.join(_LETTERS)}))(?:[ \n-]|(?=%))+(?P<unit>[A-Za-z%]+)",
    re.IGNORECASE,
)
_IN_CODE = re.compile(r"(?<![\w.])\d{1,40}(?:\.\d{1,30})?(?![\w.])")
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_UNIT = re.compile(rf"(?:\d|\b(?:two|{'|'.join(_LETTERS)}))[ -]?([a-z%]+)")
_WORD = re.compile(r"[a-z%]+")

Held = Mapping[Fraction, Fact]


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Numbers in texts and expressions that a fact which the question asks or uses holds."""
    for id, question in bank.questions.items():
        held = _held(question, bank.facts)
        for source, start, got, fact in _typed(question, held) if held else ():
            message = f"a fact holds this number: {fact.id.partition('#')[2]}"
            hint = f"""use fact["{fact.id.partition("#")[2] if fact.topic == question.topic_id else fact.id}"]"""
            yield Finding(Problem(source.at(start), "typed-number", message, got=got, hint=hint, severity="warning"), id)


def _held(question: Question, facts: Mapping[str, Fact]) -> dict[Fraction, Fact]:
    found: dict[Fraction, Fact] = {}
    for name in sorted(question.all_asks | question.all_uses):
        if name in facts:
            for number in _numbers(facts[name].value):
                found.setdefault(number, facts[name])
    return {number: fact for number, fact in found.items() if number not in FREE}


def _numbers(value: object) -> Iterator[Fraction]:
    if isinstance(value, Mapping):
        for member in value.values():
            yield from _numbers(member)
    elif isinstance(value, tuple):
        for member in value:
            yield from _numbers(member)
    elif isinstance(value, int | Fraction) and not isinstance(value, bool):
        yield Fraction(value)


def _typed(question: Question, held: Held) -> Iterator[tuple[Source, int, str, Fact]]:
    for source in texts(question):
        for found in _IN_TEXT.finditer(masked(source.text)):
            fact = held.get(_number(found["digits"], found["letters"]))
            if fact is not None and _is_unit_of(found["unit"].lower(), fact):
                yield source, found.start(), " ".join(found[0].split()), fact
    for source in expressions(question):
        if source.text.count(" if ") > 1:
            continue  # a table in the form of conditions: its numbers are steps of its own
        for found in _IN_CODE.finditer(_QUOTED.sub(lambda quoted: "\0" * len(quoted[0]), source.text)):
            number = Fraction(found[0])
            fact = None if number in CONVERSIONS else held.get(number)
            if fact is not None:
                yield source, found.start(), found[0], fact


def _number(digits: str | None, letters: str | None) -> Fraction:
    if digits is not None:
        return Fraction(digits.replace(",", ""))
    return Fraction(_LETTERS.index((letters or "").lower()) + 3)


def _is_unit_of(word: str, fact: Fact) -> bool:
    """Whether the word is the fact's unit, or follows a number in its statement, in singular or plural."""
    units = {*_WORD.findall(fact.unit.lower()), *_UNIT.findall(fact.says.lower())}
    return word.removesuffix("s") in {unit.removesuffix("s") for unit in units}
