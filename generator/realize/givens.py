"""Turn the draws of a question into axes of its space; what cannot be drawn is a problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.model.fact import Fact
from generator.model.number import LARGEST
from generator.model.problem import Problem
from generator.model.question import Draw, Question
from generator.realize.draws import Axis, Faked, Members, Range, Some, range_of
from generator.realize.faked import PROVIDERS, faked
from generator.realize.limits import LONGEST_VALUE, MOST_ENTRIES, MOST_MEMBERS
from generator.realize.listed import Listed
from generator.realize.shapes import is_number
from generator.realize.translation import Scope
from generator.realize.trouble import AuthorError

_INSIDE_LIST = frozenset({"whole", "decimal", "one_of", "fact", "faker"})


def axis_of(draw: Draw, question: Question, scope: Scope) -> Axis | Problem:
    """What a draw can give, or why it cannot."""
    try:
        return _READERS[draw.draw](draw, question, scope)
    except AuthorError as error:
        return error.problem(draw.place)


def _range(draw: Draw, question: Question, scope: Scope) -> Range:
    low, high, step = draw.args["low"], draw.args["high"], draw.args.get("step") or 1
    if not all(is_number(value) and abs(value) <= LARGEST for value in (low, high, step)):
        raise AuthorError("draw", f"{draw.name} is drawn between things that are not numbers up to 10^40")
    found = range_of(low, high, step)
    if found is None:
        raise AuthorError(
            "draw", f"{draw.name} has nothing to draw", expected="low <= high and a step above 0", got=f"{low}, {high}, {step}"
        )
    return found


def _checked(draw: Draw, members: tuple[Any, ...]) -> tuple[Any, ...]:
    texts = [str(member) for member in members]
    if not 1 <= len(members) <= MOST_MEMBERS:
        raise AuthorError("draw", f"{draw.name} is drawn from {len(members)} members", expected=f"1 to {MOST_MEMBERS}")
    if len(set(texts)) < len(texts):
        twice = next(text for text in texts if texts.count(text) > 1)
        raise AuthorError("draw", f"{draw.name} is drawn from the same member twice", got=twice)
    if any(len(text) > LONGEST_VALUE for text in texts):
        raise AuthorError("draw", f"a member of {draw.name} is too long", expected=f"at most {LONGEST_VALUE} characters")
    if any(isinstance(member, str) and not member.strip() for member in members):
        raise AuthorError("draw", f"a member of {draw.name} is empty")
    return members


def _one_of(draw: Draw, question: Question, scope: Scope) -> Members:
    return Members(_checked(draw, tuple(draw.args["from"])))


def _some_of(draw: Draw, question: Question, scope: Scope) -> Some:
    members, k = _checked(draw, tuple(draw.args["from"])), draw.args["k"]
    if not isinstance(k, int) or not 1 <= k <= len(members):
        raise AuthorError("draw", f"{draw.name} draws more members than there are", expected=f"1 to {len(members)}", got=str(k))
    return Some(members, k)


def _row(draw: Draw, question: Question, scope: Scope) -> Members:
    table = question.rows.get(draw.args["table"], ())
    if not table:
        raise AuthorError("draw", f"{draw.name} is drawn from a table that is not there", got=str(draw.args["table"]))
    return Members(_checked(draw, tuple(row.id for row in table)))


def _list(draw: Draw, question: Question, scope: Scope) -> Listed:
    low, high = draw.args["count"]
    fields: Mapping[str, Draw] = draw.args["of"]
    if not 1 <= low <= high <= MOST_ENTRIES or not fields:
        raise AuthorError("draw", f"{draw.name} has a count that is not taken", expected=f"1 to {MOST_ENTRIES}", got=f"{low}, {high}")
    refused = [name for name, field in fields.items() if field.draw not in _INSIDE_LIST]
    if refused:
        raise AuthorError("draw", f"{refused[0]} cannot be drawn inside a list", expected=f"one of {', '.join(sorted(_INSIDE_LIST))}")
    return Listed(draw.name, low, high, {name: _READERS[field.draw](field, question, scope) for name, field in fields.items()})


def _fact(draw: Draw, question: Question, scope: Scope) -> Members:
    fact: Fact | None = scope.facts.get(scope.full(draw.args["id"]))
    if fact is None:
        raise AuthorError("unknown-fact", "there is no such fact", got=str(draw.args["id"]))
    if not isinstance(fact.value, tuple):
        raise AuthorError("draw", f"{draw.name} is drawn from a fact that holds no list", got=str(draw.args["id"]))
    return Members(_checked(draw, fact.value))


def _faker(draw: Draw, question: Question, scope: Scope) -> Faked:
    provider, locale = draw.args["provider"], draw.args.get("locale") or "en_US"
    ring = faked(provider, locale)
    if ring is None:
        got = f"{provider}, {locale}"
        raise AuthorError(
            "faker", "no names come from here", expected=f"one of {', '.join(PROVIDERS)}", got=got, hint="see Faker's locales"
        )
    return Faked(ring)


_READERS: dict[str, Callable[[Draw, Question, Scope], Axis]] = {
    "whole": _range,
    "decimal": _range,
    "one_of": _one_of,
    "some_of": _some_of,
    "row": _row,
    "list": _list,
    "fact": _fact,
    "faker": _faker,
}
