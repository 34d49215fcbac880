"""Turn a paper into HTML: the page to sit on screen, the pages to print, and the key, each one file that fetches nothing."""

from __future__ import annotations

from markupsafe import Markup

from generator.model.paper import Copy, Paper, copy
from generator.model.sheet import SIZES, SizeName
from generator.render.carried import policy, style
from generator.render.environment import asset, page
from generator.render.key import key_view
from generator.render.view import Cover, cover, questions


def paper_html(paper: Paper, size: SizeName, of: Copy | None = None) -> str:
    """The page to sit (copy 0 unless another is given): with script a clock and inputs, without it the paper to read and print."""
    chosen = of or copy(paper)
    front = cover(paper, chosen)
    printed = Markup("@media print {{\n{}\n}}").format(asset("paper/print.css"))
    sheet, script = style(printed, page_rules(front, size), asset("paper/screen.css")), asset("paper/exam.js")
    return page(
        "paper/paper.html.j2", cover=front, questions=questions(chosen), code=chosen.code, paper=paper.code,
        style=sheet, script=script, policy=policy(script, sheet),
    )  # fmt: skip


def paper_print(paper: Paper, size: SizeName, of: Copy | None = None) -> str:
    """The same paper as `to_pdf` takes it, without script; its style sheets are given beside it."""
    chosen = of or copy(paper)
    front = cover(paper, chosen)
    return page("paper/print.html.j2", cover=front, questions=questions(chosen), page_rules=page_rules(front, size))


def key_html(paper: Paper) -> str:
    """The teacher's page: answers, the opened commitment, every option's reason, the facts."""
    sheet = style(asset("key/key.css"))
    return page("key/key.html.j2", key=key_view(paper), style=sheet, policy=policy("", sheet), live=True)


def key_print(paper: Paper, size: SizeName) -> str:
    """The same key as `to_pdf` takes it."""
    return page("key/print.html.j2", key=key_view(paper), size=SIZES[size], live=False)


def page_rules(front: Cover, size: SizeName) -> Markup:
    """The page rules that differ from paper to paper."""
    return Markup(page("paper/page.css.j2", cover=front, size=SIZES[size]))
