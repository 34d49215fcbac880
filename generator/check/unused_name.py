"""Turn a name that nothing uses into a warning.

What is drawn or computed is also used: a given or a `let` that nothing names is a leftover or a misspelling.

Bad: `let: {twice: 2 * n}` while the distractor prints `{{ n }}`.
Good: every name is in the stem, an option, a reason, a condition or another `let`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.bank.sources import code_spans, expressions, texts
from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.problem import Problem
from generator.realize.prove import Proof

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Givens and lets that no text and no expression names."""
    for id, question in bank.questions.items():
        code = [source.text for source in expressions(question)]
        code += [source.text[start:end] for source in texts(question) for start, end in code_spans(source.text)]
        used = {word for part in code for word in _WORD.findall(part)}
        named = [(draw.name, draw.place, "given") for draw in question.given]
        named += [(name, source.place, "let") for name, source in question.let]
        for name, place, where in named:
            if name not in used:
                message = f"{name} under {where} is never used"
                yield Finding(Problem(place, "unused-name", message, hint="use it or delete it", severity="warning"), id)
