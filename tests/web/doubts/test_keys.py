"""A batch settled in Chromium by keyboard alone; axe finds nothing, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.scan.doubts import REOPENED
from tests.render.test_axe import violations
from tests.web.doubts.conftest import Site

pytestmark = pytest.mark.browser
Enter = Callable[..., Page]
NARROW = {"viewport": {"width": 360, "height": 740}}


def press(page: Page, keys: str) -> None:
    for key in keys.split():
        page.keyboard.press(key)


def goes(page: Page, keys: str, title: str) -> None:
    """Keys that lead to another page."""
    press(page, keys)
    page.wait_for_function("title => document.querySelector('h1')?.innerText.startsWith(title)", arg=title, timeout=10_000)


def values(site: Site) -> list[str]:
    return [line.value for line in site.desk.lines]


def test_by_keyboard_from_the_link_to_the_end(enter: Enter, site: Site) -> None:
    page = enter()
    goes(page, "Enter", "Question 12")
    assert page.inner_text("#save-text") == "Accept B"
    goes(page, "Enter", "Question 30")
    assert page.inner_text("#save-text") == "Accept A C"
    press(page, "C D")
    assert page.inner_text("#save-text") == "Save A D"
    goes(page, "Enter", "Question 41")
    goes(page, "Shift+H", "Question 50")
    page.keyboard.type("7.5")
    goes(page, "Enter", "Whose sheet is it?")
    press(page, "/")
    page.keyboard.type("bo")
    press(page, "Enter")
    page.wait_for_selector("text=Found")
    press(page, "Escape")
    goes(page, "Enter", "What is this page?")
    press(page, "/")
    page.keyboard.type("7k3qwd-m4tx2/1")
    goes(page, "Enter", "All is settled")
    assert values(site) == ["B", "AD", "H", "7.5", "1002", "7k3qwd-m4tx2/1"]
    assert {line.who for line in site.desk.lines} == {"Ann"}
    assert page.inner_text(".command") == "examwright scan 7K3QWD --batch 4b --mark"


def test_blank_invalid_undo_next_previous_help(enter: Enter, site: Site) -> None:
    page = enter()
    goes(page, "Enter", "Question 12")
    press(page, "?")
    assert page.get_attribute("#keys", "open") is not None
    press(page, "?")
    assert page.get_attribute("#keys", "open") is None
    page.evaluate("document.activeElement.blur()")
    goes(page, "N", "Question 30")
    goes(page, "P", "Question 12")
    goes(page, "ArrowLeft", "What is this page?")
    goes(page, "ArrowRight", "Question 12")
    goes(page, "0", "Question 30")
    goes(page, "X", "Question 41")
    goes(page, "U", "Question 30")
    goes(page, "U", "Question 12")
    assert values(site) == ["", "invalid", REOPENED, REOPENED]
    press(page, "R")
    page.keyboard.type("her cross, X and N are letters here")
    goes(page, "Enter", "Question 30")
    assert site.desk.lines[-1].why == "her cross, X and N are letters here"
    assert site.desk.lines[-1].value == "B"


def test_two_fast_presses_settle_one_doubt(enter: Enter, site: Site) -> None:
    page = enter()
    goes(page, "Enter", "Question 12")
    page.evaluate("""() => { for (let at = 0; at < 3; at++)
        document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true})); }""")
    page.wait_for_function("() => document.querySelector('h1').innerText.startsWith('Question 30')")
    assert values(site) == ["B"]


def test_a_digit_chooses_the_nearest(enter: Enter, site: Site) -> None:
    page = enter()
    goes(page, "Enter", "Question 12")
    goes(page, "P", "What is this page?")
    goes(page, "P", "Whose sheet is it?")
    goes(page, "2 Enter", "What is this page?")
    assert values(site) == ["1001"]


@pytest.mark.parametrize(("scheme", "shape"), [("light", NARROW), ("dark", {})], ids=["light and narrow", "dark and wide"])
def test_axe_finds_nothing(scheme: str, shape: dict[str, Any], enter: Enter, site: Site) -> None:
    page = enter(color_scheme=scheme, **shape)
    assert violations(page) == []
    steps = ("Enter", "Question 12"), ("Enter", "Question 30"), ("Shift+A", "Question 41"), ("0", "Question 50"), ("", "Whose sheet")
    for keys, title in steps:
        if not keys:
            page.keyboard.type("5")
            keys = "Enter"
        goes(page, keys, title)
        press(page, "?" if title == "Question 41" else "")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out"
    page.click("#save")
    page.wait_for_selector("[role=alert]")
    assert violations(page) == []
    goes(page, "1 Enter", "What is this page?")
    goes(page, "1 Enter", "All is settled")
    assert violations(page) == []


def test_without_script_the_forms_work(enter: Enter, site: Site) -> None:
    page = enter(java_script_enabled=False)
    page.click("text=Settle")
    page.check("input[value=C]", force=True)
    page.click("#save")
    assert values(site) == ["BC"]
