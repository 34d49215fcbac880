"""Turn a value and a named filter of a text into a call of ours, or into what is wrong with its use."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from generator.realize.limits import LONGEST_NUMBER
from generator.realize.shapes import TEXT, TRUTH, Entries, Many, One
from generator.realize.translation import Piece, Translation

COLUMN_STEPS = 10
_MOST_PLACES = 10


def _misused(reader: Translation, name: str, offset: int, expected: str) -> Piece:
    return reader.wrong(offset, "filter-misused", f"{name} is used otherwise", expected=expected)


def _scalar_filter(reader: Translation, piece: Piece, arguments: list[Any], name: str, offset: int) -> Piece:
    if not isinstance(piece.shape, One) or piece.shape.types == TRUTH:
        return _misused(reader, name, offset, f"a value before | {name}")
    if name == "places":
        digits = arguments[0] if len(arguments) == 1 else None
        if not isinstance(digits, int) or isinstance(digits, bool) or not 0 <= digits <= _MOST_PLACES:
            return _misused(reader, name, offset, f"places(n), n from 0 to {_MOST_PLACES}")
        node = reader.call("show_places", reader.scalar(piece, "number", offset), ast.Constant(digits), offset=offset)
        return Piece(node, One(TEXT, LONGEST_NUMBER), piece.ref)
    words = [argument for argument in arguments if isinstance(argument, str)]
    if len(words) != len(arguments) or len(words) != (2 if name == "plural" else 0):
        return _misused(reader, name, offset, '| plural("VPC", "VPCs")' if name == "plural" else f"| {name}")
    longest = piece.shape.longest * 2 + sum(map(len, words)) + 1
    return Piece(reader.call("show_" + name, piece.node, *map(ast.Constant, words), offset=offset), One(TEXT, longest), piece.ref)


def _list_filter(reader: Translation, piece: Piece, arguments: list[Any], name: str, offset: int) -> Piece:
    if not isinstance(piece.shape, Many) or arguments:
        return _misused(reader, name, offset, f"a list before | {name}")
    longest = piece.shape.most * (piece.shape.of.longest + 5)
    return Piece(reader.call("show_" + name, piece.node, offset=offset), One(TEXT, longest), piece.ref)


def _table(reader: Translation, piece: Piece, arguments: list[Any], name: str, offset: int) -> Piece:
    if not isinstance(piece.shape, Entries) or not arguments or not all(isinstance(argument, str) for argument in arguments):
        return _misused(reader, name, offset, 'a drawn list before | table("rate: reads a second", ...)')
    columns, length = [], 0
    members = piece.shape.entry.members
    for argument in arguments:
        column, _, header = (part.strip() for part in argument.partition(":"))
        shape = members.get(column)
        if not isinstance(shape, One):
            expected = f"one of {', '.join(members)}"
            return reader.wrong(offset, "member-unknown", "the list's entries have no such member", expected=expected, got=column)
        reader.trace.refs.add(f"{piece.ref}.{column}")
        columns.append((column, header or column))
        length += 2 * (max(shape.longest, len(header)) + 3)
    reader.steps += COLUMN_STEPS * len(columns) * piece.shape.most
    constant = reader.scope.constant(tuple(columns))
    return Piece(reader.call("show_table", piece.node, constant, offset=offset), One(TEXT, length * (piece.shape.most + 2)))


FILTERS: dict[str, Callable[[Translation, Piece, list[Any], str, int], Piece]] = {
    "places": _scalar_filter,
    "thousands": _scalar_filter,
    "plural": _scalar_filter,
    "capital": _scalar_filter,
    "and_list": _list_filter,
    "or_list": _list_filter,
    "table": _table,
}
