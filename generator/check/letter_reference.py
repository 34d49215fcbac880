"""Turn a text that names an option by its letter into a warning.

A reason never names an option by its letter or place: options are shuffled, and their ids are not letters.

Bad: `why: "Option B forgets the second region."`
Good: `why: "This forgets the second region."`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.bank.sources import texts
from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.problem import Problem
from generator.realize.prove import Proof

_NOUN = r"(?:[Oo]ptions?|[Aa]nswers?|[Cc]hoices?|[Dd]istractors?)"
_ORDER = r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ll]ast|[Pp]revious)"
_LETTER = re.compile(
    rf"\b{_NOUN}\s+\(?[A-H]\)?(?=[\s.,;:?')]|$)|\b(?:[Oo]ption|[Cc]hoice|[Dd]istractor)\s+[1-9]\b"
    rf"|\b[Tt]he {_ORDER} (?:(?:two|three) )?(?:option|choice|distractor)s?\b"
    rf"|\b[Tt]he (?:option|choice|distractor)s? (?:above|below)\b"
)


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Texts that name an option by a letter or by its place."""
    for id, question in bank.questions.items():
        if not question.options:
            continue
        for source in texts(question):
            if found := _LETTER.search(source.text):
                message = "a text names an option by its letter or its place"
                hint = "say what is wrong with it; its letter differs from copy to copy"
                place = source.at(found.start())
                yield Finding(Problem(place, "letter-reference", message, got=found[0], hint=hint, severity="warning"), id)
