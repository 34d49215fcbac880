"""Turn one mapping of an author's file into typed values, field by field, by a table of the fields it may have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from generator.bank.markup import KIND_WORDS, Node
from generator.bank.trouble import Trouble
from generator.model.fact import Scalar
from generator.model.place import Place
from generator.model.question import Source

_ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*\Z")
LONGEST_ID = 60


def wrong_type(node: Node, what: str, expected: str, trouble: Trouble, hint: str = "") -> None:
    """A value of another type; what could not be read at all was reported where it was read."""
    if node.kind == "broken":
        trouble.grave += 1
        return
    got = KIND_WORDS[node.kind] + (f", {node}" if node.kind in ("text", "number", "flag") else "")
    trouble.add(node.place, "wrong-type", f"{what} is of the wrong type", expected=expected, got=got, hint=hint)


def is_id(text: str) -> bool:
    """Whether the text can name a topic, a fact, a question or an option."""
    return len(text) <= LONGEST_ID and _ID.match(text) is not None


def check_id(node: Node, what: str, trouble: Trouble) -> bool:
    """Whether a key can be an id; a problem where it cannot."""
    if is_id(node.text):
        return True
    trouble.add(node.place, "bad-id", f"this cannot name {what}", expected="small letters, digits and single hyphens", got=node.text)
    return False


def scalar(node: Node, what: str, trouble: Trouble) -> Scalar | None:
    """A text, an exact number or a truth value; None with a problem for anything else."""
    if node.kind == "number":
        return node.number
    if node.kind == "flag":
        return node.text == "true"
    if node.kind == "text":
        return node.text
    wrong_type(node, what, "text, a number, true or false", trouble)
    return None


def scalars(node: Node, what: str, trouble: Trouble) -> tuple[Scalar, ...]:
    """The members of a list of scalars."""
    found = [scalar(item, f"a member of {what}", trouble) for item in node.items]
    return tuple(member for member in found if member is not None)


def plain(node: Node) -> Any:
    """The node as numbers, texts, truth values, tuples and dicts (an example's givens); None where there is nothing."""
    if node.kind == "list":
        return tuple(plain(item) for item in node.items)
    if node.kind == "map":
        return {name: plain(value) for name, (_, value) in node.entries.items()}
    if node.kind == "number":
        return node.number
    if node.kind in ("nothing", "broken"):
        return None
    return node.text == "true" if node.kind == "flag" else node.text


class Fields:
    """A mapping read by its table: unknown and missing fields are problems at once, wrong types when they are asked for."""

    def __init__(
        self, node: Node, what: str, trouble: Trouble, known: Collection[str], required: Collection[str] = (), place: Place | None = None
    ) -> None:
        self.what, self.trouble = what, trouble
        self.place = place or node.place
        self._entries = node.entries
        self.known = known
        if node.kind != "map":
            wrong_type(node, what, "a mapping of " + ", ".join(sorted(known)), trouble)
            return
        for name, (key, value) in node.entries.items():
            if name not in known:
                self._unknown(name, key, value)
        for name in required:
            if name not in node.entries:
                self.missing(name)

    def _unknown(self, name: str, key: Node, value: Node) -> None:
        hint = "a comma inside unquoted text?" if value.kind == "nothing" else ""
        expected = "one of " + ", ".join(sorted(self.known))
        near = None if hint else (name, self.known)
        self.trouble.add(
            key.place, "unknown-field", f"{self.what} has no field of this name", expected=expected, got=name, hint=hint, near=near
        )

    def missing(self, name: str, rule: str = "missing-field", hint: str = "") -> None:
        """A problem: the field must be there."""
        self.trouble.add(self.place, rule, f"{self.what} needs the field {name}", hint=hint)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def node(self, name: str, *kinds: str) -> Node | None:
        """The field's node where it is there and of one of these kinds (none named: any)."""
        if name not in self._entries:
            return None
        value = self._entries[name][1]
        if not kinds or value.kind in kinds:
            return value
        hint = f'put it in quotes: "{value}"' if kinds == ("text",) and value.kind in ("number", "flag") else ""
        wrong_type(value, name, " or ".join(KIND_WORDS[kind] for kind in kinds), self.trouble, hint)
        return None

    def key_place(self, name: str) -> Place:
        """Where the field's name stands (the mapping's place where it is missing)."""
        return self._entries[name][0].place if name in self._entries else self.place

    def text(self, name: str) -> str:
        """Text that must not be empty; "" where the field is missing or wrong."""
        node = self.node(name, "text")
        if node is None:
            return ""
        if not node.text.strip():
            self.trouble.add(node.place, "bad-value", f"{name} is empty")
        return node.text

    def source(self, name: str) -> Source | None:
        """Text with its place: a template."""
        return node.source if (node := self.node(name, "text")) and self.text(name).strip() else None

    def expression(self, name: str) -> Source | None:
        """An expression with its place; a lone number is one, too."""
        return node.source if (node := self.node(name, "text", "number", "flag")) else None

    def whole(self, name: str, low: int, high: int, default: int = 0) -> int:
        """A whole number from low to high."""
        node = self.node(name, "number")
        if node is None:
            return default
        if isinstance(node.number, int) and low <= node.number <= high:
            return node.number
        self.trouble.add(node.place, "bad-value", f"{name} is out of range", expected=f"a whole number from {low} to {high}", got=node.text)
        return default

    def one_of(self, name: str, members: Collection[str], default: str = "", rule: str = "bad-value") -> str:
        """One of the named members."""
        node = self.node(name, "text")
        if node is None:
            return default
        if node.text in members:
            return node.text
        expected = "one of " + ", ".join(members)
        self.trouble.add(node.place, rule, f"{name} does not take this", expected=expected, got=node.text, near=(node.text, members))
        return default

    def flag(self, name: str) -> bool | None:
        """True or false, or None where the field is missing or wrong."""
        node = self.node(name, "flag")
        return None if node is None else node.text == "true"

    def texts(self, name: str) -> list[Node]:
        """The nodes of a list of texts (ids); numbers count as they are written."""
        node = self.node(name, "list")
        found = []
        for item in node.items if node else []:
            if item.kind in ("text", "number"):
                found.append(item)
            else:
                wrong_type(item, f"a member of {name}", "text", self.trouble)
        return found

    def items(self, name: str) -> list[Node]:
        """The nodes of a list."""
        node = self.node(name, "list")
        return node.items if node else []

    def pairs(self, name: str) -> Iterator[tuple[Node, Node]]:
        """Keys and values of a mapping in the author's order."""
        node = self.node(name, "map")
        yield from (node.entries.values() if node else ())

    def lines(self, name: str) -> tuple[int, int]:
        """A line of the notes or its first and last; (0, 0) where the field is missing or wrong."""
        node = self.node(name, "number", "list")
        if node is None:
            return 0, 0
        numbers = [item.number for item in ([node] if node.kind == "number" else node.items) if item.kind == "number"]
        wholes = [number for number in numbers if isinstance(number, int) and number > 0]
        count = 1 if node.kind == "number" else len(node.items)
        if len(wholes) == count and count in (1, 2) and wholes[0] <= wholes[-1]:
            return wholes[0], wholes[-1]
        self.trouble.add(node.place, "bad-value", f"{name} is not a line", expected="a line, or [first, last]", got=node.text or "a list")
        return 0, 0
