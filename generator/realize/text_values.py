"""Turn the values in a text's braces into Python's syntax tree: names, members, literals in conditions, named filters.

An allow-list of Jinja2's nodes: https://jinja.palletsprojects.com/en/stable/templates/
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import Any, TypeVar

from jinja2 import nodes

from generator.model.number import LARGEST, Number, parse
from generator.model.question import Source
from generator.realize.limits import DEEPEST, MOST_NODES
from generator.realize.shapes import ANYTHING, TRUTH, Many, One, is_number, shape_of
from generator.realize.tags import Tags
from generator.realize.text_filters import FILTERS
from generator.realize.translation import Piece, Scope, Translation

Traced = TypeVar("Traced")
STEPS = 10
_DECIMAL = re.compile(r"(?<![\w.])[0-9]+\.[0-9]+")
_OPERATORS = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}


class TextValues(Translation):
    """What stands between braces; `tags` is where the reading is."""

    def __init__(self, source: Source, scope: Scope, number: int) -> None:
        super().__init__(source, scope, number)
        self.tags = Tags(source.text)
        self._nodes = self._depth = 0

    def refuse(self, what: str, hint: str = "") -> Piece:
        """A problem at the tag."""
        return self.wrong(self.tags.offset, "text-refused", f"{what} in a text", got=self.tags.written, hint=hint)

    def traced(self, step: Callable[[], Traced]) -> tuple[Traced, set[str]]:
        """What a step makes, and the names that it touches."""
        before, self.trace.refs = self.trace.refs, set()
        made = step()
        touched = self.trace.refs
        self.trace.refs = before | touched
        return made, touched

    def test(self, node: nodes.Node) -> ast.expr:
        return self.scalar(self.visit(node), "truth", self.tags.spot("if"))

    def visit(self, node: nodes.Node) -> Piece:
        self._nodes += 1
        self._depth += 1
        self.steps += STEPS
        try:
            if self._nodes > MOST_NODES or self._depth > DEEPEST:
                self.wrong(0, "text-too-long", f"a text with more than {MOST_NODES} parts to fill in, or deeper than {DEEPEST}")
                return Piece(ast.Constant(0), ANYTHING)
            visit = _VISITORS.get(type(node))
            if visit is None:
                return self.refuse(_WORDS.get(type(node), f"`{type(node).__name__}`"), "compute it under let, and print its name")
            return visit(self, node)
        finally:
            self._depth -= 1

    def _name(self, node: nodes.Name) -> Piece:
        return self.name(node.name, self.tags.spot(node.name))

    def _getattr(self, node: nodes.Getattr) -> Piece:
        if not isinstance(node.node, nodes.Name) or node.node.name == "fact":
            return self.refuse("a member of something that is not a name", "a fact is fact['id']")
        return self.member(self._name(node.node), node.attr, self.tags.spot(node.attr))

    def _getitem(self, node: nodes.Getitem) -> Piece:
        keys: list[str] = []
        inner: nodes.Node = node
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int):
            return self._entry(node, node.arg.value)
        while isinstance(inner, nodes.Getitem) and isinstance(inner.arg, nodes.Const) and isinstance(inner.arg.value, str):
            keys.insert(0, inner.arg.value)
            inner = inner.node
        if not isinstance(inner, nodes.Name) or not 1 <= len(keys) <= 2:
            return self.refuse("square brackets around something that is not literal", "they are for fact['id'] and row['name']")
        if inner.name == "fact":
            return self.fact(keys, self.tags.spot(keys[-1]))
        if len(keys) == 2:
            return self.refuse("a member of a member")
        return self.member(self._name(inner), keys[0], self.tags.spot(keys[0]))

    def _entry(self, node: nodes.Getitem, at: int) -> Piece:
        """One member of a list of values, counted from 0."""
        listed = self.visit(node.node)
        if listed.shape == ANYTHING:
            return listed
        if not isinstance(listed.shape, Many) or isinstance(at, bool) or not 0 <= at < listed.shape.most:
            return self.refuse(f"[{at}]", "a list of values counts from 0")
        return Piece(self.call("entry", listed.node, ast.Constant(at), offset=self.tags.spot("[")), listed.shape.of, listed.ref)

    def _compare(self, node: nodes.Compare) -> Piece:
        if len(node.ops) != 1:
            return self.refuse("a chain of comparisons", "write a < b and b < c")
        operand = node.ops[0]
        operator = _OPERATORS[operand.op]
        left = self.visit(node.expr)
        listed = operator in ("in", "not in") and isinstance(operand.expr, nodes.List | nodes.Tuple)
        right = self._literal_list(operand.expr) if listed else self.visit(operand.expr)
        return Piece(self.compared(operator, left, right, self.tags.spot("if")), One(TRUTH, 0))

    def _literal_list(self, node: nodes.Expr) -> Piece:
        assert isinstance(node, nodes.List | nodes.Tuple)
        values = [self._literal(member) for member in node.items]
        if not values or None in values:
            return self.refuse("a list of something that is not literal")
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
            return self.refuse("a literal that is not taken", "12, 0.5, 'text', true and false are")
        return Piece(self.scope.constant(value), shape_of((value,)))

    def _and_or(self, node: nodes.And | nodes.Or) -> Piece:
        operator = ast.And() if isinstance(node, nodes.And) else ast.Or()
        both = [self.test(node.left), self.test(node.right)]
        return Piece(self.at(ast.BoolOp(operator, both), self.tags.spot("if")), One(TRUTH, 0))

    def _not(self, node: nodes.Not) -> Piece:
        return Piece(self.at(ast.UnaryOp(ast.Not(), self.test(node.node)), self.tags.spot("if")), One(TRUTH, 0))

    def _filter(self, node: nodes.Filter) -> Piece:
        check = FILTERS.get(node.name)
        offset = self.tags.spot(node.name)
        if check is None or node.node is None:
            return self.wrong(offset, "filter-unknown", "there is no such filter", expected=f"one of {', '.join(FILTERS)}", got=node.name)
        if node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None:
            return self.refuse(f"named or starred arguments of {node.name}")
        arguments = [self._literal(argument) for argument in node.args]
        if None in arguments:
            return self.refuse(f"an argument of {node.name} that is not literal")
        piece = self.visit(node.node)
        if piece.shape == ANYTHING:
            return piece
        return check(self, piece, arguments, node.name, offset)


_VISITORS: dict[type[nodes.Node], Callable[[TextValues, Any], Piece]] = {
    nodes.Name: TextValues._name,
    nodes.Getattr: TextValues._getattr,
    nodes.Getitem: TextValues._getitem,
    nodes.Compare: TextValues._compare,
    nodes.Const: TextValues._const,
    nodes.Neg: TextValues._const,
    nodes.And: TextValues._and_or,
    nodes.Or: TextValues._and_or,
    nodes.Not: TextValues._not,
    nodes.Filter: TextValues._filter,
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
