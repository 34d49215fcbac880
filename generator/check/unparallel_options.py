"""Turn options that differ in form into a warning.

The options of one question are of one form: all end with a full stop or none does, all begin with a capital or none does, all are
numbers or none is, all numbers have a unit or none has. The one that differs catches the eye.

Bad: `Amazon SQS`, `Amazon SNS`, `Use an Amazon MQ broker.`
Good: `Amazon SQS`, `Amazon SNS`, `Amazon MQ`; or three sentences that begin with a verb.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

from generator.check.printed import Printed, items, options
from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.problem import Problem
from generator.realize.prove import Proof

_NUMBER = re.compile(r"(?P<before>[$+-]*)\d[\d,.]*(?P<after>\s?(?:%|[A-Za-z/]+(?: [A-Za-z/]+){0,3}))?")
_FIRST = re.compile(r"[A-Za-z][a-z]*(?![\w-]*[A-Z0-9.:/*_])")

Form = Callable[[str], str]


def _stop(text: str) -> str:
    return "with a full stop" if text.rstrip("\"')*").endswith((".", "!", "?")) else "without a full stop"


def _capital(text: str) -> str:
    """Nothing is said of code, of numbers and of names such as gp3 and io2.large."""
    found = _FIRST.match(text.lstrip("\"'(*"))
    return "" if found is None else "with a capital" if found[0][0].isupper() else "without a capital"


def _number(text: str) -> str:
    return "a number" if _NUMBER.fullmatch(text) else "words" if not re.search(r"\d", text) else ""


def _unit(text: str) -> str:
    found = _NUMBER.fullmatch(text)
    return "" if found is None else "with a unit" if "$" in found["before"] or found["after"] else "without a unit"


FORMS: tuple[tuple[str, Form], ...] = (
    ("end", _stop),
    ("begin", _capital),
    ("are", _number),
    ("are", _unit),
)


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """For each way in which the options differ, the first one of the fewer."""
    for id, question in bank.questions.items():
        if question.truth is not None:
            continue
        sides = (("options", options(question)), ("items", items(question)))
        for (name, printed), (verb, form) in product(sides, FORMS):
            if odd := _odd(printed, form):
                one, most, form_of_one = odd
                message = f"some {name} {verb} {form_of_one}, most {most}"
                hint = f"give all {name} of the question one form"
                yield Finding(Problem(one.place, "unparallel-options", message, got=one.text, hint=hint, severity="warning"), id)


def _odd(printed: Sequence[Printed], form: Form) -> tuple[Printed, str, str] | None:
    """An option of the rarer form, the commoner form and the rarer."""
    by_form: dict[str, list[Printed]] = defaultdict(list)
    for option in printed:
        if kind := form(option.text):
            by_form[kind].append(option)
    if len(by_form) < 2:
        return None
    (rare, few), (common, _) = sorted(by_form.items(), key=lambda pair: len(pair[1]))
    return few[0], common, rare
