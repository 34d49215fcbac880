"""Turn an author's text into Python's syntax tree: Jinja2's parser, an allow-list of its nodes, and none of its runtime.

https://jinja.palletsprojects.com/en/stable/templates/ cut down to values, members, named filters and `if` with comparisons.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from jinja2 import Environment, TemplateSyntaxError, nodes

from generator.model.question import Source
from generator.realize.limits import DEEPEST, LONGEST_TEXT
from generator.realize.shapes import NUMBER, TEXT, TRUTH, WORDS, Entries, Many, One, Record, Shape
from generator.realize.tags import VALUE, Tags
from generator.realize.text_values import STEPS, TextValues
from generator.realize.translation import Piece, Scope

PARSER = Environment()
_MARKS = ("{{", "{%", "{#", "}}", "%}")
_IF = frozenset({"if", "elif"})
_IF_PARTS = frozenset({"if", "elif", "else", "endif", VALUE})


def is_plain(text: str) -> bool:
    """Whether the text has nothing to fill in."""
    return not any(mark in text for mark in _MARKS)


class Template(TextValues):
    """One text on its way; `result` is its syntax tree, `longest` its most characters, `bare` a value where that is all it holds."""

    def __init__(self, source: Source, scope: Scope, number: int, *, bare: bool = False) -> None:
        super().__init__(source, scope, number)
        stripped = source.text.strip()
        self._lines_before = source.text.count("\n", 0, source.text.index(stripped))
        body = self._parsed(stripped)
        self.bare = self._bare(body) if bare else None
        text, self.longest, self.trace.printed = self._body(body, 0)
        strip = self.at(ast.Attribute(text, "strip", ast.Load()), 0)
        self.result = self.at(ast.Call(strip, [], []), 0)
        if self.longest > LONGEST_TEXT:
            got = f"up to {self.longest}"
            self.wrong(0, "text-too-long", "a text that can become too long", expected=f"at most {LONGEST_TEXT} characters", got=got)
        self.steps += self.longest // 5 + STEPS

    def _line(self, node: nodes.Node) -> int:
        return (node.lineno or 1) + self._lines_before

    def _parsed(self, text: str) -> Sequence[nodes.Node]:
        """Jinja2's nodes."""
        if len(text) > LONGEST_TEXT:
            self.wrong(0, "text-too-long", "a text that is too long", expected=f"at most {LONGEST_TEXT} characters", got=str(len(text)))
            return []
        if "{#" in text:
            self.wrong(self.source.text.index("{#"), "text-refused", "a comment in a text", hint="write comments in YAML, after #")
            return []
        try:
            return PARSER.parse(text).body
        except TemplateSyntaxError as error:
            self.tags.enter_line(error.lineno + self._lines_before)
            got, hint = self.tags.written, error.message or ""
            self.wrong(self.tags.offset, "text-syntax", "this text cannot be read", got=got, hint=hint)
        except (RecursionError, MemoryError, ValueError, OverflowError):
            self.wrong(0, "text-syntax", "this text cannot be read: too deep, or a number too long")
        return []

    def _bare(self, body: Sequence[nodes.Node]) -> Piece | None:
        """The value of a text that is a single value with no filter."""
        if len(body) != 1 or not isinstance(body[0], nodes.Output) or len(body[0].nodes) != 1:
            return None
        node = body[0].nodes[0]
        if isinstance(node, nodes.TemplateData | nodes.Filter):
            return None
        self.tags.enter((VALUE,), self._line(node))
        piece = self.visit(node)
        self.tags = Tags(self.source.text)
        return piece if isinstance(piece.shape, One | Many) else None

    def _body(self, body: Sequence[nodes.Node], depth: int) -> tuple[ast.expr, int, set[str]]:
        """The text of some nodes, its most characters, and what it always prints."""
        parts: list[ast.expr] = []
        longest, printed = 0, set[str]()
        for node in body:
            if isinstance(node, nodes.Output):
                found = [self._output(member) for member in node.nodes]
            elif isinstance(node, nodes.If) and depth < DEEPEST:
                found = [self._if(node, depth)]
            else:
                self.tags.enter(_IF_PARTS, self._line(node), other=depth < DEEPEST)
                self.refuse(_BLOCKS.get(type(node), f"`{type(node).__name__}`"), "values, filters and {% if %} are taken, not too deep")
                continue
            for part, length, names in found:
                parts.append(part if isinstance(part, ast.Constant) else ast.FormattedValue(part, -1, None))
                longest += length
                printed |= names
        return self.at(ast.JoinedStr(parts), 0), longest, printed

    def _output(self, node: nodes.Node) -> tuple[ast.expr, int, set[str]]:
        """Text as it is, or a value as it is printed."""
        if isinstance(node, nodes.TemplateData):
            if not is_plain(node.data):
                self.wrong(self.source.text.find(node.data.strip()), "text-refused", "braces that belong to no tag in a text")
            return ast.Constant(node.data), len(node.data), set()
        self.tags.enter((VALUE,), self._line(node))
        offset = self.tags.offset
        if isinstance(node, nodes.Const):
            self.refuse("a literal inside {{ }}", "write it as text")
        piece, names = self.traced(lambda: self.visit(node))
        shape = piece.shape
        if not isinstance(shape, One):
            self.refuse(f"{WORDS[type(shape)]} by itself", _WAYS[type(shape)])
            return ast.Constant(""), 0, set()
        if shape.types == TRUTH:
            self.refuse("true or false by itself", "use {% if %}")
        name = "show_number" if shape.types == NUMBER else "show"
        return piece.node if shape.types == TEXT else self.call(name, piece.node, offset=offset), shape.longest, names

    def _if(self, node: nodes.If, depth: int) -> tuple[ast.expr, int, set[str]]:
        """Printed is what every branch prints; a given of texts or truth values counts as told when the `if` asks for it."""
        self.tags.enter(_IF, self._line(node))
        offset = self.tags.offset
        test, names = self.traced(lambda: self.test(node.test))
        told = {name for name in names if _is_worded(self.scope.names.get(name))}
        text, length, printed = self._body(node.body, depth + 1)
        rest: Sequence[nodes.Node] = node.else_
        if node.elif_:
            first = node.elif_[0]
            rest = [nodes.If(first.test, first.body, node.elif_[1:], node.else_, lineno=first.lineno)]
        other, other_length, other_printed = self._body(rest, depth + 1)
        choice = self.at(ast.IfExp(test, text, other), offset)
        return choice, max(length, other_length), (printed & other_printed) | told


def _is_worded(shape: Shape | None) -> bool:
    return isinstance(shape, One) and bool(shape.types) and "number" not in shape.types


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
