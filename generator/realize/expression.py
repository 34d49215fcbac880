"""Turn an author's expression into Python's syntax tree: Python's grammar, cut down to what computes and always ends.

https://docs.python.org/3/reference/expressions.html, by an allow-list of nodes; numbers are read from their source text.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from generator.model.number import LARGEST, parse
from generator.model.question import Source
from generator.realize.limits import ARITHMETIC_STEPS, DEEPEST, MOST_NODES, NAME_STEPS
from generator.realize.python_text import PythonText
from generator.realize.shapes import ANYTHING, NUMBER, TRUTH, WORDS, Entries, Many, One, Shape, either, shape_of
from generator.realize.translation import Piece, Scope

_ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
    ast.FloorDiv: "floor_divide",
    ast.Mod: "remainder",
    ast.Pow: "power",
}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}
_OVER_LISTS = {"sum": "total", "any": "any", "all": "all", "min": "least", "max": "most", "len": "count"}
_OF_NUMBERS = {"ceil": "ceil", "floor": "floor", "round": "half_away", "abs": "absolute"}
FUNCTIONS = frozenset(_OVER_LISTS) | frozenset(_OF_NUMBERS)
_FLAGS = {"true": True, "false": False}
_NUMBER = One(NUMBER)
_TRUTH = One(TRUTH, 0)


class Expression(PythonText):
    """One expression on its way; `result` is its syntax tree and shape."""

    def __init__(self, source: Source, scope: Scope, number: int) -> None:
        super().__init__(source, scope, number)
        self._nodes = self._depth = self._loops = 0
        self._times = 1
        self._locals: dict[str, Piece] = {}
        tree = self.parsed()
        self.result = Piece(ast.Constant(0), ANYTHING) if tree is None else self._visit(tree)
        if not isinstance(self.result.shape, One):
            self.result = self.wrong(0, "wrong-type", f"the result is {WORDS[type(self.result.shape)]}, not a value")

    def _visit(self, node: ast.expr) -> Piece:
        self._nodes += 1
        self._depth += 1
        self.steps += (ARITHMETIC_STEPS if isinstance(node, ast.BinOp | ast.Call) else NAME_STEPS) * self._times
        try:
            if self._nodes > MOST_NODES or self._depth > DEEPEST:
                if self._nodes <= MOST_NODES + 1:
                    self.wrong(0, "expression-too-large", f"an expression of more than {MOST_NODES} parts, or deeper than {DEEPEST}")
                return Piece(ast.Constant(0), ANYTHING)
            visit = _VISITORS.get(type(node))
            if visit is None:
                return self.refuse(node, _WORDS.get(type(node), f"`{type(node).__name__}`"))
            return visit(self, node)
        finally:
            self._depth -= 1

    def _of(self, kind: str, node: ast.expr) -> ast.expr:
        return self.scalar(self._visit(node), kind, self.offset(node))

    def _constant(self, node: ast.Constant) -> Piece:
        value = node.value
        if isinstance(value, bool | str):
            return Piece(self.at(ast.Constant(value), self.offset(node)), shape_of((value,)))
        if isinstance(value, int | float):
            written = self.written(node)
            exact = parse(written)
            if exact is not None and exact <= LARGEST:
                return Piece(self.at(self.scope.constant(exact), self.offset(node)), _NUMBER)
            return self.wrong(self.offset(node), "number", "a number that is not taken", expected="12 or 0.5, up to 10^40", got=written)
        return self.refuse(node, f"`{value!r}`")

    def _named(self, node: ast.Name) -> Piece:
        if node.id in self._locals:
            return self._locals[node.id]
        if node.id in _FLAGS:
            return Piece(ast.Constant(_FLAGS[node.id]), _TRUTH)
        return self.name(node.id, self.offset(node))

    def _attribute(self, node: ast.Attribute) -> Piece:
        if not isinstance(node.value, ast.Name):
            return self.refuse(node, "a member of something that is not a name")
        return self.member(self._visit(node.value), node.attr, self.offset(node))

    def _subscript(self, node: ast.Subscript) -> Piece:
        keys: list[str] = []
        inner: ast.expr = node
        while isinstance(inner, ast.Subscript) and isinstance(inner.slice, ast.Constant) and isinstance(inner.slice.value, str):
            keys.insert(0, inner.slice.value)
            inner = inner.value
        if not isinstance(inner, ast.Name) or inner.id != "fact" or not 1 <= len(keys) <= 2 or "fact" in self._locals:
            return self.refuse(node, "square brackets", 'they are for fact["id"] and fact["id"]["name"]; a member of a row is row.name')
        return self.fact(keys, self.offset(node))

    def _binary(self, node: ast.BinOp) -> Piece:
        name = _ARITHMETIC.get(type(node.op))
        if name is None:
            return self.refuse(node, f"the operator {type(node.op).__name__}")
        left, right = self._of("number", node.left), self._of("number", node.right)
        return Piece(self.call(name, left, right, offset=self.offset(node)), _NUMBER)

    def _unary(self, node: ast.UnaryOp) -> Piece:
        offset = self.offset(node)
        if isinstance(node.op, ast.Not):
            return Piece(self.at(ast.UnaryOp(ast.Not(), self._of("truth", node.operand)), offset), _TRUTH)
        if isinstance(node.op, ast.USub):
            return Piece(self.call("negative", self._of("number", node.operand), offset=offset), _NUMBER)
        return self.refuse(node, "a plus sign before a value" if isinstance(node.op, ast.UAdd) else "`~`")

    def _boolean(self, node: ast.BoolOp) -> Piece:
        values = [self._of("truth", value) for value in node.values]
        return Piece(self.at(ast.BoolOp(node.op, values), self.offset(node)), _TRUTH)

    def _comparison(self, node: ast.Compare) -> Piece:
        operators = [_COMPARISONS.get(type(operator), "") for operator in node.ops]
        if "" in operators:
            return self.refuse(node, "`is`", "use == or !=")
        if len(operators) > 1 and {"in", "not in"} & set(operators):
            return self.refuse(node, "`in` in a chain of comparisons")
        values = [self._visit(node.left)]
        for operator, value in zip(operators, node.comparators, strict=True):
            listed = operator in ("in", "not in") and isinstance(value, ast.List | ast.Tuple)
            values.append(self._literal_list(value) if listed else self._visit(value))
        offsets = [self.offset(value) for value in node.comparators]
        pairs = [
            self.compared(operator, left, right, offset)
            for operator, left, right, offset in zip(operators, values, values[1:], offsets, strict=False)
        ]
        if len(pairs) == 1:
            return Piece(pairs[0], _TRUTH)
        chain = ast.Tuple([ast.Constant(operator) for operator in operators], ast.Load())
        terms = ast.Tuple([value.node for value in values], ast.Load())
        return Piece(self.call("ordered", chain, terms, offset=self.offset(node)), _TRUTH)

    def _literal_list(self, node: ast.expr) -> Piece:
        assert isinstance(node, ast.List | ast.Tuple)
        bare = [member.operand if isinstance(member, ast.UnaryOp) else member for member in node.elts]
        if not bare or not all(isinstance(member, ast.Constant) for member in bare):
            return self.refuse(node, "a list of something that is not literal")
        pieces = [self._visit(member) for member in node.elts]
        shape = ANYTHING
        for piece in pieces:
            shape = either(shape, piece.shape) if isinstance(piece.shape, One) else shape
        return Piece(self.at(ast.Tuple([piece.node for piece in pieces], ast.Load()), self.offset(node)), Many(shape, len(pieces)))

    def _if_else(self, node: ast.IfExp) -> Piece:
        test = self._of("truth", node.test)
        body, other = self._visit(node.body), self._visit(node.orelse)
        if not isinstance(body.shape, One) or not isinstance(other.shape, One):
            return self.refuse(node, "a list or a row as the result of `if else`")
        return Piece(self.at(ast.IfExp(test, body.node, other.node), self.offset(node)), either(body.shape, other.shape))

    def _call(self, node: ast.Call) -> Piece:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in FUNCTIONS:
            return self.refuse(node, "a call of something else", f"there are {', '.join(sorted(FUNCTIONS))}")
        if node.keywords or any(isinstance(argument, ast.Starred) for argument in node.args):
            return self.refuse(node, f"{name}() with named or starred arguments")
        if name in _OF_NUMBERS:
            return self._of_numbers(name, node)
        return self._over_list(name, node)

    def _of_numbers(self, name: str, node: ast.Call) -> Piece:
        wanted = (1, 2) if name == "round" else (1,)
        if len(node.args) not in wanted:
            return self.refuse(node, f"{name}() with {len(node.args)} arguments")
        arguments = [self._of("number", argument) for argument in node.args]
        return Piece(self.call(_OF_NUMBERS[name], *arguments, offset=self.offset(node)), _NUMBER)

    def _over_list(self, name: str, node: ast.Call) -> Piece:
        offset = self.offset(node)
        if name in ("min", "max") and len(node.args) > 1:
            values = ast.Tuple([self._of("number", argument) for argument in node.args], ast.Load())
            return Piece(self.call(_OVER_LISTS[name], self.at(values, offset), offset=offset), _NUMBER)
        if len(node.args) != 1:
            return self.refuse(node, f"{name}() with {len(node.args)} arguments")
        kind = "truth" if name in ("any", "all") else "any" if name == "len" else "number"
        argument = node.args[0]
        values_node = self._generated(argument, kind) if isinstance(argument, ast.GeneratorExp) else self._whole(argument, kind, name)
        if name in ("any", "all"):
            called: ast.expr = self.at(ast.Call(ast.Name(name, ast.Load()), [values_node], []), offset)
            return Piece(called, _TRUTH)
        return Piece(self.call(_OVER_LISTS[name], values_node, offset=offset), _NUMBER)

    def _whole(self, node: ast.expr, kind: str, name: str) -> ast.expr:
        """A list by its name."""
        piece = self._visit(node)
        shape = piece.shape
        if shape == ANYTHING:
            return piece.node
        listed = isinstance(shape, Many) or (isinstance(shape, Entries) and name == "len")
        if not listed or (isinstance(shape, Many) and kind == "number" and shape.of.types != NUMBER) or kind == "truth":
            hint = f"{name}(p.rate for p in patterns)" if isinstance(shape, Entries) else ""
            return self.wrong(self.offset(node), "wrong-type", f"{name}() of this", expected="a list of numbers", hint=hint).node
        return piece.node

    def _generated(self, node: ast.GeneratorExp, kind: str) -> ast.expr:
        """`p.rate for p in patterns if p.kb > 1`, with the loop's variable as a local name."""
        loop = node.generators[0]
        if len(node.generators) != 1 or loop.is_async or not isinstance(loop.target, ast.Name) or self._loops == 2:
            return self.refuse(node, "a loop over several lists, or a loop deeper than two", "one `for x in name`").node
        name, offset = loop.target.id, self.offset(loop.target)
        if name in self.scope.names or name in self._locals or name in FUNCTIONS or name in _FLAGS or name == "fact":
            return self.wrong(offset, "name-twice", "the loop's variable has a name that stands for something else", got=name).node
        listed = self._visit(loop.iter)
        shape = listed.shape
        if not isinstance(shape, Many | Entries):
            if shape == ANYTHING:
                return listed.node
            return self.wrong(self.offset(loop.iter), "wrong-type", f"a loop over {WORDS[type(shape)]}", expected="a drawn list").node
        entry: Shape = shape.entry if isinstance(shape, Entries) else shape.of
        self._locals[name] = Piece(self.at(ast.Name("x_" + name, ast.Load()), offset), entry)
        self._loops, self._times, times = self._loops + 1, self._times * max(1, shape.most), self._times
        element = self._element(node.elt, kind)
        conditions = [self._of("truth", condition) for condition in loop.ifs]
        self._loops, self._times = self._loops - 1, times
        del self._locals[name]
        target = self.at(ast.Name("x_" + name, ast.Store()), offset)
        generator = ast.comprehension(target, listed.node, conditions, 0)
        return self.at(ast.GeneratorExp(element, [generator]), self.offset(node))

    def _element(self, node: ast.expr, kind: str) -> ast.expr:
        return self._visit(node).node if kind == "any" else self._of(kind, node)


_VISITORS: dict[type[ast.expr], Callable[[Expression, Any], Piece]] = {
    ast.Constant: Expression._constant,
    ast.Name: Expression._named,
    ast.Attribute: Expression._attribute,
    ast.Subscript: Expression._subscript,
    ast.BinOp: Expression._binary,
    ast.UnaryOp: Expression._unary,
    ast.BoolOp: Expression._boolean,
    ast.Compare: Expression._comparison,
    ast.IfExp: Expression._if_else,
    ast.Call: Expression._call,
}
_WORDS: dict[type[ast.expr], str] = {
    ast.Lambda: "a function",
    ast.List: "a list",
    ast.Tuple: "several values",
    ast.Dict: "a mapping",
    ast.Set: "a set",
    ast.ListComp: "a loop in brackets",
    ast.SetComp: "a loop in braces",
    ast.DictComp: "a loop in braces",
    ast.GeneratorExp: "a loop outside sum, any, all, min, max and len",
    ast.JoinedStr: "a text with values in it",
    ast.NamedExpr: "an assignment",
    ast.Await: "`await`",
    ast.Yield: "`yield`",
    ast.YieldFrom: "`yield from`",
    ast.Starred: "a star",
    ast.Slice: "a slice",
}
