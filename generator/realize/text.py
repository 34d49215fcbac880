"""Turn an author's text into Python's syntax tree: Jinja2's parser, an allow-list of its nodes, and none of its runtime.

https://jinja.palletsprojects.com/en/stable/templates/ cut down to values, members, named filters and `if` with comparisons.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from jinja2 import Environment, TemplateSyntaxError, nodes

from generator.model.number import LARGEST, Number, parse
from generator.model.question import Source
from generator.realize.limits import DEEPEST, LONGEST_NUMBER, LONGEST_TEXT, MOST_NODES
from generator.realize.shapes import ANYTHING, NUMBER, TEXT, TRUTH, WORDS, Entries, Many, One, Record, Shape, is_number, shape_of
from generator.realize.translation import Piece, Scope, Translation

Traced = TypeVar("Traced")
PARSER = Environment()
_TAGS = ("{{", "{%", "{#", "}}", "%}")
_WORD = re.compile(r"\w+")
_DECIMAL = re.compile(r"(?<![\w.])[0-9]+\.[0-9]+")
_OPERATORS = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}
_MOST_PLACES = 10
_STEPS = 10


def is_plain(text: str) -> bool:
    """Whether the text has nothing to fill in."""
    return not any(tag in text for tag in _TAGS)


class Template(Translation):
    """One text on its way; `result` is its syntax tree, `longest` its most characters, `bare` a value where that is all it holds."""

    def __init__(self, source: Source, scope: Scope, number: int, *, bare: bool = False) -> None:
        super().__init__(source, scope, number)
        self._nodes = 0
        self._line = 1
        self.bare: Piece | None = None
        self.longest = 0
        body = self._parsed()
        if bare and len(body) == 1 and isinstance(body[0], nodes.Output) and len(body[0].nodes) == 1:
            self.bare = self._bare(body[0].nodes[0])
        text, self.longest, self.trace.printed = self._body(body, 0)
        stripped = self.at(ast.Attribute(text, "strip", ast.Load()), 0)
        self.result = self.at(ast.Call(stripped, [], []), 0)
        if self.longest > LONGEST_TEXT:
            got = f"up to {self.longest}"
            self.wrong(0, "text-too-long", "a text that can become too long", expected=f"at most {LONGEST_TEXT} characters", got=got)
        self.steps += self.longest // 5 + _STEPS

    def _parsed(self) -> Sequence[nodes.Node]:
        text = self.source.text.strip()
        self._start = self.source.text.index(text)
        if len(text) > LONGEST_TEXT:
            self.wrong(0, "text-too-long", "a text that is too long", expected=f"at most {LONGEST_TEXT} characters", got=str(len(text)))
            return []
        if "{#" in text:
            self.wrong(self._start + text.index("{#"), "text-refused", "a comment in a text", hint="write comments in YAML, after #")
            return []
        try:
            return PARSER.parse(text).body
        except TemplateSyntaxError as error:
            self._line = error.lineno
            self.wrong(self._spot("{"), "text-syntax", "this text cannot be read", got=self._line_text().strip(), hint=error.message or "")
        except (RecursionError, MemoryError, ValueError, OverflowError):
            self.wrong(0, "text-syntax", "this text cannot be read: too deep, or a number too long")
        return []

    def _line_text(self) -> str:
        lines = self.source.text[self._start :].split("\n")
        return lines[min(self._line, len(lines)) - 1]

    def _spot(self, word: str) -> int:
        """The offset of a word inside the braces of the current line, as well as Jinja2's line numbers tell."""
        text = self.source.text
        start = self._start
        for _ in range(self._line - 1):
            start = text.find("\n", start) + 1
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)]
        brace = max(line.find("{"), 0)
        found = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)" if _WORD.match(word) else re.escape(word)).search(line, brace)
        return start + (found.start() if found else brace)

    def _refuse(self, node: nodes.Node, what: str, hint: str = "") -> Piece:
        self._line = node.lineno
        return self.wrong(self._spot("{"), "text-refused", f"{what} in a text", got=self._line_text().strip(), hint=hint)

    def _body(self, body: Sequence[nodes.Node], depth: int) -> tuple[ast.expr, int, set[str]]:
        """The text of some nodes, its most characters, and what it always prints."""
        parts: list[ast.expr] = []
        longest, printed = 0, set[str]()
        for node in body:
            self._line = node.lineno
            if isinstance(node, nodes.Output):
                found = [self._output(member) for member in node.nodes]
            elif isinstance(node, nodes.If) and depth < DEEPEST:
                found = [self._if(node, depth)]
            else:
                self._refuse(node, _BLOCKS.get(type(node), f"`{type(node).__name__}`"), "values, filters and {% if %} are taken")
                continue
            for part, length, names in found:
                parts.append(part if isinstance(part, ast.Constant) else self.at(ast.FormattedValue(part, -1, None), self._spot("{")))
                longest += length
                printed |= names
        return self.at(ast.JoinedStr(parts), 0), longest, printed

    def _output(self, node: nodes.Node) -> tuple[ast.expr, int, set[str]]:
        if isinstance(node, nodes.TemplateData):
            if not is_plain(node.data):
                self._refuse(node, "a placeholder that is not filled in", "the same braces close it: {{ name }}")
            return ast.Constant(node.data), len(node.data), set()
        if isinstance(node, nodes.Const):
            self._refuse(node, "a literal inside {{ }}", "write it as text")
        piece, names = self._traced(lambda: self._visit(node))
        shape = piece.shape
        if not isinstance(shape, One):
            hint = (
                "use | and_list or | or_list"
                if isinstance(shape, Many)
                else "use | table"
                if isinstance(shape, Entries)
                else "name a member"
            )
            self._refuse(node, f"{WORDS[type(shape)]} by itself", hint)
            return ast.Constant(""), 0, set()
        if shape.types == TRUTH:
            self._refuse(node, "true or false by itself", "use {% if %}")
        name = "show_number" if shape.types == NUMBER else "show"
        shown = piece.node if shape.types == TEXT else self.call(name, piece.node, offset=self._spot("{"))
        return shown, shape.longest, names

    def _bare(self, node: nodes.Node) -> Piece | None:
        if isinstance(node, nodes.TemplateData | nodes.Filter):
            return None
        piece = self._visit(node)
        return piece if isinstance(piece.shape, One | Many) else None

    def _traced(self, step: Callable[[], Traced]) -> tuple[Traced, set[str]]:
        """What a step makes, and the names that it touches."""
        before, self.trace.refs = self.trace.refs, set()
        made = step()
        touched = self.trace.refs
        self.trace.refs = before | touched
        return made, touched

    def _if(self, node: nodes.If, depth: int) -> tuple[ast.expr, int, set[str]]:
        """Printed is what every branch prints; a given of texts or truth values counts as told when the `if` asks for it."""
        test, names = self._traced(lambda: self._test(node.test))
        told = {name for name in names if self._is_worded(self.scope.names.get(name))}
        text, length, printed = self._body(node.body, depth + 1)
        rest: Sequence[nodes.Node] = node.else_
        if node.elif_:
            first = node.elif_[0]
            rest = [nodes.If(first.test, first.body, node.elif_[1:], node.else_, lineno=first.lineno)]
        other, other_length, other_printed = self._body(rest, depth + 1)
        self._line = node.lineno
        choice = self.at(ast.IfExp(test, text, other), self._spot("if"))
        return choice, max(length, other_length), (printed & other_printed) | told

    @staticmethod
    def _is_worded(shape: Shape | None) -> bool:
        return isinstance(shape, One) and bool(shape.types) and "number" not in shape.types

    def _test(self, node: nodes.Node) -> ast.expr:
        self._line = node.lineno
        return self.scalar(self._visit(node), "truth", self._spot("if"))

    def _visit(self, node: nodes.Node) -> Piece:
        self._nodes += 1
        self.steps += _STEPS
        self._line = node.lineno
        if self._nodes > MOST_NODES:
            if self._nodes == MOST_NODES + 1:
                self.wrong(0, "text-too-long", f"a text with more than {MOST_NODES} things to fill in")
            return Piece(ast.Constant(0), ANYTHING)
        visit = _VISITORS.get(type(node))
        if visit is None:
            return self._refuse(node, _WORDS.get(type(node), f"`{type(node).__name__}`"), "compute it under let, and print its name")
        return visit(self, node)

    def _name(self, node: nodes.Name) -> Piece:
        return self.name(node.name, self._spot(node.name))

    def _getattr(self, node: nodes.Getattr) -> Piece:
        if not isinstance(node.node, nodes.Name) or node.node.name == "fact":
            return self._refuse(node, "a member of something that is not a name", "a fact is fact['id']")
        return self.member(self._name(node.node), node.attr, self._spot(node.attr))

    def _getitem(self, node: nodes.Getitem) -> Piece:
        keys: list[str] = []
        inner: nodes.Node = node
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int):
            return self._entry(node, node.arg.value)
        while isinstance(inner, nodes.Getitem) and isinstance(inner.arg, nodes.Const) and isinstance(inner.arg.value, str):
            keys.insert(0, inner.arg.value)
            inner = inner.node
        if not isinstance(inner, nodes.Name) or not 1 <= len(keys) <= 2:
            return self._refuse(node, "square brackets around something that is not literal", "they are for fact['id'] and row['name']")
        if inner.name == "fact":
            return self.fact(keys, self._spot(keys[-1]))
        if len(keys) == 2:
            return self._refuse(node, "a member of a member")
        return self.member(self._name(inner), keys[0], self._spot(keys[0]))

    def _entry(self, node: nodes.Getitem, at: int) -> Piece:
        """One member of a list of values, counted from 0."""
        listed = self._visit(node.node)
        if listed.shape == ANYTHING:
            return listed
        if not isinstance(listed.shape, Many) or isinstance(at, bool) or not 0 <= at < listed.shape.most:
            return self._refuse(node, f"[{at}]", "a list of values counts from 0")
        return Piece(self.call("entry", listed.node, ast.Constant(at), offset=self._spot("[")), listed.shape.of, listed.ref)

    def _compare(self, node: nodes.Compare) -> Piece:
        if len(node.ops) != 1:
            return self._refuse(node, "a chain of comparisons", "write a < b and b < c")
        operand = node.ops[0]
        operator = _OPERATORS[operand.op]
        left = self._visit(node.expr)
        listed = operator in ("in", "not in") and isinstance(operand.expr, nodes.List | nodes.Tuple)
        right = self._literal_list(operand.expr) if listed else self._visit(operand.expr)
        return Piece(self.compared(operator, left, right, self._spot("if")), One(TRUTH, 0))

    def _literal_list(self, node: nodes.Expr) -> Piece:
        assert isinstance(node, nodes.List | nodes.Tuple)
        values = [self._literal(member) for member in node.items]
        if not values or None in values:
            return self._refuse(node, "a list of something that is not literal")
        return self.members_of(values)

    def _literal(self, node: nodes.Node) -> Number | str | bool | None:
        """The value of a literal; a decimal by its source text, for Jinja2 reads it as a float."""
        if isinstance(node, nodes.Neg):
            value = self._literal(node.node)
            return -value if is_number(value) else None  # type: ignore[operator]
        value = node.value if isinstance(node, nodes.Const) else None
        if isinstance(value, float):
            written = {parse(found) for found in _DECIMAL.findall(self.source.text) if float(found) == value}
            value = written.pop() if len(written) == 1 else None
        if isinstance(value, str | bool) or value is None:
            return value
        return value if abs(value) <= LARGEST else None

    def _const(self, node: nodes.Const | nodes.Neg) -> Piece:
        value = self._literal(node)
        if value is None:
            return self._refuse(node, "a literal that is not taken", "12, 0.5, 'text', true and false are")
        return Piece(self.scope.constant(value), shape_of((value,)))

    def _and_or(self, node: nodes.And | nodes.Or) -> Piece:
        operator = ast.And() if isinstance(node, nodes.And) else ast.Or()
        both = [self._test(node.left), self._test(node.right)]
        return Piece(self.at(ast.BoolOp(operator, both), self._spot("if")), One(TRUTH, 0))

    def _not(self, node: nodes.Not) -> Piece:
        return Piece(self.at(ast.UnaryOp(ast.Not(), self._test(node.node)), self._spot("if")), One(TRUTH, 0))

    def _filter(self, node: nodes.Filter) -> Piece:
        check = FILTERS.get(node.name)
        offset = self._spot(node.name)
        if check is None or node.node is None:
            return self.wrong(offset, "filter-unknown", "there is no such filter", expected=f"one of {', '.join(FILTERS)}", got=node.name)
        if node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None:
            return self._refuse(node, f"named or starred arguments of {node.name}")
        arguments = [self._literal(argument) for argument in node.args]
        if None in arguments:
            return self._refuse(node, f"an argument of {node.name} that is not literal")
        piece = self._visit(node.node)
        self._line = node.lineno
        if piece.shape == ANYTHING:
            return piece
        return check(self, piece, arguments, node.name, offset)

    def _misused(self, name: str, offset: int, expected: str) -> Piece:
        return self.wrong(offset, "filter-misused", f"{name} is used otherwise", expected=expected)

    def _scalar_filter(self, piece: Piece, arguments: list[Any], name: str, offset: int) -> Piece:
        if not isinstance(piece.shape, One) or piece.shape.types == TRUTH:
            return self._misused(name, offset, f"a value before | {name}")
        if name == "places":
            digits = arguments[0] if len(arguments) == 1 else None
            if not isinstance(digits, int) or isinstance(digits, bool) or not 0 <= digits <= _MOST_PLACES:
                return self._misused(name, offset, f"places(n), n from 0 to {_MOST_PLACES}")
            node = self.call("show_places", self.scalar(piece, "number", offset), ast.Constant(digits), offset=offset)
            return Piece(node, One(TEXT, LONGEST_NUMBER), piece.ref)
        words = [argument for argument in arguments if isinstance(argument, str)]
        if len(words) != len(arguments) or len(words) != (2 if name == "plural" else 0):
            return self._misused(name, offset, '| plural("VPC", "VPCs")' if name == "plural" else f"| {name}")
        longest = piece.shape.longest * 2 + sum(map(len, words)) + 1
        return Piece(self.call("show_" + name, piece.node, *map(ast.Constant, words), offset=offset), One(TEXT, longest), piece.ref)

    def _list_filter(self, piece: Piece, arguments: list[Any], name: str, offset: int) -> Piece:
        if not isinstance(piece.shape, Many) or arguments:
            return self._misused(name, offset, f"a list before | {name}")
        longest = piece.shape.most * (piece.shape.of.longest + 5)
        return Piece(self.call("show_" + name, piece.node, offset=offset), One(TEXT, longest), piece.ref)

    def _table(self, piece: Piece, arguments: list[Any], name: str, offset: int) -> Piece:
        if not isinstance(piece.shape, Entries) or not arguments or not all(isinstance(argument, str) for argument in arguments):
            return self._misused(name, offset, 'a drawn list before | table("rate: reads a second", ...)')
        columns, length = [], 0
        members = piece.shape.entry.members
        for argument in arguments:
            column, _, header = (part.strip() for part in argument.partition(":"))
            shape = members.get(column)
            if not isinstance(shape, One):
                expected = f"one of {', '.join(members)}"
                return self.wrong(offset, "member-unknown", "the list's entries have no such member", expected=expected, got=column)
            self.trace.refs.add(f"{piece.ref}.{column}")
            columns.append((column, header or column))
            length += 2 * (max(shape.longest, len(header)) + 3)
        self.steps += _STEPS * len(columns) * piece.shape.most
        constant = self.scope.constant(tuple(columns))
        return Piece(self.call("show_table", piece.node, constant, offset=offset), One(TEXT, length * (piece.shape.most + 2)))


_VISITORS: dict[type[nodes.Node], Callable[[Template, Any], Piece]] = {
    nodes.Name: Template._name,
    nodes.Getattr: Template._getattr,
    nodes.Getitem: Template._getitem,
    nodes.Compare: Template._compare,
    nodes.Const: Template._const,
    nodes.Neg: Template._const,
    nodes.And: Template._and_or,
    nodes.Or: Template._and_or,
    nodes.Not: Template._not,
    nodes.Filter: Template._filter,
}
FILTERS: dict[str, Callable[[Template, Piece, list[Any], str, int], Piece]] = {
    "places": Template._scalar_filter,
    "thousands": Template._scalar_filter,
    "plural": Template._scalar_filter,
    "capital": Template._scalar_filter,
    "and_list": Template._list_filter,
    "or_list": Template._list_filter,
    "table": Template._table,
}
_WORDS: dict[type[nodes.Node], str] = {
    nodes.Add: "arithmetic",
    nodes.Sub: "arithmetic",
    nodes.Mul: "arithmetic",
    nodes.Div: "arithmetic",
    nodes.FloorDiv: "arithmetic",
    nodes.Mod: "arithmetic",
    nodes.Pow: "arithmetic",
    nodes.Pos: "arithmetic",
    nodes.Concat: "`~`",
    nodes.Call: "a call",
    nodes.CondExpr: "`if` inside {{ }}",
    nodes.Test: "`is`",
    nodes.List: "a list",
    nodes.Tuple: "a list",
    nodes.Dict: "a mapping",
}
_WAYS: dict[type[Shape], str] = {Many: "use | and_list or | or_list", Entries: "use | table", Record: "name a member"}
_BLOCKS: dict[type[nodes.Node], str] = {
    nodes.For: "a loop",
    nodes.Macro: "a macro",
    nodes.CallBlock: "a call",
    nodes.FilterBlock: "a filter block",
    nodes.Assign: "an assignment",
    nodes.AssignBlock: "an assignment",
    nodes.Include: "an include",
    nodes.Import: "an import",
    nodes.FromImport: "an import",
    nodes.Extends: "`extends`",
    nodes.Block: "a block",
    nodes.With: "`with`",
}
