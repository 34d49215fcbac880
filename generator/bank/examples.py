"""Turn the examples that an author worked by hand into values of the shapes that their givens have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.bank.fields import Fields, plain, wrong_type
from generator.bank.markup import Kind, Node
from generator.bank.trouble import Trouble
from generator.model.number import Number
from generator.model.question import Draw, Example, Row

FIELDS = frozenset({"given", "key", "answer"})
Tables = Mapping[str, tuple[Row, ...]]
_KINDS: dict[str, tuple[tuple[Kind, ...], str]] = {
    "whole": (("number",), "a number"),
    "decimal": (("number",), "a number"),
    "one_of": (("text", "number", "flag"), "one of its members"),
    "fact": (("text", "number", "flag"), "a member of the fact's list"),
    "faker": (("text",), "text"),
    "row": (("text", "number"), "the id of a row"),
    "some_of": (("list",), "a list of its members"),
    "list": (("list",), "a list of entries, each a mapping"),
}


def read_examples(nodes: list[Node], given: tuple[Draw, ...], rows: Tables, numeric: bool, trouble: Trouble) -> tuple[Example, ...]:
    """Each example with the givens' plain values; a numeric question's says `answer`, the others' say `key`."""
    draws = {draw.name: draw for draw in given}
    return tuple(_read(node, draws, rows, numeric, trouble) for node in nodes)


def _read(node: Node, draws: Mapping[str, Draw], rows: Tables, numeric: bool, trouble: Trouble) -> Example:
    fields = Fields(node, "an example", trouble, FIELDS, ("given",))
    values = {}
    for key, value in fields.pairs("given"):
        if key.text in draws:
            values[key.text] = _value(value, draws[key.text], rows, trouble)
        else:
            trouble.add(key.place, "example", "the question has no given of this name", got=key.text, near=(key.text, draws))
    wanted, other = ("answer", "key") if numeric else ("key", "answer")
    if wanted not in fields or other in fields:
        trouble.add(node.place, "example", f"an example of this kind says {wanted}", hint=f"write {wanted}: and what comes out")
    return Example(values, node.place, () if numeric else _key(fields), _answer(fields) if numeric else None)


def _value(node: Node, draw: Draw, rows: Tables, trouble: Trouble) -> Any:
    """A given's plain value; a problem where it has another shape than what is drawn."""
    kinds, expected = _KINDS[draw.draw]
    if node.kind not in kinds:
        wrong_type(node, draw.name, expected, trouble)
        return None
    if draw.draw == "row":
        known = [row.id for row in rows.get(draw.args["table"], ())]
        if node.text not in known:
            trouble.add(node.place, "example", "the table has no row of this id", got=node.text, near=(node.text, known))
        return node.text
    if draw.draw == "some_of":
        return tuple(_value(item, Draw(draw.name, "one_of", {}, draw.place), rows, trouble) for item in node.items)
    if draw.draw == "list":
        return tuple(_entry(item, draw, rows, trouble) for item in node.items)
    return plain(node)


def _entry(node: Node, draw: Draw, rows: Tables, trouble: Trouble) -> dict[str, Any]:
    members: Mapping[str, Draw] = draw.args["of"]
    fields = Fields(node, f"an entry of {draw.name}", trouble, members.keys(), members.keys())
    return {name: _value(value, members[name], rows, trouble) for name in members if (value := fields.node(name)) is not None}


def _key(fields: Fields) -> tuple[str, ...]:
    node = fields.node("key")
    if node is None:
        return ()
    if node.kind == "flag":
        return (node.text.capitalize(),)
    if node.kind == "list":
        return tuple(item.text for item in fields.texts("key"))
    if node.kind != "text":
        wrong_type(node, "key", "the option's text as printed, or a list of them", fields.trouble, f'put it in quotes: "{node}"')
    return (node.text,)


def _answer(fields: Fields) -> Number | None:
    node = fields.node("answer", "number")
    return None if node is None else node.number
