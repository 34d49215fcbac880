"""Turn questions into proofs: of every variant, of every set and rank, and of what only the whole space shows."""

from __future__ import annotations

import json

import pytest

from generator.model.place import Place
from generator.model.problem import Problem
from generator.model.record import build, plain
from generator.realize.limits import MOST_VARIANTS
from generator.realize.program import compile_question
from generator.realize.prove import Proof, prove
from tests.realize.golden import POOL, TRUTH
from tests.realize.hostile import heavy
from tests.realize.questions import BALANCERS, BANK_EXAMPLES, FACTS, MESH, PATTERN_FACTS, PATTERNS, POLICY, proof_of, question_of, rules_of

EXAMPLE = 'examples:\n  - {given: {n: 4}, key: "6"}'


def errors(body: str, facts: str = FACTS) -> list[Problem]:
    return [problem for problem in proof_of(body, facts).problems if problem.severity == "error"]


def changed(body: str, old: str, new: str) -> str:
    assert old in body
    return body.replace(old, new)


@pytest.mark.parametrize("name", BANK_EXAMPLES)
def test_the_formats_own_examples_are_proved(name: str) -> None:
    assert proof_of(*BANK_EXAMPLES[name]).problems == ()


def test_the_mesh_is_proved_for_every_number_and_at_every_rank() -> None:
    assert proof_of(MESH) == Proof((), space=9, checked=9, exhaustive=True, ranks=(0, 1, 2, 3), dressing=("company",), variants=9)


def test_three_in_the_mesh_are_refused_only_where_too_few_remain() -> None:
    three = changed(MESH, "{whole: [4, 12]}", "{whole: [3, 12]}")
    assert errors(three) == [], "the ring equals the key and is passed over, four others remain"
    fewer = three
    for line in ("  forgot-one: ", "  all-cells: "):
        start = fewer.index(line)
        fewer = fewer[:start] + fewer[fewer.index("\n", start) + 1 :]
    (few,) = errors(fewer)
    assert (few.rule, few.place, few.expected, few.got) == ("too-few-options", question_of(fewer)[0].place, "3", "2")
    assert "variant n=3" in few.message
    assert "ring" in few.hint


def test_too_few_options_are_named_with_their_variant() -> None:
    (problem,) = errors(changed(MESH, "{whole: [4, 12]}", "{whole: [1, 12]}"))
    assert (problem.rule, problem.expected, problem.got) == ("too-few-options", "3", "1")
    assert "variant n=1" in problem.message


def test_many_failures_are_one_problem_with_a_count_and_the_first_variants() -> None:
    body = changed(MESH, "star: n - 1", "star: n - 1 + 0 / (n % 2)").replace(EXAMPLE, "")
    (problem,) = errors(body)
    assert problem.rule == "division-by-zero"
    assert "in 5 of 9 variants, first n=4 | n=6 | n=8" in problem.message
    assert problem.place == dict(question_of(body)[0].let)["star"].at(len("n - 1 + "))


def test_a_space_without_conditions_that_hold_is_said_at_the_condition() -> None:
    body = changed(MESH, "let:", "where:\n  - n > 3\n  - n > 12\nlet:")
    (problem,) = errors(body)
    assert (problem.rule, problem.place) == ("where-never", question_of(body)[0].where[0].place)


def test_conditions_that_hardly_ever_hold_are_refused() -> None:
    body = changed(MESH, "n: {whole: [4, 12]}", "n: {whole: [4, 12]}\n  m: {whole: [1, 1000]}").replace("let:", "where: [m == 5]\nlet:")
    body = body.replace("{{ n }} VPCs with", "{{ n }} VPCs with {{ m }} and").replace(EXAMPLE, "")
    (problem,) = errors(body)
    assert problem.rule == "where-rare"
    assert "9 of 9,000" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("connects {{ n }} VPCs", "connects VPCs", "n"),
        ("connects {{ n }} VPCs", "connects {% if n > 5 %}{{ n }}{% else %}few{% endif %} VPCs", "n"),
        ("connects {{ n }} VPCs", "connects {{ square }} VPCs", "n"),
    ],
)
def test_what_reaches_the_key_is_printed_in_the_stem(old: str, new: str, name: str) -> None:
    body = changed(MESH, old, new)
    (problem,) = errors(body)
    given = next(draw for draw in question_of(body)[0].given if draw.name == name)
    assert (problem.rule, problem.place) == ("given-unprinted", given.place)


@pytest.mark.parametrize(
    "stem",
    [
        "{{ n | places(0) }} of them?",
        "{% if n > 5 %}{{ n }} many{% else %}{{ n }} few{% endif %}?",
        "{{ n | plural('a', 'b') }}?",
    ],
)
def test_ways_to_print_a_given(stem: str) -> None:
    body = f'kind: choice\ngiven: {{n: {{whole: [3, 9]}}}}\nlet: {{m: n * 2}}\noptions: 2\nstem: "{stem}"\n'
    body += 'key: {text: "{{ m }}", why: "Right."}\ndistractors: {other: {text: "{{ n }}", why: "Wrong."}}\n'
    assert errors(body) == []


def test_a_word_or_a_truth_value_may_be_told_by_an_if() -> None:
    body = """
    kind: choice
    given: {hot: {one_of: [true, false]}, size: {one_of: [small, large]}}
    let: {count: (2 if hot else 3) + (1 if size == "small" else 5)}
    options: 2
    stem: "{% if hot %}It is hot{% else %}It is cold{% endif %} and {% if size == 'small' %}narrow{% else %}wide{% endif %}. How many?"
    key: {text: "{{ count }}", why: "Right."}
    distractors: {other: {text: "none", why: "Wrong."}}
    """
    proof = proof_of(body)
    assert (proof.problems, proof.space) == ((), 4)
    assert [problem.rule for problem in errors(body.replace("{% if hot %}It is hot{% else %}It is cold{% endif %} and ", ""))] == [
        "given-unprinted"
    ]


def test_every_member_of_a_list_that_reaches_the_key_is_printed() -> None:
    (problem,) = errors(changed(PATTERNS, ', "mode: consistency"', ""), PATTERN_FACTS)
    assert problem.rule == "given-unprinted"
    assert "patterns.mode" in problem.message


def test_a_row_is_printed_by_a_member() -> None:
    assert "given-unprinted" in [problem.rule for problem in errors(changed(POLICY, "{{ case.need }}", "something"))]


def test_a_given_in_the_texts_of_rows_is_printed_where_every_row_prints_it() -> None:
    body = """
    kind: choice
    given: {n: {whole: [2, 9]}, case: {row: t}}
    rows:
      t:
        a: {need: "{{ n }} copies here"}
        b: {need: "{{ n }} copies there"}
    let: {more: n + 1}
    options: 2
    stem: "{{ case.need }}?"
    key: {text: "{{ more }}", why: "Right."}
    distractors: {other: {text: "none", why: "Wrong."}}
    """
    assert errors(body) == []
    (problem,) = errors(body.replace("{{ n }} copies there", "some copies there"))[:1]
    assert (problem.rule, "depends on n" in problem.message) == ("given-unprinted", True)


def test_conditions_protect_what_they_do_not_need() -> None:
    body = """
    kind: choice
    given: {n: {whole: [0, 9]}, m: {whole: [0, 9]}}
    where: [m > 0, total > 1]
    let: {part: n / m, total: n + m, sure: 1 / (total - 1)}
    options: 2
    stem: "{{ n }} and {{ m }} and {{ part | places(2) }} and {{ sure | places(2) }}?"
    key: {text: "{{ total }}", why: "Right."}
    distractors: {other: {text: "none", why: "Wrong."}}
    """
    proof = proof_of(body)
    assert (proof.problems, proof.space) == ((), 89)


def test_a_question_that_is_too_dear_is_not_run() -> None:
    question, facts = question_of(heavy()["nested"])
    program = compile_question(question, facts)
    assert [(problem.rule, problem.place) for problem in program.problems] == [("question-too-large", question.place)]
    assert prove(question, facts).checked == 0


def test_the_same_stem_never_has_two_keys() -> None:
    body = changed(
        POLICY, "need: each visitor must reach the Region that answers fastest", "need: a tenth of the visitors must see the new version"
    )
    (problem,) = errors(body)
    assert problem.rule == "stem-undecided"
    assert "variant case=latency" in problem.message
    assert problem.got == "case=weighted"


def test_options_of_a_pool_are_distinct_from_all_others() -> None:
    body = changed(BALANCERS, "It routes by path", "It  passes the connection on unbroken")
    (problem,) = errors(body)
    assert problem.rule == "equal-options"
    assert problem.place == next(option.place for option in question_of(body)[0].distractors if option.id == "paths")
    wrong = changed(BALANCERS, '"It routes by path"', '"It routes by host name"')
    assert [problem.rule for problem in errors(wrong)] == ["equal-options"], "distractors may meet, too"


def test_pools_hold_enough() -> None:
    assert [problem.rule for problem in errors(changed(BALANCERS, "options: 5", "options: 8"))] == ["too-few-options"]
    assert [problem.rule for problem in errors(changed(BALANCERS, "right: 2", "right: 4"))] == ["too-few-options"]


def test_pools_count_every_set_of_keys() -> None:
    proof = proof_of(BALANCERS)
    assert (proof.space, proof.variants, proof.ranks) == (3, 3, ())
    mixed = proof_of(POOL)
    assert mixed.problems == ()
    assert (mixed.space, mixed.dressing) == (6 * 4 * 9 * 2 * 2, ())


def test_a_distractor_that_is_never_printed_is_a_problem() -> None:
    body = changed(MESH, "examples:", '  again: {text: "{{ star }}.0", why: "Again."}\nexamples:')
    (problem,) = errors(body)
    assert (problem.rule, problem.got) == ("equal-options", "the same as hub-and-spoke")
    assert problem.place == question_of(body)[0].distractors[-1].place


@pytest.mark.parametrize(
    ("old", "new", "rule", "got"),
    [
        ('key: "6"', 'key: "7"', "example-fails", "6"),
        ('key: "6"', 'key: ["6", "7"]', "example-fails", "6"),
        ("{n: 4}", "{n: 5}", "example-fails", "10"),
        ("{n: 4}", "{}", "example-fails", ""),
    ],
)
def test_examples_are_tests(old: str, new: str, rule: str, got: str) -> None:
    body = changed(MESH, old, new)
    (problem,) = errors(body)
    assert (problem.rule, problem.place) == (rule, question_of(body)[0].examples[0].place)
    assert problem.got in (got, "")


def test_examples_outside_of_the_space_are_run_and_warned_of() -> None:
    found = proof_of(changed(MESH, '{n: 4}, key: "6"', '{n: 3}, key: "3"')).problems
    assert [(problem.rule, problem.severity) for problem in found] == [("example-fails", "warning")]
    found = proof_of(changed(MESH, "let:", "where: [n != 4]\nlet:")).problems
    assert [(problem.rule, problem.severity) for problem in found] == [("example-fails", "warning")]
    assert "conditions" in found[0].message


def test_numeric_examples_compare_exactly() -> None:
    (problem,) = errors(changed(PATTERNS, "answer: 28", "answer: 28.5"), PATTERN_FACTS)
    assert (problem.rule, problem.expected, problem.got) == ("example-fails", "28.5", "28")


def test_examples_of_rows_lists_and_pools() -> None:
    row = changed(POLICY, "asks: []\n", 'examples:\n  - {given: {case: weighted}, key: "Weighted routing"}\nasks: []\n')
    assert errors(row) == []
    assert [problem.rule for problem in errors(row.replace("case: weighted}", "case: latency}"))] == ["example-fails"]
    pool = changed(
        BALANCERS,
        "asks: []\n",
        'examples:\n  - {given: {}, key: ["It takes millions of requests a second", "It passes the connection on unbroken"]}\nasks: []\n',
    )
    assert errors(pool) == []
    assert [problem.rule for problem in errors(pool.replace('", "It passes', '", "It drops'))] == ["example-fails"]
    some = changed(
        POOL,
        "asks: []\n",
        'examples:\n  - {given: {sites: [Rome, Oslo], size: 4, share: 0.5, hot: true}, key: "It is 2.00 TB"}\nasks: []\n',
    )
    assert errors(some) == []
    assert errors(changed(TRUTH, "key: true\n", "key: true\nexamples:\n  - {given: {n: 3}, key: true}\n")) == []


def test_a_wrong_number_that_is_often_the_answer_is_a_problem() -> None:
    body = """
    kind: numeric
    given: {n: {whole: [1, 10]}}
    stem: "How much is {{ n }} plus 10?"
    answer: {value: n + 10, tolerance: 0, why: "Right."}
    wrong:
      seldom: {value: 14, why: "Wrong."}
      often: {value: n * 2 if n > 7 else 10 + n, why: "Wrong."}
    """
    (problem,) = errors(body)
    assert problem.rule == "wrong-dropped"
    assert "in 8 of 10" in problem.message
    assert problem.place == question_of(body)[0].wrong[1].place
    assert errors(body.replace("if n > 7 else", "if n > 1 else")) == [], "2 of 10 are few enough"


def test_text_that_comes_out_empty_or_unprintable_is_named() -> None:
    empty = changed(MESH, '"That is a star, and peering is not transitive."', '"{% if n > 4 %}A star.{% endif %}"')
    (problem,) = errors(empty)
    assert (problem.rule, "variant n=4" in problem.message) == ("text-empty", True)
    third = changed(MESH, "star: n - 1", "star: (n - 1) / 3")
    (problem,) = errors(third)
    assert problem.rule == "unprintable"
    assert "in 6 of 9 variants" in problem.message


def test_the_stem_is_tried_with_every_word_of_the_dressing() -> None:
    body = changed(POLICY, "For a {{ site }},", "{% if site == 'news site' %}{{ third }}{% endif %}For a {{ site }},")
    body = changed(body, "rows:\n", "let: {third: 1 / 3}\nrows:\n")
    (problem,) = errors(body)
    assert problem.rule == "unprintable"


def test_an_answer_that_cannot_be_computed_is_named() -> None:
    (problem,) = errors(changed(PATTERNS, "value: ceil(needed)", "value: ceil(needed / (len(patterns) - 2))"), PATTERN_FACTS)[:1]
    assert (problem.rule, "first patterns=[" in problem.message) == ("division-by-zero", True)


def test_braces_in_values_do_not_get_through() -> None:
    body = """
    kind: choice
    given: {word: {one_of: ["{", "a"]}}
    options: 2
    stem: "Which {{ word }}{{ word }} is it?"
    key: {text: "{{ word }}{{ word }}", why: "Right."}
    distractors: {other: {text: "none", why: "Wrong."}}
    """
    assert {problem.rule for problem in errors(body)} == {"placeholder-left"}


def test_a_space_that_is_too_large_is_sampled_with_its_edges() -> None:
    body = """
    kind: choice
    given: {a: {whole: [1, 100000]}, b: {whole: [1, 100000]}}
    let: {both: a + b, edge: 1 / (a - 100000)}
    options: 2
    stem: "{{ a }} and {{ b }} and {{ edge | places(9) }}?"
    key: {text: "{{ both }}", why: "Right."}
    distractors: {other: {text: "none", why: "Wrong."}}
    """
    proof = proof_of(body)
    assert (proof.space, proof.exhaustive) == (None, False)
    assert 1_000 <= proof.checked <= 1_010
    (problem,) = proof.problems
    assert problem.rule == "division-by-zero", "no sample of a thousand is likely to find it, the edge does"


def test_a_space_is_enumerated_where_its_conditions_leave_few() -> None:
    body = """
    kind: choice
    given: {a: {whole: [1, 130]}, b: {whole: [1, 130]}}
    where: [a < b, b < 60]
    let: {both: a + b}
    options: 2
    stem: "{{ a }} and {{ b }}?"
    key: {text: "{{ both }}", why: "Right."}
    distractors: {other: {text: "none", why: "Wrong."}}
    """
    proof = proof_of(body)
    assert (proof.space, proof.checked, proof.exhaustive) == (59 * 58 // 2, 59 * 58 // 2, True)
    assert proof.space is not None
    assert proof.space <= MOST_VARIANTS
    wider = proof_of(changed(body, "b < 60", "b < 130"))
    assert (wider.space, wider.exhaustive) == (None, False)


def test_a_fact_is_named_where_it_is_used() -> None:
    body = changed(MESH, "  n: {whole: [4, 12]}", "  n: {whole: [4, 12]}") + "uses: []\nasks: [word]\n"
    found = proof_of(body).problems
    assert [(problem.rule, problem.severity, problem.got) for problem in found][:1] == [
        ("fact-unnamed", "warning", "bank/chapter/topic#two")
    ]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("n * n", 'n * fact["nope"]', "unknown-fact"),
        ("n * n", 'n * fact["silent"]', "fact-without-value"),
        ("n * n", 'n * fact["mesh"]', "fact-member"),
        ("n * n", "n * company", "wrong-type"),
        ("n * n", "n * square", "name-unknown"),
        ("{{ square }}", "{{ sqare }}", "name-unknown"),
        ("{{ square }}", "{{ square + 1 }}", "text-refused"),
        ("{{ square }}", "{{ square | squared }}", "filter-unknown"),
        ("let:", "where: [n]\nlet:", "wrong-type"),
        ("let:", "where: [n > later]\nlet:", "name-unknown"),
    ],
)
def test_what_is_wrong_without_running_is_found_before(old: str, new: str, rule: str) -> None:
    body = MESH.replace(old, new, 1)
    proof = proof_of(body)
    assert [problem.rule for problem in proof.problems] == [rule]
    assert (proof.checked, proof.exhaustive) == (0, False)


def test_everything_static_comes_out_in_one_run() -> None:
    body = (
        MESH.replace("n * n", "n * a")
        .replace("{{ star }}", "{{ b }}", 1)
        .replace("That is a star", "{% for x in y %}{% endfor %}")
        .replace("company: {faker: company}", "company: {faker: nosuch}")
    )
    assert sorted(problem.rule for problem in proof_of(body).problems) == ["faker", "name-unknown", "name-unknown", "text-refused"]


def test_places_are_exact() -> None:
    body = MESH.replace("n * n", "n * nope")
    (problem,) = proof_of(body).problems
    text = "  square: n * nope"
    line = next(at for at, written in enumerate(body.splitlines()) if written == text)
    assert problem.place == Place("topic.yaml", question_of(body)[0].place.line + line, 4 + text.index("nope") + 1)


def test_rows_have_the_same_members() -> None:
    body = """
    kind: choice
    given: {case: {row: t}}
    rows:
      t:
        a: {name: A, size: 1}
        b: {name: B, size: [1, 2]}
    options: 2
    stem: "{{ case.name }}?"
    key: {text: "{{ case.name }}", why: "Right."}
    distractors_from: {rows: t, text: "{{ row.name }}", why: "{{ row.name }}"}
    """
    assert rules_of(body) == ["wrong-type"]


def test_a_proof_goes_through_a_record() -> None:
    proof = proof_of(changed(MESH, 'key: "6"', 'key: "7"'))
    assert build(Proof, json.loads(json.dumps(plain(proof)))) == proof


def test_a_proof_is_a_function_of_its_question() -> None:
    question, facts = question_of(PATTERNS, PATTERN_FACTS)
    assert prove(question, facts) == prove(*question_of(PATTERNS, PATTERN_FACTS))
