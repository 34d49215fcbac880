"""Turn HTML in an author's text into a problem.

Texts are CommonMark without HTML (https://spec.commonmark.org/0.31.2/#raw-html); what that standard takes for a tag is an error.

Bad: `stem: "What does <b>this</b> cost?"`
Good: `stem: "What does **this** cost?"`, and `` `<b>` `` in code where a tag is meant to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from generator.bank.sources import texts
from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.place import Place
from generator.model.problem import Problem
from generator.model.question import Question, Source
from generator.realize.prove import Proof

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_TAG = re.compile(r"<[A-Za-z/!?]")
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


@cache
def commonmark() -> MarkdownIt:
    """The parser of the CommonMark standard, which knows raw HTML from text; loaded once it is needed."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Raw HTML in a question's texts, in the members of its draws, and in what facts say."""
    for id, question in bank.questions.items():
        for text, place, exact in _texts(question):
            yield from (Finding(problem, id) for problem in _html(text, place, exact))
    for fact in bank.facts.values():
        for text in (fact.says, fact.notes_say):
            yield from (Finding(problem) for problem in _html(text, fact.place, False))


def _texts(question: Question) -> Iterator[tuple[str, Place, bool]]:
    for source in texts(question):
        yield source.text, source.place, True
    for draw in question.given:
        for member in draw.args.get("from", ()):
            if isinstance(member, str):
                yield member, draw.place, False


def _html(text: str, place: Place, exact: bool) -> Iterator[Problem]:
    if not _TAG.search(text):
        return
    masked = _JINJA.sub(lambda found: "x" * len(found[0]), text)
    tags = [token.content for block in commonmark().parse(masked) for token in (block, *(block.children or ())) if token.type in _HTML]
    start = 0
    for tag in tags:
        line = tag.strip().split("\n")[0]
        start = max(masked.find(line, start), start)
        where = _at(text, start, place) if exact else place
        hint = "write CommonMark: **bold**, `code`; put a tag that is meant to be read in `backquotes`"
        yield Problem(where, "raw-html", "HTML is not taken in texts", got=line[:60], hint=hint)
        start += len(line)


_HTML = frozenset({"html_inline", "html_block"})


def _at(text: str, offset: int, place: Place) -> Place:
    return Source(text, place).at(offset)
