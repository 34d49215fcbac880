"""The pages written once, and Debian's own Chromium, one for each worker."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from generator.render.html import key_html, paper_html
from tests.render.papers import paper


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with paper.html and key.html of 13 questions."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "paper.html").write_text(paper_html(paper(13), "a4"), encoding="utf-8")
    (folder / "key.html").write_text(key_html(paper(13)), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "Chromium is missing: make test installs it"
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a file in a fresh browser profile; a message in the console or an error in the page fails the test."""
    trouble: list[str] = []
    contexts = []

    def visit(path: Path, **settings: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1240, "height": 860}, **settings})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("request", lambda request: trouble.append(request.url) if request.url.startswith("http") else None)
        page.goto(path.as_uri())
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not trouble
