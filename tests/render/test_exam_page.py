"""Sitting the paper in Chromium: a clock that is honest, answers that are kept, a file that `grade` reads, keys, print, phones."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page

from generator.model.copies import Ledger
from generator.model.paper import Paper, Slot, copy, key_text
from generator.render.html import paper_html
from generator.render.pdf import paper_pdf
from generator.score.responses import read_responses
from tests.render.papers import paper, paper_of
from tests.render.test_axe import violations

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
MINUTES = 26


def made() -> Paper:
    return paper(13)


STORE = f"examwright/{copy(made()).code}"


def begin(page: Page, name: str = "Ana") -> Page:
    page.fill("#name", name)
    page.click("text=Start the clock")
    return page


def press(page: Page, keys: str) -> None:
    for key in keys.split():
        page.keyboard.press(key)


def stored(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate("key => localStorage.getItem(key)", STORE))
    return found


def change(page: Page, **fields: Any) -> None:
    """Another state in storage, as if time had passed, and the page loaded again.

    Written from another page of the same folder: the paper's own clock must not tick between the writing and the loading.
    """
    here = page.url
    page.goto(here.replace("paper.html", "key.html"))
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [STORE, json.dumps({**stored(page), **fields})])
    page.goto(here)


def saved(page: Page) -> str:
    with page.expect_download() as waiting:
        page.click(".save:visible >> nth=0")
    assert waiting.value.suggested_filename == f"answers-{copy(made()).code}.csv"
    return Path(waiting.value.path()).read_bytes().decode()


def test_answers_survive_a_reload(visit: Visit, pages: Path) -> None:
    page = begin(visit(pages / "paper.html"))
    press(page, "B N Shift+A C F N A C N N N N N")
    page.fill("#q8n", "5.5")
    before = stored(page)
    page.reload()
    assert stored(page)["answers"] == before["answers"] == {"1": "B", "2": "C", "3": "AC", "8": "5.5"}
    assert page.is_visible("#q8")
    assert page.input_value("#q8n") == "5.5"
    page.click("#grid >> text='2'")
    assert page.is_checked("#q2C")
    assert page.get_attribute("#q2 .flag", "aria-pressed") == "true"
    assert "struck" in (page.get_attribute("#q2 .option >> nth=0", "class") or "")
    assert page.inner_text("#tally") == "4 answered \u00b7 1 flagged \u00b7 9 to go"


def test_the_file_is_read_by_grade(visit: Visit, pages: Path) -> None:
    page = begin(visit(pages / "paper.html"), '=O\'Neil, "Ana" \u0141')
    press(page, "C N B N A C N D")
    page.click("#grid >> text='8'")
    page.fill("#q8n", "1,234.5")
    text = saved(page)
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert text.endswith("\r\n")
    assert rows[0] == ["candidate", "copy", *map(str, range(1, 14))]
    assert rows[1] == ['=O\'Neil, "Ana" \u0141', copy(made()).code, "C", "B", "AC", "D", "", "", "", "1,234.5", "", "", "", "", ""]
    reading = read_responses(text, "answers.csv", Ledger(made()))
    assert not reading.problems
    assert reading.sittings[0].candidate == '=O\'Neil, "Ana" \u0141'
    assert [response.state for response in reading.sittings[0].responses.values()].count("answered") == 5
    assert reading.sittings[0].responses["1.8"].value == "1,234.5"


def test_the_clock_counts_from_the_start_and_locks_at_the_end(visit: Visit, pages: Path) -> None:
    page = begin(visit(pages / "paper.html"))
    press(page, "B")
    assert page.inner_text("#clock") in ("0:26:00", *(f"0:25:{second}" for second in range(50, 60)))
    now = page.evaluate("Date.now()")
    change(page, started=now - 20 * 60_000 - 500, elapsed=0)
    assert page.inner_text("#clock") in ("0:06:00", *(f"0:05:{second}" for second in range(50, 60)))
    assert "soon" in (page.get_attribute("#clock", "class") or "")
    assert page.inner_text("#pace-title") == "6 minutes left"
    change(page, started=now - MINUTES * 60_000 + 1500, elapsed=0)
    page.wait_for_selector("text=Time is up", timeout=5000)
    assert stored(page)["answers"] == {"1": "B"}
    assert page.evaluate("document.activeElement.id") == "over"
    assert page.is_disabled("#q1A")
    press(page, "C F")
    assert stored(page)["answers"] == {"1": "B"}
    assert not stored(page)["flags"]
    assert ",B," in saved(page)
    page.reload()
    assert page.is_visible("text=Time is up")
    assert page.inner_text("#clock") == "0:00:00"


def test_closing_the_page_does_not_stop_the_clock(visit: Visit, pages: Path) -> None:
    page = begin(visit(pages / "paper.html"))
    change(page, started=page.evaluate("Date.now()") - 3 * 3600_000, elapsed=0)
    assert page.is_visible("text=Time is up")


def test_a_clock_put_back_gives_no_time(visit: Visit, pages: Path) -> None:
    page = begin(visit(pages / "paper.html"))
    change(page, started=page.evaluate("Date.now()") + 3600_000, elapsed=600)
    assert page.inner_text("#clock") in ("0:16:00", *(f"0:15:{second}" for second in range(50, 60)))


def test_the_warnings_are_spoken_once(visit: Visit, pages: Path) -> None:
    page = begin(visit(pages / "paper.html"))
    change(page, started=page.evaluate("Date.now()") - (MINUTES - 10) * 60_000 - 500, elapsed=0)
    assert page.inner_text("#spoken") == "10 minutes left"
    change(page, started=page.evaluate("Date.now()") - (MINUTES - 5) * 60_000 - 500, elapsed=0)
    assert page.inner_text("#spoken") == "5 minutes left"


def test_the_pace_line(visit: Visit, pages: Path) -> None:
    page = begin(visit(pages / "paper.html"))
    change(page, started=page.evaluate("Date.now()") - 12 * 60_000 - 500, answers={str(at): "A" for at in (1, 2, 4, 5, 6)})
    assert page.inner_text("#pace") == "By now 12 minutes; the plan says 10."
    assert page.inner_text("#pace-title") == "On pace"
    change(page, started=page.evaluate("Date.now()") - 15 * 60_000 - 500)
    assert page.inner_text("#pace-title") == "5 minutes behind"


def test_keys(visit: Visit, pages: Path) -> None:
    page = begin(visit(pages / "paper.html"))
    press(page, "B ArrowRight")
    assert page.is_visible("#q2")
    press(page, "ArrowLeft A B")
    assert stored(page)["answers"] == {"1": "B"}
    press(page, "B")
    assert stored(page)["answers"] == {}
    press(page, "A Shift+A")
    assert stored(page)["answers"] == {}, "striking an option out takes it back"
    press(page, "A")
    assert (stored(page)["answers"], stored(page)["struck"]) == ({"1": "A"}, {"1": ""})
    page.click("#grid >> text='9'")
    press(page, "F A M")
    assert (stored(page)["answers"]["9"], stored(page)["flags"]) == ("AF", {"9": True})
    assert page.inner_text("#q9 .chosen") == "2 of 3 chosen"
    assert page.get_attribute("#grid button >> nth=8", "aria-label") == "Question 9, partly answered, flagged"
    page.click("summary")
    page.uncheck("#keys")
    press(page, "B N")
    assert stored(page)["answers"]["9"] == "AF"
    press(page, "ArrowRight")
    assert page.is_visible("#q10")


def test_a_number_is_typed_without_moving_on(visit: Visit, pages: Path) -> None:
    page = begin(visit(pages / "paper.html"))
    page.click("#grid >> text='8'")
    page.focus("#q8n")
    page.keyboard.type("12n")
    press(page, "ArrowLeft")
    assert page.is_visible("#q8")
    assert stored(page)["answers"] == {"8": "12n"}


def test_review_names_what_is_open_and_leads_there(visit: Visit, pages: Path) -> None:
    page = begin(visit(pages / "paper.html"))
    press(page, "A N B N A")
    page.click("#review")
    text = page.inner_text("#summary-text")
    assert text.startswith("2 of 13 answered, 0:2")
    assert "More or fewer chosen than asked for\n\n3" in text or "More or fewer chosen than asked for\n3" in text
    page.click("#summary-text >> text='11'")
    assert page.is_visible("#q11")
    page.click("#review")
    page.click("#finish")
    assert page.is_visible("#over-title >> text=Finished")
    stopped = page.inner_text("#clock")
    page.wait_for_timeout(1500)
    assert page.inner_text("#clock") == stopped
    page.click("#again")
    page.click("text=Erase all answers")
    assert stored(page)["answers"] == {}
    assert page.is_visible("text=Start the clock")


def test_all_questions_as_a_list(visit: Visit, pages: Path) -> None:
    page = begin(visit(pages / "paper.html"))
    assert page.locator(".question:visible").count() == 1
    page.click("#view")
    assert page.locator(".question:visible").count() == 13
    page.check("#q7B", force=True)
    assert stored(page)["answers"] == {"7": "B"}
    assert page.get_attribute("#grid button >> nth=6", "aria-current") == "true"


def test_two_tabs_hold_the_same_answers(visit: Visit, pages: Path) -> None:
    page = begin(visit(pages / "paper.html"))
    other = page.context.new_page()
    other.goto((pages / "paper.html").as_uri())
    press(page, "B")
    other.wait_for_selector("#q1B:checked", state="attached")
    press(other, "N C")
    page.wait_for_selector("#q2C:checked", state="attached")  # Chromium tells the other process a moment later
    press(page, "N N A C")
    other.wait_for_selector("#q3C:checked", state="attached")
    assert stored(other)["answers"] == {"1": "B", "2": "C", "3": "AC"}


def test_a_tab_that_missed_the_news_undoes_nothing(visit: Visit, pages: Path) -> None:
    page = begin(visit(pages / "paper.html"))
    press(page, "B")
    there = {**stored(page), "answers": {"1": "B", "5": "D"}}
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [STORE, json.dumps(there)])  # its own writing gives no event
    page.wait_for_timeout(1200)
    press(page, "N A Shift+B F N")
    assert stored(page)["answers"] == {"1": "B", "2": "A", "5": "D"}


def test_it_says_when_nothing_can_be_kept(visit: Visit, pages: Path) -> None:
    page = visit(pages / "paper.html")
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
    page.reload()
    begin(page)
    press(page, "C")
    assert page.inner_text("#saved") == "Not kept: save a file"
    assert ",C," in saved(page)


def test_a_broken_store_is_started_afresh(visit: Visit, pages: Path) -> None:
    page = visit(pages / "paper.html")
    page.evaluate("key => localStorage.setItem(key, '{broken')", STORE)
    page.reload()
    assert page.is_visible("text=Start the clock")


def test_nothing_moves_when_something_is_saved(visit: Visit, pages: Path) -> None:
    page = begin(visit(pages / "paper.html"))
    places = (
        "['main', '#clock', '.side', '#next', '#saved'].map(each => JSON.stringify(document.querySelector(each).getBoundingClientRect()))"
    )
    before = page.evaluate(places)
    page.wait_for_timeout(1100)
    press(page, "B")
    assert page.evaluate(places) == before


@pytest.mark.parametrize("width", [320, 768])
def test_no_question_is_wider_than_a_phone(width: int, visit: Visit, pages: Path) -> None:
    page = visit(pages / "paper.html", viewport={"width": width, "height": 640}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    begin(page).click("#view")
    wide = "[...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > innerWidth + 1)"
    assert page.evaluate(f"{wide}.map(each => each.outerHTML.slice(0, 99))") == []
    targets = "[...document.querySelectorAll('.option, main button, .grid button')].filter(each => each.checkVisibility())"
    assert page.evaluate(f"{targets}.filter(each => each.getBoundingClientRect().height < 43.5).length") == 0


def test_a_wide_table_is_scrolled_on_a_phone(visit: Visit, tmp_path: Path) -> None:
    item = made().forms[0].slots[0].variants[0]
    cells = " | ".join(f"wordwithoutbreak{at}" for at in range(6))
    wide = dataclasses.replace(item, stem=f"| {cells} |\n|{'--|' * 6}\n| {cells} |")
    (tmp_path / "wide.html").write_text(paper_html(paper_of([Slot("1.1", 1, False, (wide,))]), "a4"), encoding="utf-8")
    page = begin(visit(tmp_path / "wide.html", viewport={"width": 320, "height": 640}))
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.get_attribute("#q1s", "tabindex") == "0"
    assert violations(page) == []


def test_without_script_it_is_the_paper(visit: Visit, pages: Path) -> None:
    page = visit(pages / "paper.html", java_script_enabled=False)
    assert page.is_visible("text=Keep pace")
    assert page.locator(".question:visible").count() == 13
    assert page.locator("button:visible, input:visible").count() == 0


def words(pdf: bytes) -> list[list[str]]:
    """Every character of each page, sorted: browsers draw the heading and the page's number first, WeasyPrint last."""
    document = pypdfium2.PdfDocument(pdf)
    found = [sorted("".join(page.get_textpage().get_text_bounded().split())) for page in document]
    document.close()
    return found


def test_it_prints_like_the_pdf(visit: Visit, pages: Path) -> None:
    """Page for page the same words, also in the middle of a sitting."""
    page = begin(visit(pages / "paper.html"))
    press(page, "B N Shift+C F")
    assert words(page.pdf(prefer_css_page_size=True)) == words(paper_pdf(made(), "a4"))


def test_the_key_gives_its_sealed_text(visit: Visit, pages: Path) -> None:
    page = visit(pages / "key.html")
    with page.expect_download() as waiting:
        page.click("text=save the sealed text")
    assert Path(waiting.value.path()).read_bytes() == key_text(made()).encode()
