"""Turn a paper into HTML: the page to sit on screen, the pages to print, and the key, each one file that fetches nothing."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

from generator.model.paper import Copy, Paper, copy
from generator.model.sheet import SIZES, SizeName
from generator.render.environment import asset, page
from generator.render.fonts import html_rules
from generator.render.key import key_view
from generator.render.view import Cover, cover, questions

_POLICY = "default-src 'none'; script-src {}; style-src {}; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"


def paper_html(paper: Paper, size: SizeName, of: Copy | None = None) -> str:
    """The page to sit (copy 0 unless another is given): with script a clock and inputs, without it the paper to read and print."""
    chosen = of or copy(paper)
    front = cover(paper, chosen)
    style = _style(asset("look.css"), _media("print", asset("paper/print.css")), page_rules(front, size), asset("paper/screen.css"))
    script = asset("paper/exam.js")
    return page(
        "paper/paper.html.j2", cover=front, questions=questions(chosen), code=chosen.code, paper=paper.code,
        style=style, script=script, policy=_policy(script, style),
    )  # fmt: skip


def paper_print(paper: Paper, size: SizeName, of: Copy | None = None) -> str:
    """The same paper as `to_pdf` takes it, without script; its style sheets are given beside it."""
    chosen = of or copy(paper)
    front = cover(paper, chosen)
    return page("paper/print.html.j2", cover=front, questions=questions(chosen), page_rules=page_rules(front, size))


def key_html(paper: Paper) -> str:
    """The teacher's page: answers, the opened commitment, every option's reason, the facts."""
    style = _style(asset("look.css"), asset("key/key.css"))
    return page("key/key.html.j2", key=key_view(paper), style=style, policy=_policy(Markup(""), style), live=True)


def key_print(paper: Paper, size: SizeName) -> str:
    """The same key as `to_pdf` takes it."""
    view = key_view(paper)
    return page("key/print.html.j2", key=view, size=SIZES[size], live=False)


def page_rules(front: Cover, size: SizeName) -> Markup:
    """The page rules that differ from paper to paper."""
    return Markup(page("paper/page.css.j2", cover=front, size=SIZES[size]))


def _style(*parts: Markup) -> Markup:
    """What a page that fetches nothing carries: its fonts, then its style sheets."""
    return Markup("").join([html_rules(), *parts])


def _media(name: str, style: Markup) -> Markup:
    return Markup("@media {} {{\n{}}}\n").format(Markup(name), style)


def _policy(script: str, style: str) -> str:
    """A policy that lets exactly this script and this style sheet run. https://www.w3.org/TR/CSP3/"""
    return _POLICY.format(_allowed(script), _allowed(style))


def _allowed(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'" if text else "'none'"
