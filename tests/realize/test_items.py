"""Turn a question and a seed into an item: complete, canonical, proved, or refused."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable
from fractions import Fraction

import pytest

from generator.model.item import Item
from generator.model.problem import RefusedError
from generator.model.question import Question
from generator.model.seed import Seed
from generator.realize import items as items_module
from generator.realize.options import Candidate
from generator.realize.program import compile_question
from generator.realize.realize import realize
from generator.realize.trouble import AuthorError
from tests.realize.golden import POOL, TRUTH
from tests.realize.questions import BALANCERS, BANK_EXAMPLES, MESH, PATTERN_FACTS, PATTERNS, POLICY, item_of, question_of

HERE = "bank/chapter/topic"


def items(body: str, count: int = 60, **facts: str) -> list[Item]:
    question, known = question_of(body, **facts)
    return [realize(question, known, Seed.of("items").child(at), Seed.of("ids").child(at)) for at in range(count)]


def refusal(body: str, **facts: str) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        item_of(body, **facts)
    return caught.value


@pytest.mark.parametrize("name", BANK_EXAMPLES)
def test_the_same_seed_makes_the_same_item(name: str) -> None:
    body, facts = BANK_EXAMPLES[name]
    assert item_of(body, "one", facts=facts) == item_of(body, "one", facts=facts)
    assert len({item_of(body, str(at), facts=facts).stem + item_of(body, str(at), facts=facts).variant for at in range(20)}) > 2


def test_an_item_is_what_its_author_wrote_with_the_values_of_its_variant() -> None:
    for item in items(MESH):
        n = int(item.variant.removeprefix("n="))
        links = n * (n - 1) // 2
        assert 4 <= n <= 12
        assert f"connects {n} VPCs" in item.stem
        assert item.stem == item.stem.strip()
        numbers = {
            "key": links,
            "hub-and-spoke": n - 1,
            "counted-twice": n * (n - 1),
            "ring": n,
            "pairs-itself": n * (n + 1) // 2,
            "forgot-one": (n - 1) * (n - 2) // 2,
            "all-cells": n * n,
        }
        assert all(option.text == str(numbers[option.author_id]) for option in item.options)
        key = next(option for option in item.options if option.right)
        assert key.why == f"Each of the {n} VPCs pairs with {n - 1} others, and the two ends of a pair share one connection."
        assert len(item.options) == 4


def test_an_item_carries_its_address_and_its_measures() -> None:
    item = item_of(MESH)
    assert (item.question, item.kind, item.domain, item.chapter, item.topic, item.topic_title) == (
        f"{HERE}/q",
        "choice",
        "secure",
        "chapter",
        "topic",
        "A topic",
    )
    assert (item.level, item.difficulty, item.seconds, item.instruction, item.explanation) == ("apply", 2, 60, "", "")


def test_public_ids_come_from_their_own_seed_and_are_eight_letters() -> None:
    question, facts = question_of(MESH)
    first = realize(question, facts, Seed.of("a"), Seed.of("x"))
    second = realize(question, facts, Seed.of("a"), Seed.of("y"))
    for option in first.options:
        assert option.public_id == Seed.of("x").child("option").letters(option.author_id, 8)
    assert dataclasses.replace(second, options=first.options) == first
    assert not {option.public_id for option in first.options} & {option.public_id for option in second.options}


def test_public_ids_that_meet_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items_module, "_SHORTEST_ID", 1)
    lengths = {len(option.public_id) for at in range(60) for option in item_of(POLICY, str(at)).options}
    assert lengths == {1, 2}
    for at in range(60):
        names = [option.public_id for option in item_of(POLICY, str(at)).options]
        assert len(set(names)) == 4


def test_a_variant_asks_what_its_row_or_its_keys_ask() -> None:
    asked = {"failover": "two", "weighted": "half", "latency": "word", "geolocation": "flag", "multivalue": "sizes"}
    for item in items(POLICY):
        assert item.asks == (f"{HERE}#{asked[item.variant.removeprefix('case=')]}",)
        assert item.uses == ()
    keys = {"unbroken": "two", "static-address": "half", "fast": "word"}
    for item in items(BALANCERS):
        drawn = item.variant.removeprefix("keys=").split("+")
        assert item.asks == tuple(sorted(f"{HERE}#{keys[key]}" for key in drawn))
        assert not set(item.asks) & set(item.uses)


def test_a_distractor_brings_its_facts_where_it_is_printed() -> None:
    body = """
    kind: choice
    stem: "Which color?"
    options: 2
    key: {text: red, why: "Right."}
    distractors:
      first: {text: green, why: "Wrong.", uses: [sizes]}
      second: {text: blue, why: "Wrong.", uses: [mesh]}
    uses: []
    """
    assert item_of(body).uses == (f"{HERE}#sizes",)


def test_dressing_is_no_part_of_the_variant_and_reaches_the_stem() -> None:
    found = items(POLICY)
    assert {item.variant for item in found} == {f"case={row}" for row in ("failover", "weighted", "latency", "geolocation", "multivalue")}
    assert len({item.stem for item in found}) > 12


def test_a_word_that_reaches_more_than_the_stem_is_no_dressing() -> None:
    body = POLICY.replace('why: "{{ case.why }}"', 'why: "{{ case.why }} For a {{ site }}."')
    assert "site=" in item_of(body).variant
    need = "a standby copy must answer only while the health check of the primary fails"
    through_row = POLICY.replace(f"need: {need}", f'need: "on a {{{{ site }}}}, {need}"')
    assert through_row != POLICY
    assert "site=" not in item_of(through_row).variant


def test_a_numeric_item_has_an_exact_answer_and_its_wrong_numbers() -> None:
    for item in items(PATTERNS, 30, facts=PATTERN_FACTS):
        assert item.answer is not None
        assert item.options == ()
        assert item.unit == "read capacity units"
        assert item.answer.tolerance == "0"
        rows = [line.strip("| ").split(" | ") for line in item.stem.splitlines() if line.startswith("| ")][2:]
        needed = sum(int(rate) * -(-Fraction(kb) // 4) * (Fraction(1, 2) if mode == "eventual" else 1) for rate, kb, mode in rows)
        assert Fraction(item.answer.value) == -(-needed // 1)
        assert all(Fraction(wrong.value) != Fraction(item.answer.value) for wrong in item.answer.wrong)
        assert {wrong.author_id for wrong in item.answer.wrong} <= {"forgot-half", "pooled-then-rounded", "rounded-down"}


def test_a_third_is_an_answer_within_a_tolerance_only() -> None:
    body = """
    kind: numeric
    given: {n: {one_of: [3, 6]}}
    stem: "One divided by {{ n }}?"
    answer: {value: 1 / n, tolerance: 0.01, why: "It is {{ n }} parts."}
    wrong: {whole: {value: n, why: "Upside down."}, near: {value: 1 / n + 0.01, why: "Too near."}}
    """
    item = item_of(body)
    assert item.answer is not None
    assert item.answer.value in ("1/3", "1/6")
    assert item.answer.tolerance == "0.01"
    assert [wrong.author_id for wrong in item.answer.wrong] == ["whole"]
    assert refusal(body.replace("tolerance: 0.01", "tolerance: 0")).problems[0].rule == "answer-unwritable"
    assert refusal(body.replace("tolerance: 0.01", "tolerance: 2 - n")).problems[0].rule == "tolerance"


def test_a_statement_is_true_then_false_and_fixed() -> None:
    for body, right in ((TRUTH, "true"), (TRUTH.replace("key: true", "key: false"), "false")):
        item = item_of(body)
        assert [(option.author_id, option.text) for option in item.options] == [("true", "True"), ("false", "False")]
        assert [option.author_id for option in item.options if option.right] == [right]
        assert [option.why for option in item.options] == ["It is one.", "It is not nothing."]
        assert not item.free


def test_a_pool_of_keys_draws_one_and_the_pinned_option_stays_last() -> None:
    found = items(POOL, 80)
    assert {item.variant.rpartition("keys=")[2] for item in found} == {"whole", "first"}
    for item in found:
        assert item.options[-1].author_id == "never"
        assert item.pinned == item.options[-1].public_id
        assert item.explanation == "Sizes are 1, 2, 4 or 8."
        assert len(item.right) == 1
        assert "share=1;" not in item.variant


def test_conditions_hold_in_every_item() -> None:
    body = MESH.replace("let:", "where: [n % 3 == 1, links > 10]\nlet:").replace('given: {n: 4}, key: "6"', 'given: {n: 7}, key: "21"')
    assert {item.variant for item in items(body)} == {"n=7", "n=10"}


def test_conditions_come_before_what_they_protect() -> None:
    body = """
    kind: choice
    given: {n: {whole: [0, 3]}, m: {whole: [0, 3]}}
    where: [n != m, share > 0]
    let: {gap: n - m, share: 12 / gap, unneeded: 1 / m}
    stem: "{{ n }} and {{ m }} and {{ unneeded | places(2) }}?"
    options: 2
    key: {text: "{{ share }}", why: "Right."}
    distractors: {other: {text: "nothing", why: "Wrong."}}
    """
    assert {item.variant for item in items(body, 40)} == {"n=2; m=1", "n=3; m=1", "n=3; m=2"}


def test_rows_texts_know_givens_and_facts_and_their_numbers_stay_numbers() -> None:
    body = """
    kind: choice
    given: {n: {whole: [2, 4]}, case: {row: t}}
    rows:
      t:
        a: {size: "{{ fact['two'] }}", name: "{{ n }} times", each: 10}
        b: {size: "{{ fact['half'] }}", name: "{{ n }} halves", each: "{{ n }}"}
    let: {total: case.size * n * case.each}
    stem: "{{ case.name }} {{ case.size }}, each {{ case.each }}, {{ n }}?"
    options: 2
    key: {text: "{{ total }}", why: "Right."}
    distractors: {other: {text: "{{ case.size }}", why: "Wrong."}}
    """
    totals = {item.variant: next(option.text for option in item.options if option.right) for item in items(body, 60)}
    assert totals == {
        **{f"n={n}; case=a": str(20 * n) for n in (2, 3, 4)},
        "n=2; case=b": "2",
        "n=3; case=b": "4.5",
        "n=4; case=b": "8",
    }


def test_an_unsound_question_is_refused_with_all_its_problems() -> None:
    error = refusal(MESH.replace("n * n", "n * nope").replace("{{ star }}", "{{ stars }}", 1))
    assert [problem.rule for problem in error.problems] == ["name-unknown", "name-unknown"]
    assert all(problem.place.file == "topic.yaml" and problem.place.line and problem.place.column for problem in error.problems)


def test_what_never_holds_is_refused_at_the_condition() -> None:
    (problem,) = refusal(MESH.replace("let:", "where: [n > 12]\nlet:")).problems
    assert problem.rule == "where-never"
    assert "1000 tries" in problem.message


def test_what_is_never_sound_is_refused_with_the_variant() -> None:
    error = refusal(MESH.replace("{whole: [4, 12]}", "{whole: [1, 1]}").replace('examples:\n  - {given: {n: 4}, key: "6"}', ""))
    assert [problem.rule for problem in error.problems] == ["too-few-options", "nothing-realized"]
    assert "variant n=1" in error.problems[0].message


def test_a_variant_that_is_not_sound_is_drawn_again() -> None:
    body = MESH.replace("{whole: [4, 12]}", "{whole: [1, 3]}")
    assert {item.variant for item in items(body, 80)} == {"n=2", "n=3"}
    divided = (
        MESH.replace("{whole: [4, 12]}", "{whole: [4, 6]}")
        .replace("let:", "let:\n  gap: 1 / (n - 5)")
        .replace("star: n - 1", "star: n - 1 + gap * 0")
    )
    assert {item.variant for item in items(divided, 80)} == {"n=4", "n=6"}


def test_a_rank_that_cannot_be_is_refused() -> None:
    body = MESH.replace("  ring:", '  zero: {text: "0", why: "No."}\n  ring:')
    with pytest.raises(RefusedError, match="rank"):
        item_of(body, rank=4)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda options: options[:3], "wrong-options"),
        (lambda options: [*options[:3], dataclasses.replace(options[3], right=not options[3].right)], "wrong-options"),
        (lambda options: [*options[:3], dataclasses.replace(options[3], text=f" {options[2].text} ")], "equal-options"),
        (lambda options: [*options[:3], dataclasses.replace(options[3], id=options[2].id)], "equal-options"),
    ],
)
def test_options_are_proved_as_they_are_made(change: Callable[[list[Candidate]], list[Candidate]], rule: str) -> None:
    question, facts = question_of(POLICY)
    program = compile_question(question, facts)
    values = items_module.draw(program, Seed.of("x"))
    program.fill(values)
    options = items_module.arranged(program, values, Seed.of("x"), None).options
    wrong = [one for one in options if not one.right]
    right = [one for one in options if one.right]
    items_module.prove_options(program, options)
    with pytest.raises(AuthorError) as caught:
        items_module.prove_options(program, change([*right, *wrong]))
    assert caught.value.rule == rule


def test_a_question_is_compiled_once() -> None:
    question, facts = question_of(MESH)
    assert compile_question(question, facts) is compile_question(question, facts)
    assert compile_question(question, dict(facts)) is not compile_question(question, facts)
    assert compile_question(dataclasses.replace(question), facts) is not compile_question(question, facts)


def test_nothing_is_drawn_from_anything_but_the_seeds() -> None:
    assert list(inspect.signature(realize).parameters) == ["question", "facts", "seed", "ids", "rank"]
    question: Question = question_of(MESH)[0]
    assert question.kind == "choice"
