"""Turn a question and its facts into a program, once: every text and expression checked and compiled, nothing run.

All problems that can be seen without running anything are found here, each at its place.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Mapping

from generator.model.fact import Fact
from generator.model.place import Place
from generator.model.problem import Problem
from generator.model.question import OptionSource, Question, Source
from generator.realize import dataflow
from generator.realize.draws import Faked
from generator.realize.expression import FUNCTIONS
from generator.realize.givens import axis_of
from generator.realize.limits import MOST_GIVENS, MOST_NAMES, MOST_PARTS, MOST_ROWS, MOST_SCALARS, MOST_SOURCE
from generator.realize.listed import Listed
from generator.realize.making import Maker
from generator.realize.parts import Answer, Formula, Given, OtherRows, Part, Program, Text
from generator.realize.shapes import ANYTHING, Record
from generator.realize.tables import Members, read_tables
from generator.realize.translation import Scope

RESERVED = FUNCTIONS | {"fact", "row", "true", "false", "none", "null"}
_MOST_CACHED = 1_000
_cache: dict[tuple[int, int], tuple[Question, Mapping[str, Fact], Program]] = {}


def compile_question(question: Question, facts: Mapping[str, Fact]) -> Program:
    """The question's program, with every problem that can be seen without running it; made once for the same two objects."""
    address = (id(question), id(facts))
    found = _cache.get(address)
    if found is None:
        if len(_cache) >= _MOST_CACHED:
            _cache.pop(next(iter(_cache)))
        found = _cache[address] = (question, facts, compiled(question, facts))  # kept alive, so that no id comes twice
    return found[2]


def compiled(question: Question, facts: Mapping[str, Fact]) -> Program:
    """The question's program, made anew."""
    maker = Maker(question, Scope(question.topic_id, facts))
    program = Program(question, Text(question.stem), maker.compiler)
    if _fits(maker):
        _build(maker, program)
        dataflow.mention_facts(maker)
        if not maker.blocked:
            maker.finish()
            dataflow.complete(maker, program)
    program.problems = tuple(dict.fromkeys(maker.problems))
    return program


def sources(question: Question) -> Iterator[Source]:
    """Every text and expression of a question."""
    yield question.stem
    yield from question.where
    yield from (source for _, source in question.let)
    for option in (*question.keys, *question.distractors, *question.wrong):
        yield from (source for source in (option.item, option.value, option.text, option.why) if source is not None)
    for row in (row for table in question.rows.values() for row in table):
        yield from (member for member in row.fields.values() if isinstance(member, Source))
    if question.distractors_from is not None:
        yield from (question.distractors_from.text, question.distractors_from.why)
    if question.answer is not None:
        yield from (question.answer.value, question.answer.tolerance, question.answer.why)
    yield from (source for source in (question.unit, question.explanation) if source is not None)


def _fits(maker: Maker) -> bool:
    """Whether the question is of a size that is looked at."""
    question = maker.question
    counts = {
        "givens": (len(question.given), MOST_GIVENS),
        "rows": (sum(len(table) for table in question.rows.values()), MOST_ROWS),
        "options": (len(question.keys) + len(question.distractors) + len(question.wrong), MOST_PARTS),
        "let and where": (len(question.let) + len(question.where), MOST_PARTS),
        "examples": (len(question.examples), MOST_PARTS),
        "characters": (sum(len(source.text) for source in sources(question)), MOST_SOURCE),
    }
    for what, (count, most) in counts.items():
        if count > most:
            maker.add(question.place, "question-too-large", f"a question with too many {what}", expected=f"at most {most}", got=str(count))
    return not maker.problems


def _build(maker: Maker, program: Program) -> None:
    """The order of the steps is the order in which names come to be known."""
    question = maker.question
    program.givens = tuple(_givens(maker))
    program.tables, members = read_tables(maker, program.givens)
    lets = [_let(maker, name, source) for name, source in question.let]
    wheres = [maker.formula(source, condition=True)[0] for source in question.where]
    program.steps = tuple(dataflow.in_order_of_need(lets, wheres))
    program.stem = maker.text(question.stem)
    program.keys = tuple(_option(maker, option) for option in question.keys)
    program.distractors = tuple(_option(maker, option) for option in question.distractors)
    program.others = _others(maker, members)
    program.key_given = next((given.name for given in program.givens if program.others and given.table == program.others.table), "")
    program.wrong = tuple(_option(maker, option) for option in question.wrong)
    program.answer = _answer(maker)
    program.unit = maker.text(question.unit) if question.unit else None
    program.explanation = maker.text(question.explanation) if question.explanation else None


def _name_is_free(maker: Maker, name: str, place: Place) -> bool:
    if not name.isidentifier() or not name.isascii() or name.startswith("_") or keyword.iskeyword(name) or name in RESERVED:
        hint = "names have underscores, and no meaning of their own"
        maker.add(place, "name-reserved", "this cannot be a name", expected="letters, digits and underscores", got=name, hint=hint)
    elif name in maker.scope.names:
        maker.add(place, "name-twice", "this name stands for something else already", got=name)
    else:
        return True
    return False


def _givens(maker: Maker) -> Iterator[Given]:
    values, rings = 0, set[int]()
    for draw in maker.question.given:
        axis = axis_of(draw, maker.question, maker.scope)
        free = _name_is_free(maker, draw.name, draw.place)
        if isinstance(axis, Problem):
            maker.problems.append(axis)
            maker.scope.names.setdefault(draw.name, ANYTHING)
            continue
        fields = list(axis.fields.values()) if isinstance(axis, Listed) else [axis]
        values += len(fields) * (axis.high if isinstance(axis, Listed) else 1)
        rings.update(id(field.ring) for field in fields if isinstance(field, Faked))
        if values > MOST_SCALARS or len(rings) > MOST_NAMES:
            expected = f"at most {MOST_SCALARS} values, and {MOST_NAMES} lists of Faker's"
            maker.add(draw.place, "question-too-large", "too much is drawn", expected=expected)
            return
        if free:
            maker.scope.names[draw.name] = axis.shape
            yield Given(draw.name, axis, draw.place, draw.args["table"] if draw.draw == "row" else "")


def _let(maker: Maker, name: str, source: Source) -> Formula:
    formula, shape = maker.formula(source, name=name)
    if _name_is_free(maker, name, source.place):
        maker.scope.names[name] = shape
    return formula


def _option(maker: Maker, option: OptionSource) -> Part:
    value = maker.formula(option.value)[0] if option.value else None
    text = Text(option.text, "") if option.value is option.text else maker.text(option.text)
    item = maker.text(option.item) if option.item else None
    return Part(option.id, text, maker.reason(option.why), option.place, value, option.asks, option.uses, item)


def _others(maker: Maker, members: Mapping[str, Members]) -> OtherRows | None:
    rows = maker.question.distractors_from
    if rows is None:
        return None
    if rows.table not in members:
        maker.add(rows.place, "unknown-table", "there is no such table", got=rows.table)
        return None
    scope = maker.scope.with_names({"row": Record("row", members[rows.table])})
    return OtherRows(rows.table, maker.text(rows.text, scope), maker.reason(rows.why, scope), rows.place)


def _answer(maker: Maker) -> Answer | None:
    answer = maker.question.answer
    if answer is None:
        return None
    value, tolerance = maker.formula(answer.value)[0], maker.formula(answer.tolerance)[0]
    return Answer(value, tolerance, maker.reason(answer.why), answer.place)
