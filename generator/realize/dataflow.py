"""Turn what each source of a question touches into what reaches what: the order of steps, dressing, what the stem leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.kinds.table import KINDS
from generator.realize.answer_rows import has_rows, is_ordering
from generator.realize.draws import Faked, Members
from generator.realize.limits import MOST_STEPS
from generator.realize.listed import Listed
from generator.realize.making import Maker
from generator.realize.parts import Formula, Given, Part, Program, Text
from generator.realize.shapes import TEXT
from generator.realize.trouble import short


def in_order_of_need(lets: list[Formula], wheres: list[Formula]) -> Iterator[Formula]:
    """Conditions first, each after the `let` it needs, so that they keep values away from what cannot be computed."""
    waiting = {let.name: let for let in lets}
    for where in wheres:
        needed = _needed(where, {let.name: let for let in lets})
        for let in lets:
            if let.name in needed and let.name in waiting:
                del waiting[let.name]
                yield let
        yield where
    yield from (let for let in lets if let.name in waiting)


def _needed(formula: Formula, lets: dict[str, Formula]) -> set[str]:
    found: set[str] = set()
    open_names = [name for name in formula.trace.refs if name in lets]
    while open_names:
        name = open_names.pop()
        if name not in found:
            found.add(name)
            open_names.extend(other for other in lets[name].trace.refs if other in lets)
    return found


class Flow:
    """What names and members stand for, through `let` and the texts of rows: the givens behind them."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._lets = {step.name: step for step in program.steps if step.name}
        self._tables = {given.name: given.table for given in program.givens if given.table}
        if program.others:
            self._tables["row"] = program.others.table

    def behind(self, refs: Iterable[str]) -> set[str]:
        """These names and members, and all that they are made of."""
        found: set[str] = set()
        waiting = list(refs)
        while waiting:
            ref = waiting.pop()
            if ref in found:
                continue
            found.add(ref)
            if ref in self._lets:
                waiting.extend(self._lets[ref].trace.refs)
            waiting.extend(name for text in self._texts(ref) for name in text.trace.refs)
        return found

    def _texts(self, ref: str) -> list[Text]:
        """The texts of a member, one of each row that has it as a template."""
        name, _, member = ref.partition(".")
        rows = self.program.tables.get(self._tables.get(name, ""), {})
        return [row.rendered[member] for row in rows.values() if member in row.rendered]

    def printed(self, text: Text) -> set[str]:
        """What a text shows whatever its `if` and whichever row: by itself, or in every row's member that it shows."""
        found = set(text.trace.printed)
        for ref in text.trace.printed:
            name, _, member = ref.partition(".")
            rows = self.program.tables.get(self._tables.get(name, ""), {})
            shown = [row.rendered[member].trace.printed if member in row.rendered else set() for row in rows.values()] if member else []
            found |= set.intersection(*shown) if shown else set()
        return found


def _names(refs: Iterable[str]) -> set[str]:
    return {ref.partition(".")[0] for ref in refs}


def _options(program: Program) -> list[Part]:
    return [*program.keys, *program.distractors, *program.wrong]


def _all_but_the_stem(program: Program) -> Iterator[Text | Formula]:
    yield from program.steps
    for part in _options(program):
        yield from (source for source in (part.text, part.why, part.value, part.item) if source)
    if program.others:
        yield from (program.others.text, program.others.why)
    if program.answer:
        yield from (program.answer.value, program.answer.tolerance, program.answer.why)
    yield from (text for text in (program.unit, program.explanation) if text)


def _keys(program: Program) -> Iterator[tuple[list[Text | Formula], list[Text]]]:
    """What decides a key, or a row's option, and what is printed for it beside the stem."""
    if program.answer:
        yield [program.answer.value, program.answer.tolerance], []
    elif is_ordering(program):
        for step in program.keys:
            yield [step.value] if step.value else [], [step.text]
    else:
        for key in program.keys:
            yield [key.text], [key.item] if key.item else []


def complete(maker: Maker, program: Program) -> None:
    """What follows from the whole: unused members go, dressing is marked, costs are added up, and what is missing is said."""
    flow = Flow(program)
    everything = [program.stem, *_all_but_the_stem(program)]
    used = flow.behind(ref for text in everything for ref in text.trace.refs)
    _drop_unused_members(program, used)
    reached = flow.behind(ref for text in _all_but_the_stem(program) for ref in text.trace.refs)
    for given in program.givens:
        given.dressing = given.name not in reached and not given.table and _is_words(given)
    _unprinted(maker, program, flow)
    _add_costs(maker, program)


def _is_words(given: Given) -> bool:
    axis = given.axis
    return isinstance(axis, Faked) or (isinstance(axis, Members) and axis.shape.types == TEXT)


def _drop_unused_members(program: Program, used: set[str]) -> None:
    """What no text shows is not rendered for each item."""
    names = {given.name: given.table for given in program.givens if given.table}
    if program.others:
        names["row"] = program.others.table
    for table, rows in program.tables.items():
        kept = {ref.partition(".")[2] for ref in used if names.get(ref.partition(".")[0]) == table}
        for row in rows.values():
            row.rendered = {name: text for name, text in row.rendered.items() if name in kept}


def _unprinted(maker: Maker, program: Program, flow: Flow) -> None:
    """Every given that reaches the key stands in the stem, itself or by a member; a list by every member that reaches it."""
    found: dict[str, Given] = {}
    where = "print it in the stem, or in the item or step itself" if has_rows(program) else "print it in the stem, itself or by a member"
    for parts, beside in _keys(program):
        printed = flow.printed(program.stem).union(*(flow.printed(text) for text in beside))
        reached = flow.behind(ref for part in parts for ref in part.trace.refs)
        if program.key_given:
            reached.add(program.key_given)
        found |= {name: given for given in program.givens for name in _missing(given, printed, reached)}
    for name, given in found.items():
        hint = f"{where}: {{{{ {name} }}}}"
        maker.add(given.place, "given-unprinted", f"the key depends on {name}, and the stem does not print it", hint=hint)


def _missing(given: Given, printed: set[str], reached: set[str]) -> list[str]:
    """The given, or the members of its entries, that reach a key and are not printed."""
    if given.name in _names(reached) and given.name not in _names(printed):
        return [given.name]
    if not isinstance(given.axis, Listed):
        return []
    return [f"{given.name}.{name}" for name in given.axis.fields if f"{given.name}.{name}" in reached - printed]


def mention_facts(maker: Maker) -> None:
    """A fact in a text or an expression is one that the question names, so that trace and coverage know of it."""
    question = maker.question
    named = {maker.scope.full(fact) for fact in question.all_asks | question.all_uses}
    for made in maker.made:
        for fact in sorted(made.trace.facts - named):
            expected = "its id under asks or uses"
            place = made.source.place
            maker.add(place, "fact-unnamed", "a fact is used here and not named", expected=expected, got=short(fact), severity="warning")


def _add_costs(maker: Maker, program: Program) -> None:
    """Steps of one try of drawing, and of everything that one point can show."""
    rows = [text for table in program.tables.values() for row in table.values() for text in row.rendered.values()]
    drawing = sum(given.axis.steps for given in program.givens) + sum(text.steps for text in rows)
    program.try_cost = 100 + drawing + sum(step.steps for step in program.steps)
    texts = sum(text.steps for text in (program.stem, *_all_but_the_stem(program)))
    if program.others:
        count = len(program.tables[program.others.table])
        texts += count * (program.others.text.steps + program.others.why.steps)
    program.point_cost = program.try_cost + texts + 100 * (KINDS[program.question.kind].options + 1)
    if program.point_cost > MOST_STEPS:
        message = "a question with too many rows, options, long texts or long lists at once"
        got = f"{program.point_cost / MOST_STEPS:.1f} times as much"
        maker.add(program.question.place, "question-too-large", message, expected="what can be proved in seconds", got=got)
