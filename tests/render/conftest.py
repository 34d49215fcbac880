"""The pages written once, and a way to open them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.render.html import key_html, paper_html
from tests.render.papers import paper


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with paper.html and key.html of 13 questions."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "paper.html").write_text(paper_html(paper(13), "a4"), encoding="utf-8")
    (folder / "key.html").write_text(key_html(paper(13)), encoding="utf-8")
    return folder


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
