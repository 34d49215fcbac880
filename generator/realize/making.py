"""Turn an author's texts and expressions into parts of a program, collecting what is wrong with them."""

from __future__ import annotations

from generator.model.place import Place
from generator.model.problem import Problem, Severity
from generator.model.question import Question, Source
from generator.realize.compiler import Compiler
from generator.realize.expression import Expression
from generator.realize.limits import LONGEST_TEXT
from generator.realize.parts import Formula, Text
from generator.realize.shapes import ANYTHING, TRUTH, Many, One, shape_of
from generator.realize.text import Template, is_plain
from generator.realize.translation import Scope, Translation


class Maker:
    """What is wrong stands for anything, so that all problems of a question come out at once."""

    def __init__(self, question: Question, scope: Scope) -> None:
        self.question, self.scope = question, scope
        self.compiler = Compiler()
        self.problems: list[Problem] = []
        self._made: list[tuple[int, Text | Formula]] = []

    def add(
        self,
        place: Place,
        rule: str,
        message: str,
        *,
        expected: str = "",
        got: str = "",
        hint: str = "",
        severity: Severity = "error",
    ) -> None:
        """A problem."""
        self.problems.append(Problem(place, rule, message, expected=expected, got=got, hint=hint, severity=severity))

    def _keep(self, made: Text | Formula, translation: Translation, number: int) -> None:
        self.problems.extend(translation.problems)
        made.trace, made.steps = translation.trace, translation.steps
        self._made.append((number, made))

    def text(self, source: Source, scope: Scope | None = None) -> Text:
        """A text to print."""
        return self.member(source, scope or self.scope, bare=False)[0]

    def member(self, source: Source, scope: Scope, *, bare: bool = True) -> tuple[Text, One | Many]:
        """A row's text and its shape; one that holds a single value is that value."""
        text = Text(source)
        if is_plain(source.text):
            text.constant = source.text.strip()
            text.steps += len(source.text) // 10
            self._check_constant(text)
            return text, shape_of((text.constant,))
        number = self.compiler.next(source)
        template = Template(source, scope, number, bare=bare)
        self._keep(text, template, number)
        text.bare = template.bare is not None
        self.compiler.add(number, template.bare.node if template.bare else template.result)
        if template.bare is None:
            return text, One(shape_of(("",)).types, template.longest)
        shape = template.bare.shape
        return text, shape if isinstance(shape, One | Many) else ANYTHING

    def _check_constant(self, text: Text) -> None:
        source = text.source
        if not text.constant:
            self.add(source.place, "text-empty", "a text that is empty")
        elif len(text.constant) > LONGEST_TEXT:
            expected = f"at most {LONGEST_TEXT} characters"
            self.add(source.place, "text-too-long", "a text that is too long", expected=expected, got=str(len(text.constant)))

    def reason(self, source: Source, scope: Scope | None = None) -> Text:
        """Why an option is right or wrong; a missing one was reported by the reader, and does not keep the rest from being proved."""
        return self.text(source, scope) if source.text.strip() else Text(source, "")

    def formula(self, source: Source, *, name: str = "", condition: bool = False) -> tuple[Formula, One]:
        """An expression; a condition is true or false, and a value of an answer (neither named nor a condition) a number."""
        number = self.compiler.next(source)
        expression = Expression(source, self.scope, number)
        piece = expression.result
        node = piece.node
        if condition:
            node = expression.scalar(piece, "truth", 0)
        elif not name:
            node = expression.scalar(piece, "number", 0)
        made = Formula(source, name)
        self._keep(made, expression, number)
        self.compiler.add(number, node)
        shape = piece.shape if isinstance(piece.shape, One) else ANYTHING
        return made, One(TRUTH, 0) if condition else shape

    @property
    def made(self) -> list[Text | Formula]:
        """Everything that is not constant, in the order in which it was made."""
        return [made for _, made in self._made]

    @property
    def blocked(self) -> bool:
        """Whether something is wrong that keeps the question from being run."""
        return any(problem.severity == "error" for problem in self.problems)

    def finish(self) -> None:
        """Compile everything that was made, in one go."""
        functions = self.compiler.functions(self.scope.constants)
        for number, made in self._made:
            made.function = functions[number]
