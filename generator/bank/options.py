"""Turn keys, distractors, named wrong numbers and tables of rows into values."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.bank.draws import check_name
from generator.bank.fields import Fields, check_id, scalar, scalars, wrong_type
from generator.bank.markup import Node
from generator.bank.trouble import Trouble
from generator.model.fact import Scalar
from generator.model.place import Place
from generator.model.question import NumericKey, OptionSource, Row, RowsOf, Source

OPTION = frozenset({"text", "why", "uses"})
KEY = OPTION | {"asks"}
WRONG = frozenset({"value", "why", "uses"})
ANSWER = frozenset({"value", "tolerance", "why"})
ROWS_OF = frozenset({"rows", "text", "why"})
FullFacts = Callable[[Fields, str], tuple[str, ...]]


def _why(fields: Fields) -> Source:
    if "why" not in fields:
        fields.missing("why", "missing-why", "say why it is right, or what the one who chooses it did wrong")
    return fields.source("why") or Source("", fields.place)


def read_option(
    place: Place, node: Node, id: str, known: frozenset[str], facts: FullFacts, trouble: Trouble, what: str = ""
) -> OptionSource:
    """One option: its text, its own reason, the facts that it asks (no distractor does) or uses, a pair's item, a step's value."""
    required = (*sorted(known & {"item"}), "text")
    fields = Fields(node, what or ("a key" if "asks" in known else "a distractor"), trouble, known, required, place)
    return OptionSource(
        id=id,
        text=fields.source("text") or Source("", place),
        why=_why(fields),
        place=place,
        asks=facts(fields, "asks") if "asks" in known else (),
        uses=facts(fields, "uses"),
        value=fields.expression("value") if "value" in known else None,
        item=fields.source("item") if "item" in known else None,
    )


def read_options(node: Node, known: frozenset[str], facts: FullFacts, trouble: Trouble) -> tuple[OptionSource, ...]:
    """A pool of options by id."""
    if node.kind != "map":
        wrong_type(node, "keys or distractors", "a mapping of ids to {text, why}", trouble)
    pairs = [(key, value) for key, value in node.entries.values() if check_id(key, "an option", trouble)]
    return tuple(read_option(key.place, value, key.text, known, facts, trouble) for key, value in pairs)


def read_wrong(node: Node, facts: FullFacts, trouble: Trouble) -> tuple[OptionSource, ...]:
    """Named wrong answers of a numeric question: an expression and a reason each."""
    found = []
    for key, value in node.entries.values():
        if check_id(key, "a wrong answer", trouble):
            fields = Fields(value, "a wrong answer", trouble, WRONG, ("value",), key.place)
            expression = fields.expression("value") or Source("", key.place)
            found.append(OptionSource(key.text, expression, _why(fields), key.place, expression, (), facts(fields, "uses")))
    return tuple(found)


def read_answer(node: Node, place: Place, trouble: Trouble) -> NumericKey:
    """The answer of a numeric question; without a tolerance it is exact."""
    fields = Fields(node, "answer", trouble, ANSWER, ("value",), place)
    value = fields.expression("value") or Source("", place)
    return NumericKey(value, fields.expression("tolerance") or Source("0", place), _why(fields), place)


def read_rows(node: Node, facts: FullFacts, trouble: Trouble) -> dict[str, tuple[Row, ...]]:
    """The tables of a question by name."""
    found = {}
    for key, table in node.entries.values():
        if not check_id(key, "a table", trouble):
            continue
        if table.kind != "map":
            wrong_type(table, "a table", "a mapping of row ids to rows", trouble)
            continue
        pairs = [(row, value) for row, value in table.entries.values() if check_id(row, "a row", trouble)]
        found[key.text] = tuple(_row(row, value, facts, trouble) for row, value in pairs)
        _same_fields(key, found[key.text], trouble)
    return found


def _row(key: Node, node: Node, facts: FullFacts, trouble: Trouble) -> Row:
    names = {name for name, (name_node, _) in node.entries.items() if name in ("asks", "uses") or check_name(name_node, trouble)}
    fields = Fields(node, "a row", trouble, set(node.entries), (), key.place)
    members: dict[str, Source | Scalar | tuple[Scalar, ...]] = {}
    for name in names - {"asks", "uses"}:
        value = _member(node.entries[name][1], name, trouble)
        if value is not None:
            members[name] = value
    ordered = {name: members[name] for name in node.entries if name in members}
    return Row(key.text, ordered, key.place, facts(fields, "asks"), facts(fields, "uses"))


def _member(node: Node, name: str, trouble: Trouble) -> Source | Scalar | tuple[Scalar, ...] | None:
    if node.kind == "text":
        return node.source
    return scalars(node, name, trouble) if node.kind == "list" else scalar(node, name, trouble)


def _same_fields(key: Node, rows: tuple[Row, ...], trouble: Trouble) -> None:
    known = {name: row for row in reversed(rows) for name in row.fields}
    for row in rows:
        for name in known.keys() - row.fields.keys():
            hint = f"row {known[name].id} has it"
            trouble.add(row.place, "missing-field", f"row {row.id} of {key.text} needs the field {name}", hint=hint)


def read_rows_of(node: Node, place: Place, tables: Mapping[str, tuple[Row, ...]], trouble: Trouble) -> RowsOf | None:
    """Distractors from the rows that are not drawn; None where they cannot be read."""
    fields = Fields(node, "distractors_from", trouble, ROWS_OF, ("rows", "text"), place)
    table, text, why = fields.text("rows"), fields.source("text"), _why(fields)
    if table and table not in tables:
        trouble.add(fields.key_place("rows"), "unknown-table", "there is no such table", got=table, near=(table, tables))
        return None
    return RowsOf(table, text, why, place) if table and text else None
