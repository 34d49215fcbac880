"""Turn CommonMark with tables into safe HTML: no raw HTML, no links, no images, no style attributes.

https://spec.commonmark.org/0.31.2/ and https://github.github.com/gfm/#tables-extension-
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markupsafe import Markup

# One line that no rule of CommonMark touches: most options and reasons are of this sort, and need no parser.
_PLAIN = re.compile(r"(?![-+>#~]|\d{1,9}[.)](?:\s|\Z))(?=\S)[^\\`*_\[\]<&\n\r\t\x00]*(?<=\S)\Z")
_ALIGNED = re.compile(r"text-align:(left|right|center)")
_SHALLOWEST_HEADING = 3
_SHORT_INSTRUCTION = 20  # `Select THREE.` stays on one line
# What a line must not end within: us-east-1, GB-month, vCPU-hour, and the /17 of a network.
_KEPT = re.compile(r"(?<![\w&;/<.-])([a-z]{2,}(?:-[a-z]+)+-\d{1,2}|[A-Za-z]{2,4}-(?:hour|month|second)s?|/\d{1,3})(?![\w;/>-])")
_TAG = re.compile(r"(<[^>]*>)")
_SWITCHED_OFF = ["link", "image", "autolink", "reference", "html_block", "html_inline"]


def _tidy(state: StateCore) -> None:
    """Alignment as classes (a strict policy forbids style attributes), scopes for header cells, headings below the page's own."""
    for token in state.tokens:
        if token.type in ("th_open", "td_open"):
            aligned = _ALIGNED.match(str(token.attrs.pop("style", "")))
            if token.type == "th_open":
                token.attrSet("scope", "col")
            if aligned and aligned[1] != "left":
                token.attrSet("class", aligned[1])
        elif token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + _SHALLOWEST_HEADING - 1)}"


@cache
def _parser() -> MarkdownIt:
    found = MarkdownIt("commonmark", {"html": False}).enable("table").disable(_SWITCHED_OFF)
    found.core.ruler.push("tidy", _tidy)
    return found


@lru_cache(maxsize=8192)
def flowing(text: str) -> Markup:
    """The text as paragraphs, lists, tables and code."""
    html = f"<p>{escapeHtml(text)}</p>\n" if _PLAIN.match(text) else _parser().render(text)
    return Markup(_kept(html))


def _kept(html: str) -> str:
    """The same, with what a line must not end within held together."""
    pieces = _TAG.split(html)
    return "".join(_KEPT.sub(r'<span class="kept">\1</span>', piece) if " " in piece and piece[0] != "<" else piece for piece in pieces)


def inline(text: str) -> Markup:
    """The text without its paragraph where it is one paragraph and no more; otherwise as `flowing` gives it."""
    whole = flowing(text)
    body = whole.removeprefix("<p>").removesuffix("</p>\n")
    return Markup(body) if len(whole) - len(body) == len("<p></p>\n") and "<p>" not in body and "</p>" not in body else whole


def with_instruction(text: str, instruction: str) -> Markup:
    """The stem with what is to be done (`Select TWO.`) in bold at the end of its last paragraph; a long one is a paragraph of its own."""
    whole = flowing(text)
    if not instruction:
        return whole
    is_short = len(instruction) <= _SHORT_INSTRUCTION
    kept = ' class="do"' if is_short else ""
    bold = Markup(f"<strong{kept}>{escapeHtml(instruction)}</strong>")
    end = Markup("</p>\n")
    if whole.endswith(end) and is_short:
        return Markup(whole.removesuffix(end)) + " " + bold + end
    return whole + Markup("<p>") + bold + end
