"""White space: shared evenly between the questions of a page, never wider than allowed, never on a page that is broken inside one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from generator.render.spread import WIDEST, spread


@dataclass
class Box:
    """What of WeasyPrint's boxes is used."""

    top: float
    height: float
    element: Element = field(default_factory=lambda: Element("article", {"class": "question"}))
    children: tuple[Any, ...] = ()
    element_tag: str = "article"

    def border_box_y(self) -> float:
        return self.top

    def border_height(self) -> float:
        return self.height

    def content_box_y(self) -> float:
        return self.top

    def is_in_normal_flow(self) -> bool:
        return True

    def translate(self, dx: float, dy: float) -> None:
        assert dx == 0
        self.top += dy


def page(*blocks: Box, height: float = 900) -> Box:
    return Box(100, height, Element("html"), (Box(100, 0, Element("main"), blocks, "main"),), "html")


def tops(*pages: Box) -> list[list[float]]:
    return [[block.top for block in each.children[0].children] for each in pages]


def test_gaps_are_even_and_the_last_question_ends_at_the_foot() -> None:
    first, second = page(Box(100, 300), Box(420, 300), Box(740, 220)), page(Box(100, 300), Box(420, 300))
    assert spread([page(Box(100, 900)), first, second]) == [1, 2]
    assert tops(first) == [[100, 440, 780]]
    assert tops(second) == [[100, 440]], "the last page takes the gap of the one before it"


def test_no_gap_is_wider_than_allowed() -> None:
    first = page(Box(100, 100), Box(220, 100))
    spread([first, page(Box(100, 100))])
    assert tops(first) == [[100, pytest.approx(220 + WIDEST)]]


def test_a_broken_question_stays() -> None:
    split = Element("article", {"class": "question"})
    first, second = page(Box(100, 100), Box(220, 700, split)), page(Box(100, 300, split), Box(420, 100))
    spread([first, second, page(Box(100, 100))])
    assert tops(first) == [[100, 220]]
    assert tops(second) == [[100, pytest.approx(420 + WIDEST)]]


def test_the_end_goes_with_the_last_question() -> None:
    end = Box(640, 20, Element("p", {"class": "end"}), (), "p")
    last = page(Box(100, 300), Box(420, 200), end)
    spread([last])
    assert tops(last) == [[100, pytest.approx(420 + WIDEST), pytest.approx(640 + WIDEST)]]


def test_pages_without_questions_stay() -> None:
    cover = page(Box(100, 50, Element("h1"), (), "h1"))
    spread([cover, page(Box(100, 2000))])
    assert tops(cover) == [[100]]


def test_an_overfull_page_is_not_drawn_together() -> None:
    full = page(Box(100, 500), Box(620, 500))
    assert spread([full, page(Box(100, 1))]) == []
    assert tops(full) == [[100, 620]]
