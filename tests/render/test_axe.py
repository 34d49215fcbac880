"""The pages pass axe without a violation, in every state, light and dark, wide and narrow. https://github.com/dequelabs/axe-core"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = {"target-size": {"enabled": True}, "color-contrast-enhanced": {"enabled": False}}
NARROW = {"viewport": {"width": 320, "height": 640}}
Visit = Callable[..., Page]


def violations(page: Page) -> list[str]:
    """What axe finds; its script is put in past the page's own policy."""
    page.evaluate(AXE + "\nundefined")
    found: list[dict[str, Any]] = page.evaluate("rules => axe.run({rules}).then(found => found.violations)", RULES)
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("shape", [{}, NARROW], ids=["wide", "narrow"])
def test_the_desk(scheme: str, shape: dict[str, Any], visit: Visit, pages: Path) -> None:
    page = visit(pages / "paper.html", color_scheme=scheme, **shape)
    assert violations(page) == []
    page.fill("#name", "Ana")
    page.click("text=Start the clock")
    for key in ("B", "N", "A", "F", "Shift+C", "N", "A"):
        page.keyboard.press(key)
    page.click("summary")
    assert violations(page) == []
    page.click("#view")
    assert violations(page) == []
    page.click("#review")
    assert violations(page) == []
    page.click("#finish")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_script(scheme: str, visit: Visit, pages: Path) -> None:
    """Axe needs script: the page without its own is the page with the class taken off again."""
    page = visit(pages / "paper.html", color_scheme=scheme)
    page.evaluate("document.documentElement.classList.remove('live')")
    assert page.is_visible("text=Keep pace")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("shape", [{}, NARROW], ids=["wide", "narrow"])
def test_the_key(scheme: str, shape: dict[str, Any], visit: Visit, pages: Path) -> None:
    page = visit(pages / "key.html", color_scheme=scheme, **shape)
    page.click("summary")
    assert violations(page) == []


def test_axe_finds_what_is_wrong(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text('<!doctype html><title>x</title><main><img src="data:," style="color:#eee">', encoding="utf-8")
    assert any(found.startswith("image-alt") for found in violations(visit(tmp_path / "wrong.html")))
