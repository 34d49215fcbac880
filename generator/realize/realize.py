"""Turn a question and a seed into an item: complete, frozen, and proved before anybody sees it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.fact import Fact
from generator.model.item import Item
from generator.model.problem import Problem, RefusedError
from generator.model.question import Question
from generator.model.seed import Seed
from generator.realize.items import draw, make_item
from generator.realize.limits import MOST_FAILURES, MOST_TRIES, STEPS_TO_REALIZE
from generator.realize.parts import Program
from generator.realize.program import compile_question
from generator.realize.trouble import AuthorError
from generator.realize.variants import variant


def realize(question: Question, facts: Mapping[str, Fact], seed: Seed, ids: Seed, rank: int | None = None) -> Item:
    """The item that a seed stands for; public option ids come from `ids`.

    `rank` asks for a rank of the key among sorted options, counted from 0; None draws it: each with the same chance where all are feasible.
    Each try draws everything anew from `seed.child("try", k)`, until the conditions hold and the item is sound.
    Raises RefusedError where the question is not sound or no try succeeds.
    """
    program = compile_question(question, facts)
    if not program.sound:
        raise RefusedError(problem for problem in program.problems if problem.severity == "error")
    failures: list[Problem] = []
    tries = most_tries(program)
    for k in range(tries):
        node = seed.child("try", k)
        values = draw(program, node)
        try:
            program.fill(values)
            if program.settle(values):
                return make_item(program, values, node, ids, rank)
        except AuthorError as error:
            failures.append(_failure(program, values, error))
            if len(failures) == most_failures(program):
                break
    raise RefusedError(_refusal(program, failures, tries))


def most_tries(program: Program) -> int:
    """At most a thousand; fewer where one is dear."""
    return max(1, min(MOST_TRIES, STEPS_TO_REALIZE // program.try_cost))


def most_failures(program: Program) -> int:
    """At most a hundred; fewer where one is dear."""
    return max(1, min(MOST_FAILURES, STEPS_TO_REALIZE // program.point_cost))


def _failure(program: Program, values: dict[str, object], error: AuthorError) -> Problem:
    name = variant(program, values)
    return error.problem(program.placed(error), f" (variant {name})" if name else "")


def _refusal(program: Program, failures: list[Problem], tries: int) -> list[Problem]:
    place = program.question.place
    if failures:
        found = list({(problem.place, problem.rule): problem for problem in reversed(failures)}.values())
        return [*found[:5], Problem(place, "nothing-realized", f"none of {len(failures)} variants of this question is sound")]
    where = program.question.where[0].place if program.question.where else place
    return [Problem(where, "where-never", f"the conditions held in none of {tries} tries", hint="widen what is drawn, or the conditions")]
