"""Turn texts into what is printed, or into problems at their place."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.fact import Fact
from generator.model.place import Place
from generator.model.problem import Problem
from generator.model.question import Source
from generator.realize.compiler import Compiler
from generator.realize.shapes import Entries, Many, One, Record, Shape, shape_of
from generator.realize.text import Template
from generator.realize.text_filters import FILTERS
from generator.realize.translation import Scope
from generator.realize.trouble import AuthorError

FACTS: Mapping[str, Fact] = {
    f"bank/chapter/topic#{name}": Fact(f"bank/chapter/topic#{name}", "", "topic", (1, 1), value)
    for name, value in {
        "size-in-kb": 4,
        "half": Fraction(1, 2),
        "third": Fraction(1, 3),
        "flag": False,
        "colors": ("red", "green", "blue"),
        "mesh": {"vpcs": 4, "zones": ("a", "b")},
        "silent": None,
    }.items()
}
ENTRY = Record("ps", {"rate": shape_of((1,)), "kb": shape_of((1,)), "mode": shape_of(("strong",))})
NAMES: dict[str, Shape] = {
    "n": shape_of((1,)),
    "cost": shape_of((1,)),
    "third": shape_of((1,)),
    "word": shape_of(("a" * 20,)),
    "flag": shape_of((True,)),
    "mixed": shape_of((1, "a", True)),
    "xs": Many(shape_of(("a",)), 3),
    "ps": Entries(ENTRY, 3),
    "case": Record("case", {"need": shape_of(("a need",)), "size": shape_of((1,)), "zones": Many(shape_of(("a",)), 2)}),
}
VALUES: dict[str, Any] = {
    "n": 12500,
    "cost": Fraction(5, 2),
    "third": Fraction(1, 3),
    "word": "strong",
    "flag": True,
    "mixed": True,
    "xs": ("a", "b", "c"),
    "ps": ({"rate": 10, "kb": Fraction(13, 2), "mode": "a|b"}, {"rate": 3, "kb": 2, "mode": "eventual"}),
    "case": {"need": "a need", "size": 5, "zones": ("x", "y")},
}
PLACE = Place("topic.yaml", 20, 11)


def template_of(text: str) -> Template:
    return Template(Source(text, PLACE), Scope("bank/chapter/topic", FACTS, NAMES), 1)


def problems_of(text: str) -> list[Problem]:
    return template_of(text).problems


def printed(text: str, **values: Any) -> str:
    compiler = Compiler()
    scope = Scope("bank/chapter/topic", FACTS, NAMES)
    number = compiler.next(Source(text, PLACE))
    template = Template(Source(text, PLACE), scope, number)
    assert not template.problems, [str(problem) for problem in template.problems]
    compiler.add(number, template.result)
    function = compiler.functions(scope.constants)[number]
    try:
        result: str = function({**VALUES, **values})
    except AuthorError as error:
        error.place = compiler.place(error)
        raise
    assert len(result) <= template.longest + len(text)
    return result


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ n }} VPCs", "12500 VPCs"),
        ("  {{ cost }} and {{ word }}\n", "2.5 and strong"),
        ("{{ n | thousands }}", "12,500"),
        ("{{ cost | places(2) }}", "2.50"),
        ("${{ n | places(2) | thousands }}", "$12,500.00"),
        ("{{ third | places(3) }}", "0.333"),
        ("{{ cost | places(0) }}", "3"),
        ("{{ fact['size-in-kb'] }} KB", "4 KB"),
        ('{{ fact["half"] }}', "0.5"),
        ("{{ fact['bank/chapter/topic#half'] }}", "0.5"),
        ("{{ fact['mesh']['vpcs'] }}", "4"),
        ("{{ fact['colors'] | and_list }}", "red, green and blue"),
        ("{{ fact['mesh']['zones'] | or_list }}", "a or b"),
        ("{{ xs | and_list }}", "a, b and c"),
        ("{{ xs[0] }}{{ xs[2] }}", "ac"),
        ("{{ fact['colors'][1] }}", "green"),
        ("{{ case.need }}, {{ case['size'] }}", "a need, 5"),
        ("{{ case.zones | and_list }}", "x and y"),
        ("{{ case.need | capital }}", "A need"),
        ("{{ n | plural('VPC', 'VPCs') }}", "12500 VPCs"),
        ("{{ n | thousands | plural('VPC', 'VPCs') }}", "12,500 VPCs"),
        ("{% if n > 5 %}many{% else %}few{% endif %}", "many"),
        ("{% if n < 5 %}few{% elif n < 20000 %}some{% elif n < 30000 %}more{% else %}many{% endif %}", "some"),
        ("a{% if word == 'weak' %}b{% endif %}c", "ac"),
        ("{% if flag and not (n == 3 or word != 'strong') %}yes{% endif %}", "yes"),
        ("{% if word in ['strong', 'weak'] and n not in [1, 2] %}yes{% endif %}", "yes"),
        ("{% if 'a' in xs %}yes{% endif %}", "yes"),
        ("{% if cost == 2.5 and cost > -1 %}yes{% endif %}", "yes"),
        ("{% if fact['half'] == 0.5 %}yes{% endif %}", "yes"),
        ("{% if flag == true %}{% if n > 1 %}both{% endif %}{% endif %}", "both"),
        ("one\n\n{% if flag %}\n- two\n{% endif %}\n- three", "one\n\n\n- two\n\n- three"),
        ("{{ n -}}   x", "12500x"),
        ("100 % {of} it", "100 % {of} it"),
    ],
)
def test_what_is_printed(text: str, expected: str) -> None:
    assert printed(text) == expected


@pytest.mark.parametrize(("number", "text"), [(1, "1 VPC"), (0, "0 VPCs"), (2, "2 VPCs"), (Fraction(1, 2), "0.5 VPCs"), (-1, "-1 VPCs")])
def test_a_plural_agrees_with_its_number(number: Any, text: str) -> None:
    assert printed("{{ n | plural('VPC', 'VPCs') }}", n=number) == text


@pytest.mark.parametrize(("values", "text"), [(("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c", "d"), "a, b, c and d")])
def test_lists_read_like_english(values: tuple[str, ...], text: str) -> None:
    assert printed("{{ xs | and_list }}", xs=values) == text


def test_a_table_is_commonmark_and_its_numbers_stand_on_the_right() -> None:
    assert printed('{{ ps | table("rate: reads a second", "kb: size", "mode: consistency") }}') == (
        "| reads a second | size | consistency |\n| ---: | ---: | --- |\n| 10 | 6.5 | a\\|b |\n| 3 | 2 | eventual |"
    )
    assert printed('{{ ps | table("mode") }}').startswith("| mode |\n| --- |\n")


def test_literals_in_conditions_are_read_from_their_text() -> None:
    assert printed("{% if third == 0.3333333333333333 %}equal{% else %}apart{% endif %}") == "apart"
    assert printed("{% if n == 0.1 %}equal{% else %}apart{% endif %}", n=Fraction(1, 10)) == "equal"
    assert printed("{% if n == 0.10000000000000000000001 %}equal{% else %}apart{% endif %}", n=Fraction(1, 10)) == "apart"


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("{{ n * 2 }}", "text-refused", 20, 11),
        ("A {{ n ~ word }}", "text-refused", 20, 13),
        ("{{ n.bit_length() }}", "text-refused", 20, 11),
        ("{{ ''.__class__ }}", "text-refused", 20, 11),
        ("{{ n if flag else 2 }}", "text-refused", 20, 11),
        ("{{ n is defined }}", "text-refused", 20, 11),
        ("{{ 'text' }}", "text-refused", 20, 11),
        ("{{ 5 }}", "text-refused", 20, 11),
        ("{{ [n] }}", "text-refused", 20, 11),
        ("{{ flag }}", "text-refused", 20, 11),
        ("{{ fact['flag'] }}", "text-refused", 20, 11),
        ("{{ xs }}", "text-refused", 20, 11),
        ("{{ ps }}", "text-refused", 20, 11),
        ("{{ case }}", "text-refused", 20, 11),
        ("{{ xs[3] }}", "text-refused", 20, 11),
        ("{{ xs[n] }}", "text-refused", 20, 11),
        ("{{ n[0] }}", "text-refused", 20, 11),
        ("{{ fact.half }}", "text-refused", 20, 11),
        ("{{ nope }} VPCs", "name-unknown", 20, 14),
        ("two\nlines with {{ nope }}", "name-unknown", 21, 25),
        ("two\n{{ n }} lines with {{ case.nope }}", "member-unknown", 21, 38),
        ("{{ case.__class__ }}", "member-unknown", 20, 19),
        ("{{ n.real }}", "member-refused", 20, 16),
        ("{{ fact['nope'] }}", "unknown-fact", 20, 20),
        ("{{ fact['silent'] }}", "fact-without-value", 20, 20),
        ("{{ fact['mesh'] }}", "fact-member", 20, 20),
        ("{{ fact['mesh']['nope'] }}", "fact-member", 20, 28),
        ("{{ n | upper }}", "filter-unknown", 20, 18),
        ("{{ n | safe }}", "filter-unknown", 20, 18),
        ("{{ n | places }}", "filter-misused", 20, 18),
        ("{{ n | places(11) }}", "filter-misused", 20, 18),
        ("{{ n | plural('a') }}", "filter-misused", 20, 18),
        ("{{ n | and_list }}", "filter-misused", 20, 18),
        ("{{ n | table('a') }}", "filter-misused", 20, 18),
        ("{{ n | places(digits=2) }}", "text-refused", 20, 11),
        ("{{ n | places(n) }}", "text-refused", 20, 11),
        ("{{ word | places(2) }}", "wrong-type", 20, 21),
        ("{{ ps | table('nope: X') }}", "member-unknown", 20, 19),
        ("{% for p in ps %}x{% endfor %}", "text-refused", 20, 11),
        ("ab\n {% set n = 5 %}", "text-refused", 21, 12),
        ("{% macro m() %}x{% endmacro %}", "text-refused", 20, 11),
        ("{% include 'x' %}", "text-refused", 20, 11),
        ("{% import 'x' as x %}", "text-refused", 20, 11),
        ("{% raw %}{{ n }}{% endraw %}", "text-refused", 20, 20),
        ("a {# b #}", "text-refused", 20, 13),
        ("{% if n %}x{% endif %}", "wrong-type", 20, 14),
        ("{% if word == 3 %}x{% endif %}", "wrong-type", 20, 14),
        ("{% if word < 'b' %}x{% endif %}", "wrong-type", 20, 14),
        ("{% if 1 < n < 5 %}x{% endif %}", "text-refused", 20, 11),
        ("{% if n + 1 > 5 %}x{% endif %}", "text-refused", 20, 11),
        ("{% if n > 1e9 %}x{% endif %}", "text-refused", 20, 11),
        ("{% nope %}", "text-syntax", 20, 11),
        ("a\nb {{ n", "text-syntax", 21, 13),
        ("{% if flag %}x", "text-syntax", 20, 11),
        ("n }} and {{ n", "text-syntax", 20, 20),
        ("x" * 20_001 + "{{ n }}", "text-too-long", 20, 11),
        ("{{ n }}" * 401, "text-too-long", 20, 11),
        ("{{ n }}" * 300, "text-too-long", 20, 11),
        ("{{ n" + " | capital" * 100 + " }}", "text-too-long", 20, 11),
        ("{% if flag %}" * 60 + "x" + "{% endif %}" * 60, "text-refused", 20, 531),
        ("{% if " + "not " * 3000 + "flag %}x{% endif %}", "text-syntax", 20, 11),
    ],
)
def test_what_texts_may_not_do_is_refused_at_its_place(text: str, rule: str, line: int, column: int) -> None:
    found = problems_of(text)
    assert found, "nothing was refused"
    assert (found[0].rule, found[0].place) == (rule, Place("topic.yaml", line, column))


def test_all_problems_of_a_text_come_out_at_once() -> None:
    found = problems_of("{{ a }} {{ n + 1 }} {% for x in xs %}{% endfor %} {{ b }}")
    assert [(problem.rule, problem.place.column) for problem in found] == [
        ("name-unknown", 14),
        ("text-refused", 19),
        ("text-refused", 31),
        ("name-unknown", 64),
    ]


@pytest.mark.parametrize(
    ("text", "rule", "column"),
    [
        ("a {{ third }}", "unprintable", 13),
        ("{{ n }} {{ mixed }}", "unprintable", 19),
        ("{{ xs[2] }}", "nothing-left", 16),
        ("{{ n }}{% if flag %} {{ third }}{% endif %}", "unprintable", 32),
    ],
)
def test_what_cannot_be_printed_fails_at_its_place(text: str, rule: str, column: int) -> None:
    with pytest.raises(AuthorError) as caught:
        printed(text, xs=("a",))
    assert caught.value.rule == rule
    assert caught.value.place == Place("topic.yaml", 20, column)


@pytest.mark.parametrize("word", ["{{ n }}", "{% for x in y %}", "<b>&", "a|b", "{{ fact['half'] }}"])
def test_values_are_never_read_as_text(word: str) -> None:
    assert printed("{{ word }}!", word=word) == word + "!"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{{ n }} and {{ case.need }}", {"n", "case", "case.need"}),
        ("{% if n > 5 %}{{ word }}{% else %}{{ cost }}{% endif %}", set()),
        ("{% if n > 5 %}{{ word }}{% else %}{{ word }}{% endif %}", {"word"}),
        ("{% if n > 5 %}{{ word }}{% endif %}", set()),
        ("{% if word == 'strong' %}x{% else %}y{% endif %}", {"word"}),
        ("{% if flag %}x{% endif %}", {"flag"}),
        ("{{ n }}{{ n | places(2) }}", {"n"}),
        ('{{ ps | table("rate: r", "kb: k") }}', {"ps", "ps.rate", "ps.kb"}),
    ],
)
def test_a_text_knows_what_it_always_prints(text: str, names: set[str]) -> None:
    assert template_of(text).trace.printed == names


def test_a_single_value_stays_a_value() -> None:
    scope = Scope("bank/chapter/topic", FACTS, NAMES)
    bare = Template(Source("{{ fact['half'] }}", PLACE), scope, 1, bare=True).bare
    assert bare is not None
    assert isinstance(bare.shape, One)
    assert bare.shape.types == {"number"}
    assert Template(Source("{{ fact['half'] }} KB", PLACE), scope, 1, bare=True).bare is None
    assert Template(Source("{{ n | places(2) }}", PLACE), scope, 1, bare=True).bare is None


def test_the_filters_are_those_that_authors_were_promised() -> None:
    assert set(FILTERS) == {"places", "thousands", "plural", "capital", "and_list", "or_list", "table"}


@settings(max_examples=200, deadline=None)
@given(st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**6), st.integers(0, 6))
def test_places_round_half_away_from_zero(number: Fraction, digits: int) -> None:
    text = printed(f"{{{{ n | places({digits}) }}}}", n=number)
    assert len(text.partition(".")[2]) == digits
    assert abs(Fraction(text) - number) <= Fraction(1, 2 * 10**digits)
    if abs(number) * 10**digits % 1 == Fraction(1, 2):
        assert abs(Fraction(text)) > abs(number)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_no_text_at_all_breaks_the_parser(text: str) -> None:
    template_of(text)
    template_of("{{ " + text + " }}")
    template_of("{% if " + text + " %}x{% endif %}")
