"""Turn names and facts of an author's source into Python's syntax tree: what expressions and texts share.

Compiled code is a function of `v`, the values by name. Nodes carry the author's offsets, so that trouble finds its place.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from generator.model.fact import Fact
from generator.model.problem import Problem, Severity
from generator.model.question import Source
from generator.realize.shapes import ANYTHING, WORDS, Many, One, Record, Shape, shape_of_value
from generator.realize.trouble import short

Node = TypeVar("Node", bound=ast.expr)


class Piece(NamedTuple):
    """A part of a compiled source, what it stands for, and the given or `let` name (or `name.member`) it is, if it is one."""

    node: ast.expr
    shape: Shape
    ref: str = ""


@dataclass(slots=True)
class Trace:
    """What a source touches: names and members (`case.need`), facts, and what it prints whichever way its `if` goes."""

    refs: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    printed: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Scope:
    """What may be named: givens, `let` names so far, the facts, and the topic that short fact ids belong to.

    `constants` are the values that the compiled code reads by name.
    """

    topic: str
    facts: Mapping[str, Fact]
    names: dict[str, Shape] = field(default_factory=dict)
    constants: dict[str, Any] = field(default_factory=dict)

    def full(self, fact: str) -> str:
        """The full id of a fact."""
        return fact if "#" in fact else f"{self.topic}#{fact}"

    def with_names(self, more: Mapping[str, Shape]) -> Scope:
        """The same with more names, sharing the constants."""
        return Scope(self.topic, self.facts, {**self.names, **more}, self.constants)

    def constant(self, value: Any) -> ast.expr:
        """A node that stands for a scalar or a tuple of them."""
        if isinstance(value, int | str):
            return ast.Constant(value)
        name = f"_k{len(self.constants)}"
        self.constants[name] = value
        return ast.Name(name, ast.Load())


class Translation:
    """One source on its way to a syntax tree; problems are collected, and what is wrong stands for anything."""

    def __init__(self, source: Source, scope: Scope, number: int) -> None:
        self.source, self.scope, self.number = source, scope, number
        self.trace = Trace()
        self.problems: list[Problem] = []
        self.steps = 0

    def wrong(
        self, offset: int, rule: str, message: str, *, expected: str = "", got: str = "", hint: str = "", severity: Severity = "error"
    ) -> Piece:
        """A problem at an offset of the source."""
        problem = Problem(self.source.at(offset), rule, message, expected=expected, got=short(got), hint=hint, severity=severity)
        if problem not in self.problems:
            self.problems.append(problem)
        return Piece(ast.Constant(0), ANYTHING)

    def at(self, node: Node, offset: int) -> Node:
        """The node with its place: the line is the source's number, the column an offset into its text."""
        node.lineno = node.end_lineno = self.number
        node.col_offset, node.end_col_offset = offset, offset + 1
        return node

    def call(self, name: str, *arguments: ast.expr, offset: int) -> ast.expr:
        """A call of one of our own functions."""
        return self.at(ast.Call(self.at(ast.Name("_" + name, ast.Load()), offset), list(arguments), []), offset)

    def name(self, name: str, offset: int) -> Piece:
        """A given or a `let`."""
        shape = self.scope.names.get(name)
        if shape is None:
            known = ", ".join(sorted(self.scope.names)) or "no names"
            hint = "name a fact and, where it has several values, the value" if name == "fact" else ""
            expected = 'fact["id"]' if name == "fact" else f"one of {short(known, 200)}"
            return self.wrong(offset, "name-unknown", "this name is not defined here", expected=expected, got=name, hint=hint)
        self.trace.refs.add(name)
        return Piece(self.at(_item(ast.Name("v", ast.Load()), name), offset), shape, name)

    def member(self, base: Piece, name: str, offset: int) -> Piece:
        """A member of a row or of a list's entry."""
        if base.shape == ANYTHING:
            return base
        if not isinstance(base.shape, Record):
            return self.wrong(offset, "member-refused", f"{WORDS[type(base.shape)]} has no members", got=name)
        shape = base.shape.members.get(name)
        if shape is None:
            known = ", ".join(sorted(base.shape.members))
            return self.wrong(offset, "member-unknown", "there is no such member", expected=f"one of {short(known, 200)}", got=name)
        ref = f"{base.shape.home}.{name}"
        self.trace.refs.add(ref)
        return Piece(self.at(_item(base.node, name), offset), shape, ref)

    def fact(self, keys: list[str], offset: int) -> Piece:
        """A fact's value, known here and now."""
        full = self.scope.full(keys[0])
        fact = self.scope.facts.get(full)
        if fact is None:
            return self.wrong(offset, "unknown-fact", "there is no such fact", got=keys[0], hint="a fact of another topic has its full id")
        self.trace.facts.add(full)
        value = fact.value
        if value is None:
            return self.wrong(offset, "fact-without-value", "this fact has no value", got=keys[0], hint="give it one, or leave it out")
        if isinstance(value, Mapping):
            if len(keys) != 2 or keys[1] not in value:
                expected = f"one of {', '.join(value)}"
                got = keys[1] if len(keys) > 1 else keys[0]
                return self.wrong(offset, "fact-member", "this fact has several values; name one of them", expected=expected, got=got)
            value = value[keys[1]]
        elif len(keys) != 1:
            return self.wrong(offset, "fact-member", "this fact has one value and no members", got=keys[-1])
        shape = shape_of_value(value)
        assert shape is not None
        return Piece(self.at(self.scope.constant(value), offset), shape)

    def scalar(self, piece: Piece, kind: str, offset: int) -> ast.expr:
        """The node of a piece that must be of one type; what may be of several is checked when it runs."""
        if not isinstance(piece.shape, One):
            return self.wrong(offset, "wrong-type", f"a {kind} is wanted here, and this is {WORDS[type(piece.shape)]}").node
        if piece.shape.types and kind not in piece.shape.types:
            return self.wrong(offset, "wrong-type", f"a {kind} is wanted here, and this is a {'/'.join(sorted(piece.shape.types))}").node
        return piece.node if piece.shape.types == {kind} else self.call(kind, piece.node, offset=offset)

    def compared(self, operator: str, left: Piece, right: Piece, offset: int) -> ast.expr:
        """A comparison of two values of one type."""
        shapes = (left.shape, right.shape)
        if ANYTHING in shapes:
            return ast.Constant(True)
        if operator in ("in", "not in"):
            return self._within(operator, left, right, offset)
        if not isinstance(left.shape, One) or not isinstance(right.shape, One):
            words = " with ".join(WORDS[type(shape)] for shape in shapes)
            return self.wrong(offset, "wrong-type", f"a comparison of {words}").node
        types = left.shape.types | right.shape.types
        if not left.shape.types & right.shape.types:
            words = " with ".join("/".join(sorted(shape.types)) for shape in (left.shape, right.shape))
            return self.wrong(offset, "wrong-type", f"a comparison of {words} never holds").node
        if "number" not in types and operator not in ("==", "!="):
            return self.wrong(offset, "wrong-type", "only numbers have an order", got=operator, expected="== or !=").node
        if len(types) == 1:
            return self.at(ast.Compare(left.node, [_OPERATORS[operator]()], [right.node]), offset)
        return self.call("compare", ast.Constant(operator), left.node, right.node, offset=offset)

    def _within(self, operator: str, left: Piece, right: Piece, offset: int) -> ast.expr:
        if not isinstance(left.shape, One) or not isinstance(right.shape, Many):
            return self.wrong(offset, "wrong-type", "`in` wants a value on its left and a list on its right").node
        if right.shape.of.types and not left.shape.types & right.shape.of.types:
            return self.wrong(offset, "wrong-type", "this is never in the list: the types differ").node
        node = self.call("within", left.node, right.node, offset=offset)
        return self.at(ast.UnaryOp(ast.Not(), node), offset) if operator == "not in" else node

    def members_of(self, values: list[Any]) -> Piece:
        """A literal list, on the right of `in`."""
        shape = shape_of_value(tuple(values))
        assert shape is not None
        return Piece(self.scope.constant(tuple(values)), shape)


_OPERATORS: dict[str, type[ast.cmpop]] = {
    "==": ast.Eq,
    "!=": ast.NotEq,
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
}


def _item(base: ast.expr, name: str) -> ast.Subscript:
    return ast.Subscript(base, ast.Constant(name), ast.Load())
