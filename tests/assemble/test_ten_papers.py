"""Turn our bank into ten papers at once: no question in two of them, no made-up name twice in one."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.assemble.build import build_paper
from generator.assemble.names import names_in
from generator.bank.blueprints import read_blueprint
from generator.bank.read import load_banks
from generator.model.bank import Bank
from generator.model.paper import Paper
from generator.model.resources import data_dir

FOLDER = data_dir("question_bank") / "aws-saa"
FORMS = 10


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_banks([FOLDER])


@pytest.fixture(scope="module")
def paper(bank: Bank) -> Paper:
    blueprint = read_blueprint(FOLDER / "blueprints" / "saa-c03.yaml")
    return build_paper(bank, blueprint, "ten papers", made_with="tests", forms=FORMS)


def test_ten_papers_share_no_question(paper: Paper) -> None:
    counts = Counter(slot.variants[0].question for form in paper.forms for slot in form.slots)
    assert len(counts) == FORMS * 65
    assert set(counts.values()) == {1}
    assert {slot.variants[0].kind for form in paper.forms for slot in form.slots} == {"choice", "multiple"}


def test_two_questions_of_a_form_share_no_name(bank: Bank, paper: Paper) -> None:
    for form in paper.forms:
        items = [slot.variants[0] for slot in form.slots]
        counts = Counter(name for item in items for name in names_in(bank.questions[item.question], item))
        assert [name for name, count in counts.items() if count > 1] == []
        assert len(counts) > 20
