"""Turn expressions into exact numbers, or into problems at their place."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.fact import Fact
from generator.model.number import LARGEST, exact
from generator.model.place import Place
from generator.model.problem import Problem
from generator.model.question import Source
from generator.realize.compiler import Compiler
from generator.realize.expression import Expression
from generator.realize.shapes import Entries, Many, One, Record, Shape, shape_of
from generator.realize.translation import Scope
from generator.realize.trouble import AuthorError

FACTS: Mapping[str, Fact] = {
    f"bank/chapter/topic#{name}": Fact(f"bank/chapter/topic#{name}", "", "topic", (1, 1), value)
    for name, value in {
        "two": 2,
        "half": Fraction(1, 2),
        "word": "strong",
        "flag": False,
        "sizes": (1, 2, 4, 8),
        "mesh": {"vpcs": 4, "zones": ("a", "b")},
        "silent": None,
    }.items()
}
ENTRY = Record("ps", {"rate": shape_of((1,)), "mode": shape_of(("strong",))})
NAMES: dict[str, Shape] = {
    "n": shape_of((1,)),
    "word": shape_of(("a",)),
    "flag": shape_of((True,)),
    "mixed": shape_of((1, "a", True)),
    "xs": Many(shape_of((1,)), 3),
    "ps": Entries(ENTRY, 3),
    "case": Record("case", {"size": shape_of((1,)), "name": shape_of(("a",))}),
}
VALUES: dict[str, Any] = {
    "n": 7,
    "word": "strong",
    "flag": True,
    "mixed": "a",
    "xs": (3, 1, 2),
    "ps": ({"rate": 10, "mode": "strong"}, {"rate": 3, "mode": "eventual"}),
    "case": {"size": 5, "name": "One"},
}
PLACE = Place("topic.yaml", 10, 7)


def problems_of(text: str) -> list[Problem]:
    return Expression(Source(text, PLACE), Scope("bank/chapter/topic", FACTS, NAMES), 1).problems


def value_of(text: str, values: Mapping[str, Any] = VALUES) -> Any:
    compiler = Compiler()
    scope = Scope("bank/chapter/topic", FACTS, NAMES)
    number = compiler.next(Source(text, PLACE))
    expression = Expression(Source(text, PLACE), scope, number)
    assert not expression.problems, [str(problem) for problem in expression.problems]
    compiler.add(number, expression.result.node)
    function = compiler.functions(scope.constants)[number]
    try:
        return function(dict(values))
    except AuthorError as error:
        error.place = compiler.place(error)
        raise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("n * (n - 1) / 2", 21),
        ("1 / 3", Fraction(1, 3)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("0.1 * 3 == 0.3", True),
        ("6 / 4", Fraction(3, 2)),
        ("6 / 3", 2),
        ("-7 // 2", -4),
        ("-7 % 3", 2),
        ("7.5 % 2", Fraction(3, 2)),
        ("2 ** 10", 1024),
        ("2 ** -2", Fraction(1, 4)),
        ("-2 ** 2", -4),
        ("2 ** 3 ** 2", 512),
        ("0.5 ** 2", Fraction(1, 4)),
        ("10 ** 40", 10**40),
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("round(0.125, 2)", Fraction(13, 100)),
        ("round(7)", 7),
        ("ceil(1.2)", 2),
        ("ceil(-1.2)", -1),
        ("floor(1.8)", 1),
        ("floor(-1.2)", -2),
        ("abs(-1.5)", Fraction(3, 2)),
        ("min(3, n, 5)", 3),
        ("max(3, n, 5)", 7),
        ("min(xs)", 1),
        ("sum(xs)", 6),
        ("len(xs) + len(ps)", 5),
        ("sum(p.rate for p in ps)", 13),
        ("sum(p.rate for p in ps if p.mode == 'strong')", 10),
        ("max(p.rate for p in ps)", 10),
        ("len(p for p in ps if p.rate > 5)", 1),
        ("any(p.mode == 'eventual' for p in ps)", True),
        ("all(p.rate > 5 for p in ps)", False),
        ("sum(sum(x * p.rate for x in xs) for p in ps)", 78),
        ("sum(s for s in fact['sizes'])", 15),
        ("sum(fact['sizes'])", 15),
        ("n in fact['sizes']", False),
        ("n in xs or 3 in xs", True),
        ("word in ('weak', 'strong')", True),
        ("word not in ['weak']", True),
        ("n in (-7, 7, 2.5)", True),
        ("n not in [-7]", True),
        ("'s' if mixed in ('a', 2) else 't'", "s"),
        ("mixed != 'b' and mixed in ['a']", True),
        ("\n  n\n  * 2", 14),
        ("'é' == 'é' and n == 7", True),
        ("floor(7) + ceil(7) + abs(-7) + abs(7)", 28),
        ("n >= 7 >= 3.5 != 3", True),
        ("mixed == 'c' or (flag and mixed == 'a')", True),
        ("fact['two'] + fact['half']", Fraction(5, 2)),
        ("fact['bank/chapter/topic#two']", 2),
        ("fact['mesh']['vpcs']", 4),
        ("len(fact['mesh']['zones'])", 2),
        ("fact['flag']", False),
        ("case.size + 1", 6),
        ("case.name == 'One'", True),
        ("'big' if n > 5 else 'small'", "big"),
        ("1 < n < 8 <= 8.0", True),
        ("n > 8 or not flag", False),
        ("flag == true and flag != False", True),
        ("mixed == 'a'", True),
        ("0 if flag else 1 / 0", 0),
        ("99999999999999999999 * 3", 299999999999999999997),
    ],
)
def test_values_are_exact(text: str, expected: Any) -> None:
    found = value_of(text)
    assert found == expected
    assert type(found) is type(expected), "whole numbers are ints, and no float is anywhere"


@pytest.mark.parametrize(
    ("text", "rule", "column"),
    [
        ("n + m", "name-unknown", 5),
        ("fact", "name-unknown", 1),
        ("fact['nope']", "unknown-fact", 1),
        ("1 + fact['silent']", "fact-without-value", 5),
        ("fact['mesh']", "fact-member", 1),
        ("fact['two']['x']", "fact-member", 1),
        ("case.nope", "member-unknown", 1),
        ("n.real", "member-refused", 1),
        ("case.__class__", "member-unknown", 1),
        ("n + word", "wrong-type", 5),
        ("flag + 1", "wrong-type", 1),
        ("xs", "wrong-type", 1),
        ("ps", "wrong-type", 1),
        ("case", "wrong-type", 1),
        ("n if n else 1", "wrong-type", 6),
        ("n and flag", "wrong-type", 1),
        ("word == 3", "wrong-type", 9),
        ("word < 'b'", "wrong-type", 8),
        ("'x' in xs", "wrong-type", 8),
        ("sum(ps)", "wrong-type", 5),
        ("sum(p.mode for p in ps)", "wrong-type", 5),
        ("any(xs)", "wrong-type", 5),
        ("sum(1 for p in n)", "wrong-type", 16),
        ("1e5", "number", 1),
        ("0x1F", "number", 1),
        ("1_000", "number", 1),
        ("n + 1j", "expression-refused", 5),
        ("10000000000000000000000000000000000000000 + 1 + 100000000000000000000000000000000000000000", "number", 49),
        ("open('x')", "expression-refused", 1),
        ("n.bit_length()", "expression-refused", 1),
        ("[n]", "expression-refused", 1),
        ("lambda: n", "expression-refused", 1),
        ("f'{n}'", "expression-refused", 1),
        ("(m := n)", "expression-refused", 2),
        ("n << 2", "expression-refused", 1),
        ("n is n", "expression-refused", 1),
        ("~n", "expression-refused", 1),
        ("+n", "expression-refused", 1),
        ("xs[0]", "expression-refused", 1),
        ("n in [n]", "expression-refused", 6),
        ("n in []", "expression-refused", 6),
        ("1 in xs in xs", "expression-refused", 1),
        ("xs == xs", "wrong-type", 7),
        ("n in n", "wrong-type", 6),
        ("xs + 1", "wrong-type", 1),
        ("xs if flag else 1", "expression-refused", 1),
        ("case.size.real", "expression-refused", 1),
        ("'é' == n", "wrong-type", 8),
        ("None", "expression-refused", 1),
        ("max(*xs)", "expression-refused", 1),
        ("round(n, ndigits=1)", "expression-refused", 1),
        ("sum(p.rate for p in ps for q in ps)", "expression-refused", 4),
        ("sum(n for n in xs)", "name-twice", 11),
        ("sum(1 for fact in xs)", "name-twice", 11),
        ("n # why", "expression-refused", 3),
        ("n \\", "expression-refused", 3),
        ("n" + " + n" * 600, "expression-too-large", 1),
        ("max(" + "n, " * 500 + "n)", "expression-too-large", 1),
        ("(" * 150 + "n" + ")" * 150 + "+" + "abs(" * 60 + "n" + ")" * 60, "expression-too-large", 1),
    ],
)
def test_what_does_not_compute_is_refused_at_its_place(text: str, rule: str, column: int) -> None:
    found = problems_of(text)
    assert found, "nothing was refused"
    assert (found[0].rule, found[0].place) == (rule, Place("topic.yaml", 10, 6 + column))


@pytest.mark.parametrize("text", ["n +", "n = 5", "", "n n", "n if", "(n", "1 2", "'open", "for", "n; n"])
def test_what_is_no_expression_is_said_to_be_none(text: str) -> None:
    (found,) = problems_of(text)
    assert found.rule == "expression-syntax"
    assert found.place.line == 10
    assert 7 <= found.place.column <= 7 + len(text)


def test_all_undefined_names_come_out_at_once() -> None:
    found = problems_of("a + b * c")
    assert [(problem.got, problem.place.column) for problem in found] == [("a", 7), ("b", 11), ("c", 15)]


def test_a_literal_block_has_its_lines() -> None:
    found = problems_of("n +\n  nope\n")
    assert found[0].place == Place("topic.yaml", 11, 9)


@pytest.mark.parametrize(
    ("text", "rule", "column"),
    [
        ("1 + n / (n - 7)", "division-by-zero", 5),
        ("n % (n - 7)", "division-by-zero", 1),
        ("n // 0", "division-by-zero", 1),
        ("0 ** -1", "division-by-zero", 1),
        ("2**10**9", "exponent", 1),
        ("2 ** 0.5", "exponent", 1),
        ("10 ** 41", "number-too-large", 1),
        ("10 ** 40 + 1", "number-too-large", 1),
        ("1 + (10 ** 40 * 10)", "number-too-large", 6),
        ("(1 / 3 ** 40) * (1 / 7 ** 40)", "number-too-large", 1),
        ("sum(10 ** 40 for p in ps)", "number-too-large", 1),
        ("sum(1 / (p.rate - 3) for p in ps)", "division-by-zero", 5),
        ("max(p.rate for p in ps if p.rate > 99)", "nothing-left", 1),
        ("round(n, -1)", "exponent", 1),
        ("mixed + 1", "wrong-type", 1),
        ("mixed == n", "wrong-type", 10),
        ("mixed < n", "wrong-type", 9),
        ("1 < mixed < 3", "wrong-type", 1),
        ("1 if mixed else 2", "wrong-type", 6),
        ("'é' == 'é' and 1 / (n - 7) > 1", "division-by-zero", 16),
    ],
)
def test_what_fails_on_some_values_fails_at_its_place(text: str, rule: str, column: int) -> None:
    with pytest.raises(AuthorError) as caught:
        value_of(text)
    assert (caught.value.rule, caught.value.place) == (rule, Place("topic.yaml", 10, 6 + column))


def test_conditions_keep_each_other_from_failing() -> None:
    assert value_of("n == 7 or 1 / (n - 7) > 0") is True


decimals = st.decimals(0, 9, places=2, allow_nan=False).map(str)
literals = st.one_of(st.integers(0, 99).map(str), decimals, st.sampled_from(["n", "case.size"]))
formulas = st.recursive(
    literals,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "//", "%"]), inner).map(lambda parts: f"({' '.join(parts)})"),
        st.tuples(st.sampled_from(["ceil", "floor", "abs", "round", "-"]), inner).map(lambda parts: f"{parts[0]}({parts[1]})"),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda parts: f"{parts[0]}({parts[1]}, {parts[2]})"),
        st.tuples(inner, inner, inner).map(lambda parts: f"({parts[0]} if {parts[1]} < {parts[2]} else {parts[1]})"),
    ),
    max_leaves=8,
)


def oracle(text: str) -> Fraction:
    """Python's own evaluation with every number a Fraction."""

    class Exact(ast.NodeTransformer):
        def visit_Constant(self, node: ast.Constant) -> ast.AST:
            return ast.Call(ast.Name("Fraction", ast.Load()), [ast.Constant(ast.get_source_segment(text, node))], [])

    tree = ast.fix_missing_locations(Exact().visit(ast.parse(text, mode="eval")))

    class Case:
        size = Fraction(5)

    def half_away(value: Fraction) -> Fraction:
        whole = Fraction(int(abs(value) + Fraction(1, 2)))
        return whole if value >= 0 else -whole

    names = {
        "Fraction": Fraction,
        "n": Fraction(7),
        "case": Case,
        "round": half_away,
        "ceil": lambda value: Fraction(-(-value.numerator // value.denominator)),
        "floor": lambda value: Fraction(value.numerator // value.denominator),
    }
    return Fraction(eval(compile(tree, "oracle", "eval"), names))


@settings(max_examples=300, deadline=None)
@given(formulas)
def test_any_formula_agrees_with_fractions(text: str) -> None:
    try:
        expected = oracle(text)
    except ZeroDivisionError:
        with pytest.raises(AuthorError, match="zero"):
            value_of(text)
        return
    found = value_of(text)
    assert found == exact(expected)
    assert isinstance(found, int) == (expected.denominator == 1)
    assert abs(found) <= LARGEST


def test_shapes_say_what_comes_out() -> None:
    scope = Scope("bank/chapter/topic", FACTS, NAMES)
    shapes = {
        "n + 1": {"number"},
        "'a' if flag else 'bcd'": {"text"},
        "n > 1": {"truth"},
        "1 if flag else 'x'": {"number", "text"},
    }
    for text, types in shapes.items():
        shape = Expression(Source(text, PLACE), scope, 1).result.shape
        assert isinstance(shape, One)
        assert shape.types == types
