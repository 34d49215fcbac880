"""Turn the examples that an author worked by hand into values."""

from __future__ import annotations

from generator.bank.fields import Fields, plain, wrong_type
from generator.bank.markup import Node
from generator.bank.trouble import Trouble
from generator.model.number import Number
from generator.model.question import Draw, Example

FIELDS = frozenset({"given", "key", "answer"})


def read_examples(nodes: list[Node], given: tuple[Draw, ...], numeric: bool, trouble: Trouble) -> tuple[Example, ...]:
    """Each example with the givens' plain values; a numeric question's says `answer`, the others' say `key`."""
    return tuple(_read(node, {draw.name: draw for draw in given}, numeric, trouble) for node in nodes)


def _read(node: Node, draws: dict[str, Draw], numeric: bool, trouble: Trouble) -> Example:
    fields = Fields(node, "an example", trouble, FIELDS, ("given",))
    values = {}
    for key, value in fields.pairs("given"):
        if key.text not in draws:
            trouble.add(key.place, "example", "the question has no given of this name", got=key.text, near=(key.text, draws))
        values[key.text] = plain(value)
    wanted, other = ("answer", "key") if numeric else ("key", "answer")
    if wanted not in fields or other in fields:
        trouble.add(node.place, "example", f"an example of this kind says {wanted}", hint=f"write {wanted}: and what comes out")
    return Example(values, node.place, () if numeric else _key(fields), _answer(fields) if numeric else None)


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
