"""Turn the scenario tables of a question into rows whose texts are compiled, and into shapes of the givens drawn from them."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.fact import Scalar
from generator.model.question import Row, Source
from generator.realize.making import Maker
from generator.realize.parts import ROW_ID, Given, TableRow
from generator.realize.shapes import ANYTHING, Many, One, Record, Shape, merged, shape_of_value
from generator.realize.translation import Scope

Members = Mapping[str, One | Many]


def read_tables(maker: Maker, givens: tuple[Given, ...]) -> tuple[dict[str, dict[str, TableRow]], dict[str, Members]]:
    """Rows by table and id, and each table's members. The rows' texts know the givens, and rows of tables that are drawn before."""
    homes = {given.name: given.table for given in givens if given.table}
    known = Scope(maker.scope.topic, maker.scope.facts, _without(maker.scope.names, homes), maker.scope.constants)
    tables: dict[str, dict[str, TableRow]] = {}
    shapes: dict[str, Members] = {}
    for table in dict.fromkeys([*homes.values(), *maker.question.rows]):
        found = [_row(maker, row, known) for row in maker.question.rows.get(table, ())]
        tables[table] = {row.id: row for row, _ in found}
        shapes[table] = _members(maker, table, [members for _, members in found])
        for name in (name for name, home in homes.items() if home == table):
            known.names[name] = maker.scope.names[name] = Record(name, shapes[table])
    return tables, shapes


def _without(names: Mapping[str, Shape], rows: Mapping[str, str]) -> dict[str, Shape]:
    return {name: shape for name, shape in names.items() if name not in rows}


def _row(maker: Maker, row: Row, scope: Scope) -> tuple[TableRow, dict[str, One | Many]]:
    made = TableRow(row.id, row.place, {ROW_ID: row.id}, {}, row.asks, row.uses)
    shapes: dict[str, One | Many] = {}
    for name, member in sorted(row.fields.items()):
        if not isinstance(member, Source):
            made.plain[name], shapes[name] = member, _shape(member)
            continue
        text, shapes[name] = maker.member(member, scope)
        if text.constant is None:
            made.rendered[name] = text
        else:
            made.plain[name] = text.constant
    return made, shapes


def _shape(member: Scalar | tuple[Scalar, ...]) -> One | Many:
    shape = shape_of_value(member)
    assert shape is not None
    return shape


def _members(maker: Maker, table: str, rows: list[dict[str, One | Many]]) -> Members:
    """The members that every row has; one that only some have is a problem."""
    names = dict.fromkeys(name for row in rows for name in row)
    found: dict[str, One | Many] = {}
    for name in names:
        shape = merged(row[name] for row in rows if name in row)
        places = [row.place for row in maker.question.rows[table] if name not in row.fields]
        if places:
            maker.add(
                places[0], "member-missing", f"this row has no {name}, and other rows of {table} have", got=f"{len(places)} such rows"
            )
        if shape is None:
            place = maker.question.rows[table][0].place
            maker.add(place, "wrong-type", f"{name} is a list in one row of {table} and a value in another")
        found[name] = shape or ANYTHING
    return found
