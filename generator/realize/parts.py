"""Turn a compiled question into parts that a point of its space fills in: texts, options, rows, givens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model.place import Place
from generator.model.problem import Problem
from generator.model.question import Question, Source
from generator.realize.compiler import Compiler, Function, Values
from generator.realize.draws import Axis
from generator.realize.limits import LONGEST_TEXT
from generator.realize.translation import Trace
from generator.realize.trouble import AuthorError

ROW_ID = ""
"""Where a row's values hold its id: no field can have this name."""


@dataclass(slots=True)
class Text:
    """A text to print: constant, or a function of the values; `bare` where it is a single value and nothing around it."""

    source: Source
    constant: str | None = None
    function: Function | None = None
    bare: bool = False
    trace: Trace = field(default_factory=Trace)
    steps: int = 1

    def value(self, values: Values) -> Any:
        """The text, or the value where the text is nothing else: a row's numbers stay numbers."""
        return self.function(values) if self.bare and self.function else self.render(values)

    def render(self, values: Values) -> str:
        """The text as it is printed. Raises AuthorError where it is empty or has a placeholder left."""
        if self.function is None:
            return self.constant or ""
        text: str = self.function(values)
        if not text or "{{" in text or "{%" in text or len(text) > LONGEST_TEXT:
            raise self._trouble(text)
        return text

    def _trouble(self, text: str) -> AuthorError:
        if not text:
            return AuthorError("text-empty", "a text that is empty", place=self.source.place)
        if len(text) > LONGEST_TEXT:
            return AuthorError("text-too-long", "a text that is too long", got=f"{len(text)} characters", place=self.source.place)
        return AuthorError("placeholder-left", "a placeholder that is not filled in", got=text, place=self.source.place)


@dataclass(slots=True)
class Formula:
    """An expression: a function of the values. `name` is set for a `let`; a condition has none."""

    source: Source
    name: str = ""
    function: Function = lambda values: 0
    trace: Trace = field(default_factory=Trace)
    steps: int = 1


@dataclass(slots=True)
class Part:
    """An option as its author wrote it, or a named wrong number (with a value); a pair's item, the value that orders a step."""

    id: str
    text: Text
    why: Text
    place: Place
    value: Formula | None = None
    asks: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    item: Text | None = None


@dataclass(slots=True)
class TableRow:
    """A row: its plain values, and the members that are rendered for each point."""

    id: str
    place: Place
    plain: dict[str, Any]
    rendered: dict[str, Text] = field(default_factory=dict)
    asks: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()

    def fill(self, values: Values) -> Mapping[str, Any]:
        """The row's values at one point."""
        if not self.rendered:
            return self.plain
        return {**self.plain, **{name: text.value(values) for name, text in self.rendered.items()}}


@dataclass(slots=True)
class Given:
    """A name that is drawn. `table` is set for a row; `dressing` for one that reaches the stem only."""

    name: str
    axis: Axis
    place: Place
    table: str = ""
    dressing: bool = False


@dataclass(slots=True)
class OtherRows:
    """Distractors from the rows of a table."""

    table: str
    text: Text
    why: Text
    place: Place


@dataclass(slots=True)
class Answer:
    """The answer of a numeric question."""

    value: Formula
    tolerance: Formula
    why: Text
    place: Place


@dataclass(slots=True)
class Program:
    """A question, compiled. `steps` are conditions and `let` in the order of their need; `key_given` draws the key's row."""

    question: Question
    stem: Text
    compiler: Compiler
    problems: tuple[Problem, ...] = ()
    givens: tuple[Given, ...] = ()
    tables: dict[str, dict[str, TableRow]] = field(default_factory=dict)
    steps: tuple[Formula, ...] = ()
    keys: tuple[Part, ...] = ()
    distractors: tuple[Part, ...] = ()
    others: OtherRows | None = None
    key_given: str = ""
    answer: Answer | None = None
    wrong: tuple[Part, ...] = ()
    unit: Text | None = None
    explanation: Text | None = None
    try_cost: int = 1
    point_cost: int = 1

    @property
    def sound(self) -> bool:
        """Whether it can be run."""
        return not any(problem.severity == "error" for problem in self.problems)

    def fill(self, values: Values) -> None:
        """Put the rows in the place of their ids; the givens of tables are drawn as ids."""
        for given in self.givens:
            if given.table:
                values[given.name] = self.tables[given.table][values[given.name]].fill(values)

    def settle(self, values: Values) -> bool:
        """Compute every `let`; False as soon as a condition does not hold."""
        for step in self.steps:
            result = step.function(values)
            if step.name:
                values[step.name] = result
            elif not result:
                return False
        return True

    def placed(self, error: AuthorError) -> Place:
        """Where an error of this question points."""
        return error.place or self.compiler.place(error) or self.question.place
