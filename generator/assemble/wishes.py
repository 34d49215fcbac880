"""Turn a blueprint, and what the command line changes in it, into the cells that a choice must fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from generator.bank.trouble import nearest
from generator.model.bank import Bank
from generator.model.blueprint import Blueprint
from generator.model.problem import Problem, RefusedError
from generator.model.question import DOMAINS, Question

SHARES: Mapping[str, int] = {"secure": 30, "resilient": 26, "high-performing": 24, "cost-optimized": 20}
ANY = "any domain"


@dataclass(frozen=True, slots=True)
class Wishes:
    """`cells` is how many items of each domain (or of any); `kinds` the (low, high) count of each kind that may come."""

    cells: Mapping[str, int]
    kinds: Mapping[str, tuple[int, int]]
    facts_once: bool

    def cell(self, question: Question) -> str:
        """The cell that a question would fill."""
        return ANY if ANY in self.cells else question.domain


def shares(count: int, weights: Mapping[str, int] = SHARES) -> dict[str, int]:
    """Whole numbers that sum to `count` in the ratio of the weights, by largest remainder (ties to the larger weight)."""
    total = sum(weights.values())
    exact = {name: Fraction(count * weight, total) for name, weight in weights.items()}
    whole = {name: int(value) for name, value in exact.items()}
    by_remainder = sorted(weights, key=lambda name: (whole[name] - exact[name], -weights[name]))
    for name in by_remainder[: count - sum(whole.values())]:
        whole[name] += 1
    return whole


def wishes_of(blueprint: Blueprint) -> Wishes:
    """The cells of a blueprint: scored and pilots together by domain, shares of `items`, or one cell for all."""
    if blueprint.scored or blueprint.pilots:
        cells = {domain: blueprint.scored.get(domain, 0) + blueprint.pilots.get(domain, 0) for domain in DOMAINS}
    elif blueprint.domains == "shares":
        cells = shares(blueprint.items)
    else:
        cells = {ANY: blueprint.items}
    count = sum(cells.values())
    kinds = dict(blueprint.kinds) | dict.fromkeys(blueprint.rest, (0, count))
    return Wishes({name: wanted for name, wanted in cells.items() if wanted}, kinds, blueprint.never_twice == "asked facts")


def changed(
    blueprint: Blueprint,
    *,
    topics: Sequence[str] = (),
    chapters: Sequence[str] = (),
    items: int | None = None,
    minutes: int | None = None,
    picks: Sequence[str] = (),
) -> Blueprint:
    """The blueprint with the command line's values in place of its own; counts by kind, and the minutes
    where none are given, shrink or grow with the items."""
    new = replace(
        blueprint,
        topics=tuple(topics) or blueprint.topics,
        chapters=tuple(chapters) or blueprint.chapters,
        minutes=minutes if minutes is not None else blueprint.minutes,
        picks=tuple(picks) or blueprint.picks,
    )
    if items is None or items == blueprint.count:
        return new
    before = max(blueprint.count, 1)
    kinds = {kind: (low * items // before, -(-high * items // before)) for kind, (low, high) in blueprint.kinds.items()}
    domains = "shares" if blueprint.scored else blueprint.domains
    time = minutes if minutes is not None else -(-blueprint.minutes * items // before)
    return replace(new, items=items, minutes=time, scored={}, pilots={}, domains=domains, kinds=kinds)


def eligible(bank: Bank, blueprint: Blueprint, wishes: Wishes) -> list[Question]:
    """The questions that the blueprint lets in. Raises RefusedError for a topic, chapter or question that no bank has."""
    problems = [*_unknown(bank, blueprint)]
    if problems:
        raise RefusedError(problems)
    return [question for question in bank.questions.values() if _let_in(question, blueprint, wishes)]


def _let_in(question: Question, blueprint: Blueprint, wishes: Wishes) -> bool:
    if question.id in blueprint.picks:
        return True
    if wishes.kinds and question.kind not in wishes.kinds:
        return False
    if not blueprint.topics and not blueprint.chapters:
        return True
    topic = question.topic in blueprint.topics or question.topic_id in blueprint.topics
    return topic or question.chapter in blueprint.chapters or f"{question.bank}/{question.chapter}" in blueprint.chapters


def _unknown(bank: Bank, blueprint: Blueprint) -> list[Problem]:
    questions = bank.questions.values()
    topics = {name for question in questions for name in (question.topic, question.topic_id)}
    chapters = {name for question in questions for name in (question.chapter, f"{question.bank}/{question.chapter}")}
    wanted = [("topic", name, topics) for name in blueprint.topics] + [("chapter", name, chapters) for name in blueprint.chapters]
    wanted += [("question", name, set(bank.questions)) for name in blueprint.picks]
    return [_missing(blueprint, what, name, known) for what, name, known in wanted if name not in known]


def _missing(blueprint: Blueprint, what: str, name: str, known: set[str]) -> Problem:
    near = nearest(name, sorted(known))
    message = f"no bank has a {what} {name}" + ("" if what == "question" else " with questions")
    hint = f"did you mean {near}?" if near else "`examwright list` shows what there is"
    return Problem(blueprint.place, f"blueprint-{what}", message, hint=hint)
