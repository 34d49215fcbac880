"""Turn one point of a question's space into the options that it offers: keys, distractors, the other rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.model.seed import Seed
from generator.realize.compiler import Values
from generator.realize.options import Candidate
from generator.realize.parts import ROW_ID, OtherRows, Part, Program, TableRow


class Arrangement(NamedTuple):
    """The options as printed, the drawn keys' author ids, whether the options may be shuffled, and the rows: text and its option's id."""

    options: list[Candidate]
    keys: tuple[str, ...] = ()
    free: bool = False
    rows: tuple[tuple[str, str], ...] = ()


KEY = "key"
"""The author id of a key that has none of its own; where the other rows are the distractors, the key has its row's."""


def keys_at(program: Program, values: Values) -> list[Candidate]:
    """All keys of the question's pool, in the author's order."""
    return [_candidate(part, values, _key_id(program, part, values), True) for part in program.keys]


def _key_id(program: Program, part: Part, values: Values) -> str:
    return str(values[program.key_given][ROW_ID]) if program.key_given and part.id == KEY else part.id


def _candidate(part: Part, values: Values, id: str, right: bool) -> Candidate:
    return Candidate(id, part.text.render(values), right, lambda: part.why.render(values), part.uses)


def distractors_at(program: Program, values: Values) -> list[Candidate]:
    """The written distractors in order of preference, then the rows that were not drawn in the author's order."""
    found = [_candidate(part, values, part.id, False) for part in program.distractors]
    if program.others:
        found.extend(_from_row(program.others, row, values) for row in other_rows(program, values))
    return found


def other_rows(program: Program, values: Values) -> Iterator[TableRow]:
    """The rows that no given has drawn."""
    assert program.others
    table = program.others.table
    drawn = {values[given.name][ROW_ID] for given in program.givens if given.table == table}
    return (row for id, row in program.tables[table].items() if id not in drawn)


def _from_row(others: OtherRows, row: TableRow, values: Values) -> Candidate:
    filled = row.fill(values)

    def rendered(why: bool) -> str:
        values["row"] = filled
        return (others.why if why else others.text).render(values)

    return Candidate(row.id, rendered(False), False, lambda: rendered(True))


def preferred(program: Program, candidates: list[Candidate], seed: Seed, shuffle: bool) -> list[Candidate]:
    """The distractors in order of preference: the author's for those that are written, a keyed hash for rows (or, shuffled, for all)."""
    at = 0 if shuffle else len(program.distractors)
    if at == len(candidates):
        return candidates
    return [*candidates[:at], *by_hash(candidates[at:], seed)]


def by_hash(candidates: list[Candidate], seed: Seed) -> list[Candidate]:
    """The candidates by the keyed hash of their ids."""
    return sorted(candidates, key=lambda candidate: seed.rank(candidate.id))


def drawn_keys(program: Program, pool: list[Candidate], seed: Seed) -> tuple[list[Candidate], tuple[str, ...]]:
    """So many of the pool as are right in a variant, in the pool's order, and their ids where they are not all of it."""
    right = program.question.right
    if len(pool) <= right:
        return pool, ()
    drawn = {key.id for key in by_hash(pool, seed.child("keys"))[:right]}
    keys = [key for key in pool if key.id in drawn]
    return keys, tuple(key.id for key in keys)
