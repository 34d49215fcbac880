"""Turn an option without a reason of its own into a warning.

Every option says in four words or more why it is right or wrong, and no two options that can stand on one paper say the same.

Bad: `{text: "{{ n }}", why: "Wrong."}`, or one sentence copied to three distractors.
Good: `{text: "{{ n }}", why: "A ring leaves some pairs without a connection of their own."}`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.bank.sources import reasons
from generator.check.printed import fill, masked
from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.place import Place
from generator.model.problem import Problem
from generator.model.question import Question, Source
from generator.realize.prove import Proof

FEWEST = 4
"""Words of a reason."""
_LETTER = re.compile(r"[A-Za-z]")
_FIELD = re.compile(r"\b[a-z_]\w*\.([a-z_]\w*)")


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Reasons that are missing or too short, and the second and later of equal ones."""
    for id, question in bank.questions.items():
        before: dict[str, Place] = {}
        for why, together in _reasons(question):
            if not (text := fill(why.text, {})):
                continue  # the reader or the proof says that it is missing
            first = before.setdefault(" ".join(why.text.casefold().split()), why.place) if together else why.place
            if len(text.split()) < FEWEST:
                message, hint = f"a reason has fewer than {FEWEST} words", "say what this option gets right or wrong"
            elif first != why.place:
                message, hint = "another option has this reason", f"say what is wrong with this one; the other is at {first}"
            else:
                continue
            yield Finding(Problem(why.place, "missing-why", message, got=text, hint=hint, severity="warning"), id)


def _reasons(question: Question) -> Iterator[tuple[Source, bool]]:
    """The reasons as authors wrote them, and whether they can stand on one paper: those of two rows do where rows are distractors."""
    named: dict[str, bool] = {}
    others = question.distractors_from
    for why in reasons(question):
        if why is question.explanation:
            continue
        if _LETTER.search(masked(why.text)) or "." not in why.text:
            yield why, True
        else:
            named |= dict.fromkeys(_FIELD.findall(why.text), others is not None and why is others.why)
    for row in (row for table in question.rows.values() for row in table):
        for name, together in named.items():
            field = row.fields.get(name)
            if isinstance(field, Source):
                yield field, together
