"""The page to sit as text: one file that fetches nothing, with a policy that fits it, in the order of its copy."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
import tinycss2

from generator.kinds.table import KINDS
from generator.model.paper import Policy, copy
from generator.model.resources import data_dir
from generator.render.environment import asset, css_text, environment
from generator.render.html import key_html, paper_html, paper_print
from generator.render.view import cover, pace, questions
from tests.render.papers import paper

PAGES = {"paper": lambda: paper_html(paper(13), "a4"), "key": lambda: key_html(paper(13))}


@pytest.mark.parametrize("name", PAGES)
def test_it_fetches_nothing(name: str) -> None:
    page = PAGES[name]()
    assert not re.findall(r"""\b(?:src|srcset|poster|data|action|formaction|ping|background|xlink:href)\s*=\s*["']""", page)
    assert all(address.startswith("data:") for address in re.findall(r'\bhref="([^"]*)"', page))
    assert all(address.startswith("data:font/woff2;base64,") for address in re.findall(r"url\(([^)]*)\)", page))
    assert not re.search(r"@import|https?://", page)
    assert not re.search(r"<[^>]+\s(?:style|on\w+)=", page)


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_allows_exactly_its_own_script_and_style(name: str) -> None:
    page = PAGES[name]()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    allowed = policy[1].replace("&#39;", "'")
    assert "unsafe" not in allowed
    assert "default-src 'none'" in allowed
    for element, directive in (("script", "script-src"), ("style", "style-src")):
        bodies = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        hashes = {base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies}
        granted = re.search(rf"{directive} ([^;]*)", allowed)
        assert granted
        assert granted[1] == (" ".join(f"'sha256-{digest}'" for digest in hashes) or "'none'")


def test_the_same_paper_gives_the_same_page() -> None:
    assert paper_html(paper(7), "a4") == paper_html(paper(7), "a4")
    assert paper_html(paper(7), "a4") != paper_html(paper(7), "letter")


def test_options_stand_in_the_order_of_the_copy() -> None:
    made = paper(13)
    shuffled = copy(made, 5, policy=Policy("shuffled", "shuffled", "own"))
    assert [slot.slot.id for slot in shuffled.slots] != [slot.slot.id for slot in copy(made).slots]
    for slot, shown in zip(shuffled.slots, questions(shuffled), strict=True):
        texts = {option.public_id: option.text for option in slot.item.options}
        assert [re.sub("</?code>", "`", text) for _, text in shown.options] == [texts[public] for public in slot.options]
    assert shuffled.code in paper_html(made, "a4", shuffled)
    assert shuffled.code in paper_print(made, "a4", shuffled)


def test_pace_marks_are_the_quarters() -> None:
    assert [(mark.question, mark.minutes) for mark in pace(65, 130)] == [(17, 34), (33, 66), (49, 98)]
    assert [(mark.question, mark.minutes) for mark in pace(20, 40)] == [(5, 10), (10, 20), (15, 30)]
    assert pace(3, 10) == ()


def test_the_cover_says_what_is_in_the_paper() -> None:
    made = paper(13)
    front = cover(made, copy(made))
    assert (front.count, front.selects, front.numbers, front.trials) == (13, ("Select TWO", "Select THREE"), True, True)
    assert "".join(front.seal) == "".join(front.seal).lower()
    assert len("".join(front.seal)) == 64
    assert "being tried out" not in paper_html(paper(13, pilots=0), "a4")
    assert "being tried out" in paper_html(made, "a4")


def test_every_kind_has_its_template() -> None:
    assert {path.name.removesuffix(".html.j2") for path in (data_dir("templates") / "kinds").iterdir()} == {*KINDS, "lettered", "rows"}


def test_text_cannot_leave_its_place() -> None:
    title = 'A "title" </style><script>alert(1)</script> \\ & more'
    page = paper_html(paper(4, title=title), "a4")
    assert "<script>alert" not in page
    for text in ('</style>"\\\n', "A \u00b7 B & C", "A & B", title):
        assert tinycss2.parse_one_component_value(css_text(text)).value == text
        assert "<" not in css_text(text)


def test_templates_escape_and_refuse_what_is_undefined() -> None:
    shared = environment()
    assert shared.from_string("{{ text }}").render(text="<b>") == "&lt;b&gt;"
    with pytest.raises(Exception, match="undefined"):
        shared.from_string("{{ nothing }}").render()


def test_our_assets_cannot_end_their_element() -> None:
    for name in ("look.css", "paper/print.css", "paper/screen.css", "paper/exam.js", "key/key.css", "report/report.css"):
        assert "</" not in asset(name)
