"""Turn a blueprint file into what a paper shall be made of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.bank.fields import Fields
from generator.bank.markup import LARGEST_FILE, Node, read_markup
from generator.bank.topics import check_format, decode
from generator.bank.trouble import Trouble
from generator.kinds.table import KINDS
from generator.model.blueprint import Blueprint
from generator.model.place import Place
from generator.model.problem import Problem, RefusedError, refuse
from generator.model.question import DOMAINS

COMPOSITION = frozenset({"scored", "pilots", "items", "domains", "kinds", "never_twice", "topics", "chapters", "picks"})
FIELDS = COMPOSITION | {"format", "blueprint", "title", "minutes", "cut", "scoring"}
REQUIRED = ("format", "blueprint", "title", "minutes")
NAMES = ("topics", "chapters", "picks")
MOST_ITEMS = 1000
MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class BlueprintFile:
    """One file: the blueprint where it is whole, and what it names: the field, the name, its place."""

    blueprint: Blueprint | None
    named: tuple[tuple[str, str, Place], ...]
    problems: tuple[Problem, ...]


def read_blueprint(path: Path) -> Blueprint:
    """One blueprint file of the user's own. Raises RefusedError with every problem in it."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise refuse(str(path), "bank-folder", "the blueprint cannot be read", got=error.strerror or str(error)) from None
    file = parse_blueprint(data, str(path))
    if file.blueprint is None or any(problem.severity == "error" for problem in file.problems):
        raise RefusedError(file.problems)
    return file.blueprint


def parse_blueprint(data: bytes, file: str) -> BlueprintFile:
    """The blueprint and everything that is wrong with its file; whether a bank has what it names is checked elsewhere."""
    trouble = Trouble(file)
    text = decode(data, trouble)
    root = read_markup(text, trouble) if text is not None else None
    if root is None:
        if text is not None and not trouble.problems:
            trouble.add(Place(file), "wrong-type", "the file is empty", expected="a blueprint")
        return BlueprintFile(None, (), trouble.problems)
    fields = Fields(root, "a blueprint", trouble, FIELDS, REQUIRED)
    check_format(fields)
    blueprint = _read(fields, root)
    named = tuple((name, node.text, node.place) for name in NAMES for node in fields.texts(name))
    return BlueprintFile(None if trouble.grave else blueprint, named, trouble.problems)


def _read(fields: Fields, root: Node) -> Blueprint:
    scored, pilots = _cells(fields, "scored"), _cells(fields, "pilots")
    items = fields.whole("items", 1, MOST_ITEMS)
    if ("scored" in fields) == ("items" in fields):
        fields.trouble.add(root.place, "blueprint-cells", "a blueprint has either scored (and pilots) by domain, or items and domains")
    for name in ("pilots", "domains"):
        if name in fields and ("scored" if name == "pilots" else "items") not in fields:
            wanted = "scored" if name == "pilots" else "items"
            fields.trouble.add(fields.key_place(name), "blueprint-cells", f"{name} goes with {wanted}")
    kinds, rest = _kinds(fields)
    return Blueprint(
        name=fields.text("blueprint"),
        title=fields.text("title"),
        minutes=fields.whole("minutes", 1, MOST_MINUTES, 1),
        cut=fields.whole("cut", 100, 1000, 720),
        scoring=fields.one_of("scoring", ("all-or-nothing",), "all-or-nothing"),
        scored=scored,
        pilots=pilots,
        items=items,
        domains=fields.one_of("domains", ("any", "shares"), "any"),
        kinds=kinds,
        rest=rest,
        topics=tuple(node.text for node in fields.texts("topics")),
        chapters=tuple(node.text for node in fields.texts("chapters")),
        picks=tuple(node.text for node in fields.texts("picks")),
        never_twice=fields.one_of("never_twice", ("asked facts",), "asked facts"),
        place=root.place,
    )


def _cells(fields: Fields, name: str) -> dict[str, int]:
    node = fields.node(name, "map")
    if node is None:
        return {}
    cells = Fields(node, name, fields.trouble, DOMAINS, (), fields.key_place(name))
    found = {domain: cells.whole(domain, 0, MOST_ITEMS) for domain in DOMAINS if domain in cells}
    if name == "scored" and not sum(found.values()):
        fields.trouble.add(node.place, "bad-value", "scored counts no question")
    return found


def _kinds(fields: Fields) -> tuple[dict[str, tuple[int, int]], tuple[str, ...]]:
    node = fields.node("kinds", "map")
    if node is None:
        return {}, ()
    inner = Fields(node, "kinds", fields.trouble, KINDS, (), fields.key_place("kinds"))
    counts, rest = {}, []
    for name, (_, value) in node.entries.items():
        if value.kind == "text" and value.text == "rest":
            rest.append(name)
        elif name in KINDS:
            counts[name] = _count(inner, name, value)
    return counts, tuple(rest)


def _count(fields: Fields, name: str, node: Node) -> tuple[int, int]:
    ends = [item.number for item in (node.items if node.kind == "list" else [node, node]) if item.kind == "number"]
    if len(ends) == 2 and all(isinstance(end, int) for end in ends) and 0 <= ends[0] <= ends[1] <= MOST_ITEMS:
        return int(ends[0]), int(ends[1])
    expected = "rest, a number, or [fewest, most]"
    fields.trouble.add(node.place, "bad-value", f"this does not count {name}", expected=expected, got=node.text or "a list")
    return 0, 0
