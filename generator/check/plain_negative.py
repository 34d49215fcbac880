"""Turn a question that asks for what does not hold, without saying so in bold capitals, into a warning.

A negative that turns the question around is printed as **NOT**, **EXCEPT** or **LEAST**, so that nobody overlooks it. Negatives of the
scenario, of a later clause (`so that it does not restart`) and of options stay as they are.

Bad: `Which of these services is not regional?`
Good: `Which of these services is **NOT** regional?`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.printed import masked
from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.problem import Problem
from generator.realize.prove import Proof

_ENDS = re.compile(r"[.?!:](?=\s|$)|\n\s*\n")
_ASKED = re.compile(r"\b(?:which|what|who|whose|where|when|why|how)\b", re.IGNORECASE)
_LATER = re.compile(
    r"[;]|\b(?:that|so|if|when|while|because|although|unless|until|without|and|or|who|whose|whom|where|once|after|before|since|in which"
    r"|for which|to|whether|as)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"(?<!\*)\b(?:not|cannot|can't|isn't|aren't|doesn't|don't|won't|never|except|neither|none|untrue|false|incorrect|wrong"
    r"|least\s+(?:likely|suitable|appropriate|useful))\b(?!\s+only\b)(?!\*)",
    re.IGNORECASE,
)


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Stems with a plain negative in the main clause of their question."""
    for id, question in bank.questions.items():
        found = next(_negatives(masked(question.stem.text)), None)
        if found is not None:
            hint = f"ask for what holds, or write **{found[0].upper()}**"
            message = "a negative turns the question around and can be overlooked"
            place = question.stem.at(found.start())
            yield Finding(Problem(place, "plain-negative", message, got=found[0], hint=hint, severity="warning"), id)


def _negatives(text: str) -> Iterator[re.Match[str]]:
    """Negatives from the asking word of a question to where its next clause begins."""
    start = 0
    for end in _ENDS.finditer(text):
        asked = _ASKED.search(text, start, end.start()) if end[0] == "?" else None
        if asked is not None:
            later = _LATER.search(text, asked.end(), end.start())
            found = _NEGATIVE.search(text, asked.start(), later.start() if later else end.start())
            if found is not None:
                yield found
        start = end.end()
