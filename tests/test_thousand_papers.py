"""A thousand random papers of 5 to 10 items: keys right under every shuffle, same seed same bytes, no key in what a candidate gets."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from generator.assemble.build import build_paper
from generator.bank.read import load_banks
from generator.model.bank import Bank
from generator.model.blueprint import Blueprint
from generator.model.paper import Copy, CopySlot, Paper, Policy, copy
from generator.model.question import Question
from generator.model.record import dump_paper
from generator.model.resources import data_dir
from generator.model.response import Response, Sitting
from generator.render.html import paper_html
from generator.score.mark import mark
from tests.render.papers import paper as small_paper

PAPERS, PARTS = 1000, 4
ALL = Policy("shuffled", "shuffled", "own")


@cache
def bank() -> Bank:
    return load_banks([data_dir("question_bank") / "aws-saa", Path(__file__).parent / "banks" / "tiny"])


def random_paper(number: int) -> Paper:
    draw = random.Random(number)
    kinds = {"choice": (0, 10), "multiple": (0, 4), "true_false": (0, 3), "numeric": (0, 3), "matching": (0, 2), "ordering": (0, 2)}
    blueprint = Blueprint("random", f"Paper {number}", draw.randint(5, 60), items=draw.randint(5, 10), kinds=kinds)
    return build_paper(bank(), blueprint, f"paper {number}", made_with="tests", variants=draw.choice((1, 1, 2)))


def right_answer(place: CopySlot) -> Response:
    """What a candidate who knows everything would mark, read off the bank: not off the `right` flags of the item."""
    question = bank().questions[place.item.question]
    if place.item.answer:
        return Response(place.item.answer.value, "answered")
    if place.item.rows:
        return Response(tuple(_by_row(place, question)), "answered")
    drawn = dict(part.split("=", 1) for part in place.item.variant.split("; ") if "=" in part)
    rows = {drawn[given.name] for given in question.given if given.draw == "row"} if question.distractors_from else set()
    keys = rows or {option.id for option in question.keys}
    authors = {option.public_id: option.author_id for option in place.item.options}
    return Response(tuple(sorted(public for public in place.options if authors[public] in keys)), "answered")


def _by_row(place: CopySlot, question: Question) -> Iterator[str]:
    """The option of each row by the author's own order, or by the author's item (templates are left to other tests)."""
    public = {option.author_id: option.public_id for option in place.item.options}
    steps = [public[step.id] for step in question.keys if step.id in public and step.value is None]
    items = {" ".join(pair.item.text.split()): pair.id for pair in question.keys if pair.item}
    for at, row in enumerate(place.item.rows):
        text = " ".join(row.text.split())
        yield public[items[text]] if text in items else steps[at] if question.kind == "ordering" and steps else row.right


def wrong_answer(place: CopySlot) -> tuple[str, ...]:
    """As many options as are right, one of them another, or two of them exchanged."""
    if place.item.rows:
        first, second, *rest = (row.right for row in place.item.rows)
        return (second, first, *rest)
    wrong = next(public for public in place.options if public not in place.item.right)
    return tuple(sorted({wrong, *list(place.item.right)[1:]}))


def points(paper: Paper, one: Copy, responses: dict[str, Response]) -> int:
    variants = {place.slot.id: place.variant for place in one.slots if place.variant}
    return mark(paper, [], [Sitting(paper.code, "c", one.number, "typed", responses, variants=variants)]).scores[0].points


@pytest.mark.parametrize("part", range(PARTS))
def test_random_papers(part: int) -> None:
    for number in range(part, PAPERS, PARTS):
        paper = random_paper(number)
        assert dump_paper(random_paper(number)) == dump_paper(paper)
        one = copy(paper, 1 + number % 977, policy=ALL)
        answers = {place.slot.id: right_answer(place) for place in one.slots}
        assert points(paper, one, answers) == len(one.slots)
        place = one.slots[number % len(one.slots)]
        assert points(paper, one, {**answers, place.slot.id: Response()}) == len(one.slots) - 1
        if place.item.options:
            wrong = Response(wrong_answer(place), "answered")
            assert points(paper, one, {**answers, place.slot.id: wrong}) == len(one.slots) - 1
        no_key_in(paper_html(paper, "a4"), paper)


@cache
def furniture() -> str:
    """A page of other questions: what the markup and script of every page hold (`"status"`, `"group"`) gives nothing away."""
    return paper_html(small_paper(12), "a4")


def no_key_in(page: str, paper: Paper) -> None:
    secrets = {paper.seed, paper.salt}
    for place in copy(paper, 0).slots:
        item = place.item
        secrets |= {item.question, item.topic_title + '"', f'"{item.domain}"'}
        shown = item.stem + " ".join(option.text for option in item.options) + " ".join(row.text for row in item.rows)
        secrets |= {option.why for option in item.options if option.why not in shown}
        secrets |= {f'"{option.author_id}"' for option in item.options if f'"{option.author_id}"' not in furniture()}
        secrets |= set(item.asks) | {item.variant or item.question}
    found = {secret for secret in secrets if len(secret) > 6 and secret in page}
    assert not found
