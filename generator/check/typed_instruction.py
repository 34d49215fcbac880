"""Turn a stem that says how many to select into a warning.

How many options to select is printed by the paper, never typed by an author: it would be wrong when `right` changes.

Bad: `stem: "Which statements hold? (Choose two.)"`
Good: `right: 2` and `stem: "Which statements hold?"`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.problem import Problem
from generator.model.question import Question, Source
from generator.realize.prove import Proof

_FIELD = re.compile(r"\w\.([a-z_]\w*)")
_COUNT = r"(?:one|two|three|four|five|six|[1-6]|all|both)"
_TYPED = re.compile(
    rf"(?:^|[.?!:(*]|\bplease|\bthen|\band)\s*(?P<verb>(?:select|choose|pick|tick|mark|check)\s+"
    rf"(?:any\s+|exactly\s+|at\s+least\s+|up\s+to\s+|only\s+|the\s+)?(?:\*\*)?(?:{_COUNT}|that\s+apply)\b)"
    rf"|(?P<count>\((?:the\s+)?{_COUNT}\s+(?:correct\s+|right\s+)?(?:answers?|options?|choices?|responses?)\b)"
    rf"|(?P<which>\bwhich\s+(?:\*\*)?{_COUNT}(?:\*\*)?\s+(?:of\s+the(?:se)?\s+)?(?:following|answers?|options?|statements?)\b)"
    r"|(?P<all>\ball\s+that\s+apply\b)",
    re.IGNORECASE,
)


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Stems, and rows that reach them, that say how many to select."""
    for id, question in bank.questions.items():
        for source in _stems(question) if question.options else ():
            if found := _TYPED.search(source.text):
                start, end = found.span(found.lastgroup or 0)
                place, got = source.at(start), source.text[start:end]
                hint = "delete it; the paper prints it"
                message = "the stem says how many to select"
                yield Finding(Problem(place, "typed-instruction", message, got=got, hint=hint, severity="warning"), id)


def _stems(question: Question) -> Iterator[Source]:
    """The stem, and the fields of rows that it prints."""
    yield question.stem
    named = {found[1] for found in _FIELD.finditer(question.stem.text)}
    for row in (row for table in question.rows.values() for row in table):
        yield from (field for name, field in row.fields.items() if name in named and isinstance(field, Source))
