"""Questions in few words, misconceptions by name, facts once and in order."""

from __future__ import annotations

import dataclasses

import pytest

from generator.model.score import Tally
from generator.render.lessons import LONGEST_QUESTION, choice, in_domain_order, in_short, lessons, name_of, weakest
from tests.render.papers import FACTS, paper

LONG = "How many peering connections does a full mesh of all of these VPCs need?"
ITEM = paper(1).form(1).slots[0].variants[0]


@pytest.mark.parametrize(
    ("stem", "short"),
    [
        (LONG, LONG),
        ("A company has *four* VPCs. Which is best?", "A company has four VPCs. Which is best?"),
        ("A company has four VPCs. They are large. Which is best?", "A company has four VPCs. … Which is best?"),
        ("One `A & B` holds.\n\n| a |\n|--|\n| 1 |\n\nWhich, e.g. of 2.5 GB, is best?", "One A & B holds. Which, e.g. of 2.5 GB, is best?"),
        ("Object storage is read at once.", "Object storage is read at once."),
        ("Which? Answer in whole days.", "Which?"),
        ("```\ncode only\n```", "``` code only ```"),
        ("<b>x</b> & y?", "<b>x</b> & y?"),
    ],
)  # fmt: skip
def test_in_short(stem: str, short: str) -> None:
    assert in_short(dataclasses.replace(ITEM, stem=stem)) == short


def test_in_short_is_short() -> None:
    for tail in ("Which is best?", "Which " + "very " * 60 + "good thing is best?"):
        assert len(in_short(dataclasses.replace(ITEM, stem="A company " + "has a lot of " * 60 + "VPCs. " + tail))) <= LONGEST_QUESTION


@pytest.mark.parametrize(
    ("author", "name"), [("hub-and-spoke", "hub and spoke"), ("key", ""), ("key-a", ""), ("true", ""), ("keyless", "keyless")]
)
def test_names_of_misconceptions(author: str, name: str) -> None:
    assert name_of(author) == name


def test_a_wrong_number_is_shown_as_written() -> None:
    days = next(slot.variants[0] for slot in paper(13).form(1).slots if slot.variants[0].answer)
    assert choice(days, "bits-for-bytes", "Why <b>.", "2.0").text == "2.0 days"
    assert choice(days, "bits-for-bytes", "Why <b>.").text == "2 days"
    assert "<b>" not in choice(days, "bits-for-bytes", "Why <b>.").why


def test_facts_once_in_the_order_of_the_notes() -> None:
    first, second = FACTS[3].id, FACTS[4].id
    found = lessons(paper(1), [(7, (first, second)), (3, (first, "unknown")), (3, (first,))])
    assert [(one.number, one.fact.id, one.questions) for one in found] == [(1, second, ("7",)), (2, first, ("7", "3"))]
    assert {one.bank for one in found} == {""}
    two_banks = dataclasses.replace(paper(1), banks=(("aws-saa", ""), ("mine", "")))
    assert {one.bank for one in lessons(two_banks, [(7, (first,))])} == {"aws-saa"}


def test_only_what_stands_out_is_called_weakest() -> None:
    assert weakest([Tally("a", 5, 10), Tally("b", 6, 10)]) == "a"
    assert weakest([Tally("a", 51, 100), Tally("b", 60, 100)]) == ""
    assert weakest([Tally("a", 5, 10)]) == ""
    assert weakest([Tally("a", 0, 0), Tally("b", 6, 10)]) == ""
    assert weakest([]) == ""


def test_domains_stand_in_the_exams_order() -> None:
    names = [one.name for one in in_domain_order([Tally(name, 0, 1) for name in ("zoology", "cost-optimized", "art", "secure")])]
    assert names == ["secure", "cost-optimized", "art", "zoology"]


def test_a_name_is_spelled_as_the_item_spells_it_and_says_more_than_the_option() -> None:
    item = dataclasses.replace(ITEM, stem="Which IAM role may read the S3 bucket behind CloudFront?")
    assert name_of("iam-reads-s3", "A bucket policy", item) == "IAM reads S3"
    assert name_of("cloudfront-caches", "A cache", item) == "CloudFront caches"
    assert name_of("bucket-policy", "A bucket policy", item) == ""
