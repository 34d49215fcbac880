"""Turn the text of a YAML file into nodes that remember their places, strictly.

YAML 1.1 as PyYAML parses it (https://yaml.org/spec/1.1/), cut down: no anchors, aliases, tags, tabs, directives, second
documents or duplicate keys; only `true`, `false`, `null`, whole numbers without leading zeros and plain decimals are not text.
Events are read one by one with a stack of our own, so that no nesting can exhaust the interpreter's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from generator.bank.trouble import Trouble, short
from generator.model.number import LARGEST, MOST_DIGITS, Number, parse
from generator.model.place import Place
from generator.model.question import Source

Kind = Literal["text", "number", "flag", "nothing", "list", "map", "broken"]
LARGEST_FILE = 1_000_000
DEEPEST = 20
KIND_WORDS = {
    "text": "text",
    "number": "a number",
    "flag": "true or false",
    "nothing": "nothing",
    "list": "a list",
    "map": "a mapping",
    "broken": "something unreadable",
}
_NUMBER_LIKE = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?\Z", re.ASCII)
# Not printable at all, other line breaks than ours, zero width, or turning the direction of text.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


@dataclass(slots=True)
class Node:
    """One value of a file. `text` is a scalar as written (a block or quoted text without its marks); `text_line` and
    `text_column` say where its first character stands."""

    kind: Kind
    file: str
    line: int
    column: int
    text: str = ""
    text_line: int = 0
    text_column: int = 0
    flow: bool = False
    number: Number = 0
    items: list[Node] = field(default_factory=list)
    entries: dict[str, tuple[Node, Node]] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where it starts."""
        return Place(self.file, self.line, self.column)

    @property
    def source(self) -> Source:
        """A scalar's text with the place of its first character."""
        return Source(self.text, Place(self.file, self.text_line or self.line, self.text_column or self.column))

    def __str__(self) -> str:
        return short(self.text) if self.kind in ("text", "number", "flag") else KIND_WORDS[self.kind]


def parser(text: str) -> Any:
    """PyYAML's parser on libyaml where it is there, else the one in Python: same events."""
    make: Callable[[str], Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return make(text)


def read_markup(text: str, trouble: Trouble) -> Node | None:
    """The root of the file, or None where it cannot be read as YAML; every problem is in `trouble`."""
    text, tabs = _clean(text, trouble)
    composer = _Composer(text, trouble)
    try:
        for event in _events(text):
            if not composer.take(event):
                return None
    except yaml.MarkedYAMLError as error:
        if not tabs:  # the tabs are said already, and what follows from them is noise
            _syntax(error, trouble)
        return None
    except yaml.YAMLError as error:
        trouble.add(Place(trouble.file), "yaml-syntax", f"this is not YAML: {short(str(error))}")
        return None
    return composer.root


def _events(text: str) -> Iterator[Any]:
    source = parser(text)
    while source.check_event():
        yield source.get_event()


def _clean(text: str, trouble: Trouble) -> tuple[str, bool]:
    """The text with one kind of line end and a space for each tab and each invisible character, which are reported."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    tabs = False
    if "\t" in text or _INVISIBLE.search(text):
        for number, line in enumerate(text.split("\n"), 1):
            if "\t" in line:
                tabs = True
                trouble.add(Place(trouble.file, number, line.index("\t") + 1), "tab", "a tab", hint="use spaces")
            if found := _INVISIBLE.search(line):
                place = Place(trouble.file, number, found.start() + 1)
                trouble.add(place, "invisible", f"an invisible character, U+{ord(found[0]):04X}", hint="delete it")
        text = _INVISIBLE.sub(" ", text.replace("\t", " "))
    return text, tabs


_HINTS = (
    ("mapping values are not allowed", 'put text that holds ": " in quotes'),
    ("cannot start any token", "put text that starts with this character in quotes"),
    ("expected ',' or '}'", "inside { } put text that holds , [ ] { or } in quotes, or write the mapping on lines of its own"),
    ("expected ',' or ']'", "inside [ ] put text that holds , [ ] { or } in quotes, or write the list on lines of its own"),
    ("expected <block end>", "check the indentation, and put text that goes on after a closing quote in quotes as a whole"),
    ("expected ':'", "a line of a mapping is `name: value`; put text of several lines after `|`"),
    ("end of stream", "a quote or a bracket is not closed"),
)


def _syntax(error: yaml.MarkedYAMLError, trouble: Trouble) -> None:
    mark = error.problem_mark or error.context_mark
    place = Place(trouble.file, mark.line + 1, mark.column + 1) if mark else Place(trouble.file)
    what = short(error.problem or "not YAML", 120)
    hint = next((hint for part, hint in _HINTS if part in what), "")
    message = f"{error.context}: {what}" if error.context else what
    if error.context_mark and error.context_mark.line + 1 != place.line:
        message += f" (begun on line {error.context_mark.line + 1})"
    trouble.add(place, "yaml-syntax", message, hint=hint)


class _Composer:
    """Events in, nodes out. A frame of the stack is an open list or mapping and the key that waits for its value."""

    def __init__(self, text: str, trouble: Trouble) -> None:
        self.trouble = trouble
        self.root: Node | None = None
        self._lines = text.split("\n")
        self._stack: list[tuple[Node, list[Node]]] = []
        self._documents = 0

    def take(self, event: Any) -> bool:
        """False when reading on makes no sense."""
        if isinstance(event, yaml.ScalarEvent):
            self._put(self._scalar(event))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            return self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            node, _ = self._stack.pop()
            self._put(node)
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(event, f"an alias, *{event.anchor}", "write the value out")
            self._put(self._node("broken", event))
        elif isinstance(event, yaml.DocumentStartEvent):
            return self._document(event)
        return True

    def _document(self, event: Any) -> bool:
        self._documents += 1
        place = self._node("nothing", event).place
        if self._documents > 1:
            self.trouble.add(place, "yaml-documents", "a second document in one file", hint="one topic, one file; delete the ---")
            return True
        if event.version or event.tags:
            self.trouble.add(place, "yaml-documents", "a YAML directive", hint="delete the line that starts with %")
        return True

    def _open(self, event: Any) -> bool:
        node = self._node("map" if isinstance(event, yaml.MappingStartEvent) else "list", event)
        node.flow = bool(event.flow_style)
        self._marked(event)
        self._stack.append((node, []))
        if len(self._stack) > DEEPEST:
            self.trouble.add(node.place, "nesting", f"nested deeper than {DEEPEST}", hint="the rest of the file was not read")
            return False
        return True

    def _node(self, kind: Kind, event: Any) -> Node:
        mark = event.start_mark
        return Node(kind, self.trouble.file, mark.line + 1, mark.column + 1)

    def _refuse(self, event: Any, what: str, hint: str) -> None:
        self.trouble.add(self._node("broken", event).place, "alias", what, hint=hint)

    def _marked(self, event: Any) -> None:
        if event.anchor:
            self._refuse(event, f"an anchor, &{event.anchor}", "delete it, or put text that starts with & in quotes")
        if event.tag and event.tag != "!":
            self._refuse(event, f"a tag, {short(str(event.tag))}", "delete it, or put text that starts with ! in quotes")

    def _scalar(self, event: Any) -> Node:
        self._marked(event)
        node = self._node("text", event)
        node.text = text = event.value
        if not event.style:
            self._plain(node, text)
        elif event.style in "|>":
            node.text_line = min(node.line + 1, len(self._lines))
            lines = self._lines[node.line : event.end_mark.line + 1]
            node.text_column = next((len(line) - len(line.lstrip(" ")) + 1 for line in lines if line.strip()), 1)
        else:
            node.text_line, node.text_column = node.line, node.column + 1
            if event.style == '"' and (found := _INVISIBLE.search(text) or re.search("\t", text)):
                self.trouble.add(node.place, "invisible", f"an invisible character, U+{ord(found[0]):04X}", hint="delete its escape")
                node.kind = "broken"
        return node

    def _plain(self, node: Node, text: str) -> None:
        if text in ("true", "false"):
            node.kind = "flag"
        elif text in ("null", ""):
            node.kind = "nothing"
        elif _NUMBER_LIKE.match(text):
            self._number(node, text)

    def _number(self, node: Node, text: str) -> None:
        number = parse(text)
        if number is not None and -LARGEST <= number <= LARGEST:
            node.kind, node.number = "number", number
            return
        node.kind = "broken"
        if len(text) > MOST_DIGITS or number is not None:
            self.trouble.add(node.place, "number", "a number that is too long", expected="at most 10^40", got=text)
        else:
            self.trouble.add(node.place, "number", "a number with leading zeros", got=text, hint=f'write "{text}" if it is text')

    def _put(self, node: Node) -> None:
        if not self._stack:
            if self._documents == 1:
                self.root = node
            return
        parent, waiting = self._stack[-1]
        if parent.kind == "list":
            parent.items.append(node)
        elif waiting:
            self._pair(parent, waiting.pop(), node)
        else:
            waiting.append(node)

    def _pair(self, parent: Node, key: Node, value: Node) -> None:
        if key.kind in ("list", "map", "broken", "nothing"):
            hint = 'put text that starts with { or [ in quotes: "{{ n }}"' if key.kind in ("list", "map") else ""
            parent.kind = "broken"
            if key.kind != "broken":
                self.trouble.add(key.place, "wrong-type", "a key is a name", got=str(key), hint=hint)
            return
        if key.text in parent.entries:
            first = parent.entries[key.text][0]
            self.trouble.add(key.place, "duplicate-key", f"{short(key.text)} stands here twice", hint=f"the first is on line {first.line}")
            return
        parent.entries[key.text] = (key, value)
