"""A real server on loopback in front of a desk in memory, and Chromium that was let in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from waitress import wasyncore

from generator.web.doubts.serve import server
from tests.web.doubts.desks import MemoryDesk


@dataclass
class Site:
    """A running server, its desk, and every link that it gave out."""

    desk: MemoryDesk
    links: list[str]

    @property
    def host(self) -> str:
        return self.links[0].split("/")[2]


@pytest.fixture
def site() -> Iterator[Site]:
    links: list[str] = []
    desk = MemoryDesk()
    running = server(desk, links.append)
    done = threading.Event()

    def run() -> None:
        while not done.is_set():
            wasyncore.loop(timeout=0.05, map=running._map, count=1)
        running.task_dispatcher.shutdown()
        wasyncore.close_all(running._map)

    thread = threading.Thread(target=run)
    thread.start()
    yield Site(desk, links)
    done.set()
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture
def enter(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Open the newest link in a fresh profile and say who is there; a message in the console or an error in a page fails the test."""
    trouble: list[str] = []
    contexts: list[BrowserContext] = []

    def enter(who: str = "Ann", **settings: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1240, "height": 860}, **settings})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(f"http://{site.host}/") else trouble.append(request.url))
        page.goto(site.links[-1])
        if who:
            page.fill("#who", who)
            page.keyboard.press("Enter")
            page.wait_for_selector("[data-enter]")
        return page

    yield enter
    for context in contexts:
        context.close()
    expected = (
        "404 (Not Found)",
        "422 (Unprocessable Content)",
        "422 (Unprocessable Entity)",
    )  # no picture any more; a form with a complaint
    assert not [text for text in trouble if not text.endswith(expected)], trouble
