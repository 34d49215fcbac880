"""Turn HTML in an author's text into a problem.

Texts are CommonMark without HTML (https://spec.commonmark.org/0.31.2/#raw-html). What looks like a tag outside code is refused, also
where that standard would take it for text: `<b`, `</`, `<!` and `<?` have no business in a question.

Bad: `stem: "What does <b>this</b> cost?"`
Good: `stem: "What does **this** cost?"`, and `` `<b>` `` in code where a tag is meant to be read.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from generator.bank.sources import code_spans, texts
from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.place import Place
from generator.model.problem import Problem
from generator.model.question import Question, Source
from generator.realize.prove import Proof

_TAG = re.compile(r"(?<!\\)<[A-Za-z/!?][^<>\n]{0,60}>?")
MOST = 10
_TICKS = re.compile(r"`+")


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """HTML in a question's texts, in the members of its draws, and in what facts say."""
    for id, question in bank.questions.items():
        for source, exact in _texts(question):
            yield from (Finding(problem, id) for problem in _html(source, exact))
    for fact in bank.facts.values():
        for text in (fact.says, fact.notes_say):
            yield from (Finding(problem) for problem in _html(Source(text, fact.place), exact=False))


def _texts(question: Question) -> Iterator[tuple[Source, bool]]:
    yield from ((source, True) for source in texts(question))
    for draw in question.given:
        yield from ((Source(member, draw.place), False) for member in draw.args.get("from", ()) if isinstance(member, str))


def _html(source: Source, exact: bool) -> Iterator[Problem]:
    if "<" not in source.text:
        return
    masked = _masked(_masked(source.text, code_spans(source.text)), ticked(source.text))
    for tag in islice(_TAG.finditer(masked), MOST):
        place: Place = source.at(tag.start()) if exact else source.place
        hint = "write CommonMark: **bold**, `code`; put a tag that is meant to be read in `backquotes`"
        yield Problem(place, "raw-html", "HTML is not taken in texts", got=source.text[tag.start() : tag.end()], hint=hint)


def _masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with other characters in these places."""
    parts, done = [], 0
    for start, end in spans:
        if start >= done:
            parts += [text[done:start], "x" * (end - start)]
            done = end
    return "".join([*parts, text[done:]])


def ticked(text: str) -> Iterator[tuple[int, int]]:
    """Where code stands in backquotes: from a run of them to the next run of the same length, in one pass."""
    runs = [(run.start(), run.end()) for run in _TICKS.finditer(text)]
    later: dict[int, deque[int]] = defaultdict(deque)
    for at, (start, end) in enumerate(runs):
        later[end - start].append(at)
    done = -1
    for at, (start, end) in enumerate(runs):
        same = later[end - start]
        while same and same[0] <= at:
            same.popleft()
        if at > done and same:
            done = same[0]
            yield start, runs[done][1]
