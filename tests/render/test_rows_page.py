"""Numbered rows on screen: a list of letters in each, kept, saved as `1C 2A`, read by `grade`; and on paper, in key and report."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.model.copies import Ledger
from generator.model.paper import copy
from generator.model.response import Response, Sitting
from generator.render.html import key_html, paper_html
from generator.render.pdf import paper_pdf
from generator.render.report import candidate_html, class_html
from generator.score.mark import mark
from generator.score.responses import read_responses
from tests.render.papers import rows_paper
from tests.render.test_axe import violations
from tests.render.test_exam_page import begin, press, words

Visit = Callable[..., Page]


@pytest.fixture
def desk(visit: Visit, tmp_path: Path) -> Page:
    (tmp_path / "paper.html").write_text(paper_html(rows_paper(), "a4"), encoding="utf-8")
    return begin(visit(tmp_path / "paper.html"))


def answers(page: Page) -> dict[str, Any]:
    key = f"examwright/{copy(rows_paper()).code}"
    found: dict[str, Any] = json.loads(page.evaluate("key => localStorage.getItem(key)", key))["answers"]
    return found


@pytest.mark.browser
def test_letters_are_chosen_with_keys_alone_and_kept(desk: Page) -> None:
    press(desk, "N")
    press(desk, "Tab Tab D Tab E Tab a Tab b")
    assert answers(desk) == {"2": "1D 2E 3A 4B"}
    assert desk.inner_text("#q2 .chosen") == "4 of 4 chosen"
    assert desk.is_visible("#q2"), "a letter typed into a list is no key of the desk"
    desk.reload()
    assert [desk.input_value(f"#q2r{row}") for row in (1, 2, 3, 4)] == ["D", "E", "A", "B"]
    assert desk.inner_text("#tally") == "1 answered \u00b7 0 flagged \u00b7 3 to go"
    assert violations(desk) == []


@pytest.mark.browser
def test_rows_that_are_open_or_alike_are_said(desk: Page) -> None:
    press(desk, "N")
    desk.select_option("#q2r1", "C")
    desk.select_option("#q2r3", "C")
    assert desk.inner_text("#q2 .chosen") == "C stands twice"
    assert desk.get_attribute("#grid button >> nth=1", "aria-label") == "Question 2, partly answered"
    desk.select_option("#q2r3", "")
    assert desk.inner_text("#q2 .chosen") == "1 of 4 chosen"
    assert answers(desk) == {"2": "1C"}
    desk.select_option("#q2r1", "")
    assert answers(desk) == {}
    assert desk.get_attribute("#grid button >> nth=1", "aria-label") == "Question 2"


@pytest.mark.browser
def test_the_file_is_read_and_the_rows_are_locked_at_the_end(desk: Page) -> None:
    press(desk, "A N")
    for row, letter in enumerate("DEAB", 1):
        desk.select_option(f"#q2r{row}", letter)
    desk.click("#grid >> text='4'")
    desk.select_option("#q4r2", "B")
    desk.click("#review")
    desk.click("#finish")
    assert desk.is_disabled("#q4r1")
    assert desk.is_disabled("#q2r1")
    with desk.expect_download() as waiting:
        desk.click(".save:visible >> nth=0")
    text = Path(waiting.value.path()).read_bytes().decode()
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True))[1][2:] == ["A", "1D 2E 3A 4B", "", "2B"]
    reading = read_responses(text, "answers.csv", Ledger(rows_paper()))
    assert not reading.problems
    score = mark(rows_paper(), [], reading.sittings).scores[0]
    assert [found.outcome for found in score.marks] == ["right", "right", "blank", "wrong"]


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 768])
def test_rows_fit_a_phone(width: int, visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "paper.html").write_text(paper_html(rows_paper(), "a4"), encoding="utf-8")
    page = begin(visit(tmp_path / "paper.html", viewport={"width": width, "height": 640}, has_touch=True))
    page.click("#view")
    wide = "[...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > innerWidth + 1)"
    assert page.evaluate(f"{wide}.map(each => each.outerHTML.slice(0, 99))") == []
    assert page.evaluate("[...document.querySelectorAll('select')].filter(each => each.getBoundingClientRect().height < 43.5).length") == 0
    assert violations(page) == []


@pytest.mark.browser
def test_it_prints_like_the_pdf(desk: Page) -> None:
    press(desk, "N")
    desk.select_option("#q2r1", "C")
    assert words(desk.pdf(prefer_css_page_size=True)) == words(paper_pdf(rows_paper(), "a4"))


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html[html.find("<body") :])).split())


def test_the_key_has_letters_by_row_and_reasons_in_the_order_of_the_rows() -> None:
    html = plain(key_html(rows_paper()))
    assert "2 1D 2E 3A 4B" in html
    assert "Players reach the Region that responds fastest for them. \u2192 B" in html
    at = [html.index(text) for text in ("1. It answers with the standby", "2. It answers by the country", "3. It sends", "It has neither")]
    assert at == sorted(at)
    assert "C An alarm raises the desired capacity. 1. The group acts" in html


def test_the_reports_name_the_mix_up_and_what_is_right() -> None:
    made = rows_paper()
    pairs, steps = (made.form(1).slots[at].variants[0] for at in (1, 3))
    spare = next(option.public_id for option in pairs.options if not option.right)
    given = {
        "1.2": Response((pairs.rows[1].right, pairs.rows[0].right, spare, ""), "answered"),
        "1.4": Response((steps.rows[1].right, steps.rows[0].right, *(row.right for row in steps.rows[2:])), "answered"),
    }
    found = mark(made, [], [Sitting(made.code, name, 0, "typed", given) for name in ("Ada", "Bob")])
    html = plain(candidate_html(made, found, found.scores[0]))
    for text in (
        "check of the primary fails. \u2192 Geolocation routing Geolocation taken for failover. It answers with the standby",
        "Simple routing It has neither health checks nor conditions.",
        "None of four rows right, one left blank.",
        "A new version gets 4 % of the requests during a trial. \u2192 Weighted routing",
        "Pending before alarm. The group acts on the capacity that is wanted.",
        "Two of four rows right.",
        "1. An alarm raises the desired capacity.",
        "wrong 1D 2E 3A 4B",
        "wrong 1C 2B 3D 4A",
    ):
        assert text in html, text
    assert "Geolocation taken for failover." in plain(class_html(made, found))
