"""Turn the `given:` of a question into draws."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from generator.bank.fields import Fields, scalars, wrong_type
from generator.bank.markup import Node
from generator.bank.trouble import Trouble
from generator.model.number import Number, exact, finite_digits, write
from generator.model.question import DRAWS, Draw

RESERVED = frozenset({"fact", "row", "sum", "any", "all", "min", "max", "len", "ceil", "floor", "round", "abs", "true", "false", "null"})
EXTRA: dict[str, frozenset[str]] = {"whole": frozenset({"step"}), "decimal": frozenset({"step"}), "faker": frozenset({"locale"})}
INSIDE_LIST = ("whole", "decimal", "one_of", "fact", "faker")
LONGEST_LIST = 50
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_PROVIDER = re.compile(r"[a-z][a-z0-9_]*\Z")
_LOCALE = re.compile(r"[a-z]{2,3}_[A-Z]{2}\Z")
FullFact = Callable[[Node], str]


def check_name(node: Node, trouble: Trouble) -> bool:
    """Whether a key can be a name in expressions; a problem where it cannot."""
    text = node.text
    if len(text) <= 60 and _NAME.match(text) and not keyword.iskeyword(text) and text not in RESERVED:
        return True
    hint = "names have underscores, ids have hyphens" if "-" in text else "this word has a meaning of its own in expressions"
    shown = hint if "-" in text or keyword.iskeyword(text) or text in RESERVED else ""
    trouble.add(
        node.place, "bad-id", "this cannot be a name in expressions", expected="letters, digits and underscores", got=text, hint=shown
    )
    return False


def read_given(node: Node, fact_id: FullFact, trouble: Trouble, allowed: tuple[str, ...] = DRAWS) -> tuple[Draw, ...]:
    """The draws in the author's order. `fact_id` makes a full id of a reference to a fact."""
    found = []
    for key, value in node.entries.values():
        if check_name(key, trouble):
            draw = _read_draw(key, value, fact_id, trouble, allowed)
            if draw is not None:
                found.append(draw)
    return tuple(found)


def _read_draw(key: Node, node: Node, fact_id: FullFact, trouble: Trouble, allowed: tuple[str, ...]) -> Draw | None:
    if node.kind != "map":
        wrong_type(node, key.text, f"a draw, such as {{whole: [2, 9]}}; one of {', '.join(allowed)}", trouble)
        return None
    kinds = [name for name in node.entries if name in allowed]
    if len(kinds) != 1:
        got = ", ".join(node.entries) or "nothing"
        near = (next(iter(node.entries), ""), allowed)
        expected = "one of " + ", ".join(allowed)
        trouble.add(node.place, "bad-value", f"{key.text} needs exactly one draw", expected=expected, got=got, near=near)
        return None
    name = kinds[0]
    fields = Fields(node, f"the draw {key.text}", trouble, {name} | EXTRA.get(name, frozenset()), place=key.place)
    args = READERS[name](fields, fact_id)
    return Draw(key.text, name, args, key.place) if args is not None else None


def _range(fields: Fields, name: str) -> Mapping[str, Any] | None:
    node = fields.node(name, "list")
    if node is None:
        return None
    if any(item.kind == "broken" for item in node.items):
        return None
    numbers = [item.number for item in node.items if item.kind == "number"]
    if len(numbers) != 2 or len(node.items) != 2 or numbers[0] > numbers[1]:
        fields.trouble.add(node.place, "bad-value", f"{fields.what} needs two numbers", expected="[low, high]", got=_listed(node))
        return None
    low, high = numbers
    step = _step(fields, name, node)
    if step is None:
        return None
    if name == "whole" and not all(isinstance(number, int) for number in (low, high, step)):
        fields.trouble.add(
            node.place, "bad-value", f"{fields.what} is whole", expected="whole numbers", got=_listed(node), hint="write decimal"
        )
        return None
    if Fraction(high - low) % Fraction(step):
        top = exact(low + Fraction(high - low) // Fraction(step) * Fraction(step))
        message = f"the steps of {fields.what} do not meet its high end"
        fields.trouble.add(node.place, "bad-value", message, expected=f"a high end of {write(top)}", severity="warning")
    return {"low": low, "high": high, "step": step}


def _step(fields: Fields, name: str, ends: Node) -> Number | None:
    if "step" not in fields:
        digits = max((len(item.text.partition(".")[2]) for item in ends.items), default=0) if name == "decimal" else 0
        return exact(Fraction(1, 10**digits))
    node = fields.node("step", "number")
    if node is None:
        return None
    if node.number <= 0 or (finite_digits(node.number) or 0) > 12:
        fields.trouble.add(node.place, "bad-value", "step is out of range", expected="a number above 0", got=node.text)
        return None
    return node.number


def _listed(node: Node) -> str:
    return "[" + ", ".join(str(item) for item in node.items) + "]"


def _members(fields: Fields, name: str) -> tuple[Any, ...] | None:
    node = fields.node(name, "list")
    if node is None:
        return None
    found = scalars(node, name, fields.trouble)
    if not found:
        fields.trouble.add(node.place, "bad-value", f"{name} has no members")
        return None
    seen: set[str] = set()
    for item in node.items:
        if item.text in seen:
            fields.trouble.add(item.place, "bad-value", f"{fields.what} has this member twice", got=item.text)
        seen.add(item.text)
    return found


def _one_of(fields: Fields, fact_id: FullFact) -> Mapping[str, Any] | None:
    members = _members(fields, "one_of")
    return None if members is None else {"from": members}


def _some_of(fields: Fields, fact_id: FullFact) -> Mapping[str, Any] | None:
    node = fields.node("some_of", "map")
    if node is None:
        return None
    inner = Fields(node, fields.what, fields.trouble, {"k", "from"}, ("k", "from"), fields.place)
    members = _members(inner, "from")
    k = inner.whole("k", 1, len(members or ()) or 1)
    return None if members is None or not k else {"k": k, "from": members}


def _row(fields: Fields, fact_id: FullFact) -> Mapping[str, Any] | None:
    table = fields.text("row")
    return {"table": table} if table else None


def _list(fields: Fields, fact_id: FullFact) -> Mapping[str, Any] | None:
    node = fields.node("list", "map")
    if node is None:
        return None
    inner = Fields(node, fields.what, fields.trouble, {"count", "of"}, ("count", "of"), fields.place)
    of = inner.node("of", "map")
    members = read_given(of, fact_id, fields.trouble, INSIDE_LIST) if of else ()
    count = _count(inner)
    if of is not None and not of.entries:
        fields.trouble.add(of.place, "bad-value", f"{fields.what} has entries without members")
    return {"count": count, "of": {draw.name: draw for draw in members}} if count and members else None


def _count(fields: Fields) -> tuple[int, int] | None:
    node = fields.node("count", "list", "number")
    if node is None:
        return None
    ends = [item.number for item in (node.items if node.kind == "list" else [node, node]) if item.kind == "number"]
    if len(ends) == 2 and all(isinstance(end, int) for end in ends) and 1 <= ends[0] <= ends[1] <= LONGEST_LIST:
        return int(ends[0]), int(ends[1])
    expected = f"[shortest, longest], from 1 to {LONGEST_LIST}"
    fields.trouble.add(node.place, "bad-value", "count is out of range", expected=expected, got=node.text or _listed(node))
    return None


def _fact(fields: Fields, fact_id: FullFact) -> Mapping[str, Any] | None:
    node = fields.node("fact", "text")
    return None if node is None else {"id": fact_id(node)}


def _faker(fields: Fields, fact_id: FullFact) -> Mapping[str, Any] | None:
    node = fields.node("faker", "text")
    locale = fields.text("locale") or "en_US"
    if node is None:
        return None
    if not _PROVIDER.match(node.text) or len(node.text) > 40:
        fields.trouble.add(node.place, "bad-value", "this is not a provider of Faker", expected="such as company", got=node.text)
        return None
    if not _LOCALE.match(locale):
        fields.trouble.add(fields.key_place("locale"), "bad-value", "this is not a locale", expected="such as de_DE", got=locale)
        return None
    return {"provider": node.text, "locale": locale}


READERS: dict[str, Callable[[Fields, FullFact], Mapping[str, Any] | None]] = {
    "whole": lambda fields, fact_id: _range(fields, "whole"),
    "decimal": lambda fields, fact_id: _range(fields, "decimal"),
    "one_of": _one_of,
    "some_of": _some_of,
    "row": _row,
    "list": _list,
    "fact": _fact,
    "faker": _faker,
}
