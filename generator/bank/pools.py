"""Turn what a question may offer (keys, distractors, rows of a table) into the pools that its variants draw from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.bank.answer_rows import read_pairs, read_steps
from generator.bank.fields import Fields
from generator.bank.markup import Node
from generator.bank.options import KEY, OPTION, FullFacts, read_option, read_options, read_rows_of
from generator.kinds.kind import Kind
from generator.model.question import OptionSource, Row, RowsOf, Source

MOST_OPTIONS = 8


@dataclass(frozen=True, slots=True)
class Pools:
    """`right` of `options` are right; `truth` is set for a statement."""

    keys: tuple[OptionSource, ...] = ()
    distractors: tuple[OptionSource, ...] = ()
    distractors_from: RowsOf | None = None
    right: int = 0
    options: int = 0
    truth: bool | None = None
    pin_last: str = ""


def read_pools(fields: Fields, kind: Kind, rows: Mapping[str, tuple[Row, ...]], facts: FullFacts) -> Pools:
    """The pools of one question, whatever its kind."""
    if not kind.options:
        return Pools()
    if "why" in kind.fields:
        return _statement(fields)
    if "pairs" in kind.fields:
        pairs, spare, drawn, printed = read_pairs(fields, facts)
        return Pools(pairs, spare, right=drawn, options=printed)
    if "steps" in kind.fields:
        steps, drawn = read_steps(fields, facts)
        return Pools(steps, right=drawn, options=drawn)
    keys = _keys(fields, kind, facts)
    distractors = _pool(fields, "distractors", OPTION, facts)
    node = fields.node("distractors_from", "map")
    others = read_rows_of(node, fields.key_place("distractors_from"), rows, fields.trouble) if node else None
    if "distractors" not in fields and "distractors_from" not in fields:
        fields.missing("distractors", hint="or distractors_from, with a table of rows")
    from_rows = rows[others.table] if others else ()
    # The key of a drawn row is named after the row; then its rows are keys and distractors by turns.
    by_row = "key" in fields and bool(rows)
    taken = {row.id for table in rows.values() for row in table} if by_row else {key.id for key in keys}
    wrong: tuple[OptionSource | Row, ...] = (*distractors, *from_rows)
    _distinct_ids(fields, taken, distractors if by_row else wrong)
    right, options = _counts(fields, kind)
    pin = _pin(fields, taken | {option.id for option in wrong})
    return Pools(keys, distractors, others, right, options, None, pin)


def _pool(fields: Fields, name: str, known: frozenset[str], facts: FullFacts) -> tuple[OptionSource, ...]:
    node = fields.node(name, "map")
    if node is not None and not node.entries:
        fields.trouble.add(node.place, "bad-value", f"{name} is empty")
    return read_options(node, known, facts, fields.trouble) if node else ()


def _keys(fields: Fields, kind: Kind, facts: FullFacts) -> tuple[OptionSource, ...]:
    if "key" in kind.fields and ("key" in fields) == ("keys" in fields):
        fields.trouble.add(fields.place, "missing-field", f"{fields.what} has either key or keys")
    if "keys" in fields:
        return _pool(fields, "keys", KEY, facts)
    node = fields.node("key", "map")
    return (read_option(fields.key_place("key"), node, "key", KEY, facts, fields.trouble),) if node else ()


def _statement(fields: Fields) -> Pools:
    """A statement's two options, the one that holds as the key."""
    truth = fields.flag("key") is not False
    node = fields.node("why", "map") or Node("map", fields.place.file, fields.place.line, fields.place.column)
    required = ("true", "false") if "why" in fields else ()
    reasons = Fields(node, "why", fields.trouble, ("true", "false"), required, fields.key_place("why"))
    options = {}
    for word in ("true", "false"):
        place = reasons.key_place(word)
        why = reasons.source(word) or Source("", place)
        options[word] = OptionSource(word, Source(word.capitalize(), place), why, place)
    key = "true" if truth else "false"
    other = "false" if truth else "true"
    return Pools((options[key],), (options[other],), right=1, options=2, truth=truth)


def _distinct_ids(fields: Fields, keys: Iterable[str], others: Sequence[OptionSource | Row]) -> None:
    taken = set(keys)
    for option in others:
        if option.id in taken:
            fields.trouble.add(option.place, "duplicate-id", "another option has this id", got=option.id)
        taken.add(option.id)


def _counts(fields: Fields, kind: Kind) -> tuple[int, int]:
    options = fields.whole("options", 2, MOST_OPTIONS, kind.options)
    right = fields.whole("right", 2, MOST_OPTIONS - 1, 2) if "right" in kind.fields else 1
    if right >= options:
        place = fields.key_place("right" if "right" in fields else "options")
        fields.trouble.add(
            place, "bad-value", "no wrong option is left", expected=f"fewer right ones than {options} options", got=str(right)
        )
    return right, options


def _pin(fields: Fields, ids: set[str]) -> str:
    node = fields.node("pin", "map")
    if node is None:
        return ""
    inner = Fields(node, "pin", fields.trouble, ("last",), ("last",), fields.key_place("pin"))
    last = inner.text("last")
    if last and last not in ids:
        fields.trouble.add(inner.key_place("last"), "unknown-option", "there is no such option", got=last, near=(last, ids))
    return last
