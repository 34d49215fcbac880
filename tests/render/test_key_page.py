"""The key: answers first, then the opened seal, then every option with its reason and the facts."""

from __future__ import annotations

import base64
import hashlib
import html as entities
import re

from generator.model.paper import Policy, commitment, copy, key_text
from generator.render.environment import sentence
from generator.render.html import key_html
from generator.render.key import key_view
from tests.render.papers import FACTS, paper


def test_answers_are_those_of_the_copy() -> None:
    made = paper(13)
    view = key_view(made)
    cells = [cell for group in view.answers for cell in group]
    assert [len(group) for group in view.answers] == [5, 5, 3]
    assert [cell.letters for cell in cells[:7]] == ["C", "B", "AC", "A", "B", "B", "A"]
    assert cells[7].letters == "5"
    assert [cell.number for cell in cells if cell.pilot] == [3, 7, 11]
    shuffled = copy(made, 9, policy=Policy("shuffled", "shuffled"))
    assert [cell.letters for group in key_view(made, shuffled).answers for cell in group] == [
        slot.right_letters() or slot.item.answer.value for slot in shuffled.slots if slot.item.options or slot.item.answer
    ]


def test_the_seal_can_be_checked_from_the_page() -> None:
    made = paper(13)
    page = key_html(made)
    saved = re.search(r'href="data:text/plain;charset=utf-8;base64,([^"]*)"', page)
    shown = re.search(r'<pre id="sealed">\n(.*?)</pre>', page, re.DOTALL)
    assert saved
    assert shown
    for text in (base64.b64decode(saved[1]), entities.unescape(shown[1]).encode()):
        assert text == key_text(made).encode()
        assert hashlib.sha256(text).hexdigest() == commitment(made)
    assert commitment(made) in page
    assert made.salt in page


def test_every_option_has_its_reason_and_name() -> None:
    made = paper(13)
    page = key_html(made)
    for slot in made.forms[0].slots:
        for option in slot.variants[0].options:
            assert entities.escape(option.why, quote=False) in page or "`" in option.why
    assert "counted twice" in page
    assert ">key a<" not in page
    reasons = key_view(made).items[7].reasons
    assert [(str(reason.text), reason.right, reason.name) for reason in reasons] == [
        ("5 days", True, ""), ("2 days", False, "bits for bytes"), ("7 days", False, "whole line")
    ]  # fmt: skip


def test_facts_come_with_their_lines_and_what_the_notes_have() -> None:
    page = key_html(paper(13))
    assert "Notes line 1486, flagged EXAM. " in page
    assert "Notes lines 2210\u20132213" in page
    assert f"<b>Outdated in the notes:</b> {sentence(FACTS[4].notes_say)}." in page
    assert "as of 2026-11-23." in page


def test_a_fact_that_two_lists_name_is_shown_once() -> None:
    for item in key_view(paper(13)).items:
        assert len({fact.id for fact in item.facts}) == len(item.facts)
