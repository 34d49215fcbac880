"""Turn what was marked into what a reader can learn from: questions in short, options by name, facts to read again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from generator.kinds.table import KINDS
from generator.model.fact import FactNote
from generator.model.item import Item
from generator.model.paper import Paper
from generator.model.question import DOMAINS
from generator.model.score import Tally
from generator.render.commonmark import flowing, inline
from generator.render.names import shortened

LOST = frozenset({"wrong", "blank", "invalid"})
LONGEST_QUESTION = 150
STANDS_OUT = Fraction(1, 10)
_TELLING = 60  # a question shorter than this says little without the sentence before it
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.?!:])\s+(?=[^a-z\s])")
_NAMELESS = re.compile(r"key(?:-.*)?|true|false")
_WORD = re.compile(r"[A-Za-z0-9]+")
_SPELLED = re.compile(r"\b[A-Za-z0-9]+[A-Z][A-Za-z0-9]*\b|\b[A-Z][A-Za-z]*[0-9]+\b")  # IAM, CloudFront, DynamoDB, S3, EC2


@dataclass(frozen=True, slots=True)
class Choice:
    """A wrong answer that was chosen: its text, the misconception's name ("" where it has none) and the reason."""

    text: Markup
    name: str
    why: Markup


@dataclass(frozen=True, slots=True)
class Lesson:
    """A fact to read again, once, however many questions it is behind; `count` is the number of candidates (class report)."""

    number: int
    fact: FactNote
    bank: str
    questions: tuple[str, ...]
    count: int = 0


def in_short(item: Item) -> str:
    """What the stem asks, as plain text on one line: its question, behind its first sentence where the question is short."""
    paragraphs = [Markup(text).striptags() for text in _PARAGRAPH.findall(flowing(item.stem))]
    sentences = [part for text in paragraphs for part in _SENTENCE.split(text) if part]
    if not sentences:
        return shortened(" ".join(item.stem.split()), LONGEST_QUESTION)
    asked = next((one for one in reversed(sentences) if one.endswith("?")), sentences[-1])
    first = sentences[0]
    if first == asked or len(asked) >= _TELLING:
        return shortened(asked, LONGEST_QUESTION)
    gap = " " if len(sentences) == 2 else " … "
    begun = shortened(first, LONGEST_QUESTION - len(asked) - len(gap))
    return begun + (" " if begun.endswith("…") else gap) + asked


def name_of(author_id: str, text: str = "", item: Item | None = None) -> str:
    """The misconception that a wrong option is named after, in words; "" for ids that name none or only repeat the option's text.

    Names and abbreviations that the item itself spells with capitals are spelled so here, too (`iam for any engine`: IAM).
    """
    if _NAMELESS.fullmatch(author_id):
        return ""
    words = author_id.replace("-", " ").replace("_", " ").split(" ")
    if {word.casefold() for word in words} <= {word.casefold() for word in _WORD.findall(text)}:
        return ""
    spelled = _spelled(item) if item else {}
    return " ".join(spelled.get(word, word) for word in words)


def _spelled(item: Item) -> dict[str, str]:
    texts = [
        item.stem,
        item.explanation,
        *(row.text for row in item.rows),
        *(text for option in item.options for text in (option.text, option.why)),
    ]
    if item.answer:
        texts += [item.answer.why, *(wrong.why for wrong in item.answer.wrong)]
    return {word.casefold(): word for text in texts for word in _SPELLED.findall(text)}


def choice(item: Item, author_id: str, why: str, written: str = "") -> Choice:
    """The wrong option or number with this author id; `written` is the number as the candidate wrote it."""
    text = f"{written} {item.unit}".strip() if item.answer and written else KINDS[item.kind].mistakes(item).get(author_id, ("", ""))[0]
    return Choice(inline(text), name_of(author_id, text, item), inline(why))


def lessons(paper: Paper, asked: Iterable[tuple[int, Sequence[str]]]) -> tuple[Lesson, ...]:
    """Each fact once, in the order of the notes, with the numbers of the questions that asked for it."""
    numbers: dict[str, dict[int, None]] = {}
    for number, facts in asked:
        for fact in facts:
            numbers.setdefault(fact, {})[number] = None
    known = [name for name in numbers if name in paper.facts]
    known.sort(key=lambda name: (_bank(paper, name), paper.facts[name].lines, name))
    return tuple(_lesson(paper, at, name, [str(number) for number in numbers[name]]) for at, name in enumerate(known, 1))


def ranked(paper: Paper, who: Mapping[str, int], numbers: Mapping[str, Sequence[str]]) -> tuple[Lesson, ...]:
    """Each fact once, those that most candidates (`who`) need first, with the numbers of the questions that asked for it."""
    known = sorted((name for name in who if name in paper.facts), key=lambda name: (-who[name], paper.facts[name].lines, name))
    return tuple(_lesson(paper, at, name, numbers[name], who[name]) for at, name in enumerate(known, 1))


def _lesson(paper: Paper, at: int, name: str, numbers: Sequence[str], count: int = 0) -> Lesson:
    return Lesson(at, paper.facts[name], _bank(paper, name), tuple(numbers), count)


def _bank(paper: Paper, name: str) -> str:
    """The bank whose notes the fact's line is a line of; "" where there is only one."""
    return name.partition("/")[0] if len(paper.banks) > 1 else ""


def percent(part: int, whole: int) -> int:
    """Whole percent, rounded half up; 0 of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def weakest(tallies: Iterable[Tally]) -> str:
    """The name of the one with the lowest share of its points; "" where it does not stand out."""
    shares = sorted((Fraction(tally.points, tally.possible), tally.name) for tally in tallies if tally.possible)
    return shares[0][1] if len(shares) > 1 and shares[1][0] - shares[0][0] >= STANDS_OUT else ""


def in_domain_order(tallies: Sequence[Tally]) -> tuple[Tally, ...]:
    """The exam's domains in its own order, others by name."""
    order = {name: at for at, name in enumerate(DOMAINS)}
    return tuple(sorted(tallies, key=lambda tally: (order.get(tally.name, len(order)), tally.name)))
