"""Turn the `facts:` of a topic file into facts."""

from __future__ import annotations

import datetime
from typing import cast

from generator.bank.fields import Fields, check_id, scalar, scalars
from generator.bank.markup import Node
from generator.bank.trouble import Trouble
from generator.model.fact import Fact, Scalar, Status, Value
from generator.model.place import Place

FIELDS = frozenset({"says", "value", "values", "unit", "line", "exam", "source", "as_of", "status", "notes_say"})
STATUSES: tuple[Status, ...] = ("imprecise", "outdated", "wrong", "unverified", "superseded")
DIFFERS = frozenset({"imprecise", "outdated", "wrong"})


def read_facts(node: Node, topic_id: str, cited: bool, trouble: Trouble) -> dict[str, Fact]:
    """Facts by full id; `cited`: the topic names lines of the notes, so each fact must."""
    found = {}
    for key, value in node.entries.values():
        if check_id(key, "a fact", trouble):
            fact = read_fact(value, f"{topic_id}#{key.text}", topic_id, key.place, cited, trouble)
            found[fact.id] = fact
    return found


def read_fact(node: Node, id: str, topic_id: str, place: Place, cited: bool, trouble: Trouble) -> Fact:
    """One fact, as complete as it can be read."""
    fields = Fields(node, "a fact", trouble, FIELDS, ("says", "line") if cited else ("says",), place)
    status = fields.one_of("status", ("ok", *STATUSES), "ok")
    if status in DIFFERS and "notes_say" not in fields:
        fields.missing("notes_say", hint=f"a fact that is {status} tells what the notes have, in our words")
    return Fact(
        id=id,
        says=fields.text("says"),
        topic=topic_id,
        lines=fields.lines("line"),
        value=_value(fields),
        unit=fields.text("unit"),
        exam=fields.flag("exam") or False,
        source=fields.text("source"),
        as_of=_day(fields),
        status=cast(Status, status),
        notes_say=fields.text("notes_say"),
        place=place,
    )


def _value(fields: Fields) -> Value | None:
    if "value" in fields and "values" in fields:
        fields.trouble.add(fields.key_place("values"), "bad-value", "a fact has either value or values", hint="keep one of them")
    if "values" in fields:
        named = {}
        for key, value in fields.pairs("values"):
            member = _scalars("a value", value, fields.trouble)
            if member is not None:
                named[key.text] = member
        return named
    node = fields.node("value")
    return None if node is None else _scalars("value", node, fields.trouble)


def _scalars(what: str, node: Node, trouble: Trouble) -> Scalar | tuple[Scalar, ...] | None:
    if node.kind != "list":
        return scalar(node, what, trouble)
    if not node.items:
        trouble.add(node.place, "bad-value", f"{what} is an empty list")
    return scalars(node, what, trouble)


def _day(fields: Fields) -> str:
    text = fields.text("as_of")
    node = fields.node("as_of", "text") if text else None
    if node is not None:
        try:
            valid = datetime.date.fromisoformat(text).isoformat() == text
        except ValueError:
            valid = False
        if not valid:
            fields.trouble.add(node.place, "bad-value", "as_of is not a day", expected="a day such as 2026-11-23", got=text)
    return text
