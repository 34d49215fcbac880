"""Turn a paper into what its key shows: answers first, then every item with its reasons and the facts behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.model.fact import FactNote
from generator.model.item import Item
from generator.model.paper import LETTERS, Copy, CopySlot, Paper, commitment, copy, key_text
from generator.render.commonmark import flowing, inline, with_instruction
from generator.render.lessons import name_of

_GROUP = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """One cell of the answer table."""

    number: int
    letters: str
    pilot: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """An option (or a named wrong number): its letter, text, whether it is right, why, the misconception's name, the row it fits."""

    letter: str
    text: Markup
    right: bool
    why: Markup
    name: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Explained:
    """One item with everything that a teacher may want to know of it; `rows` are the items to match with their letters."""

    number: int
    question: str
    pilot: bool
    letters: str
    stem: Markup
    reasons: tuple[Reason, ...]
    explanation: Markup
    about: tuple[str, ...]
    facts: tuple[FactNote, ...]
    rows: tuple[tuple[Markup, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KeyView:
    """The whole key; `answers` in groups of five, `seal` the commitment in fours, `opened` the text that was hashed."""

    title: str
    code: str
    paper: str
    count: int
    pilots: int
    cut: int
    minutes: int
    answers: tuple[tuple[Answer, ...], ...]
    salt: str
    seal: tuple[str, ...]
    digest: str
    opened: str
    items: tuple[Explained, ...]


def key_view(paper: Paper, of: Copy | None = None) -> KeyView:
    """The key of a copy (copy 0 unless another is given)."""
    chosen = of or copy(paper)
    digest = commitment(paper)
    cells = [Answer(slot.number, _short(slot), slot.slot.pilot) for slot in chosen.slots]
    return KeyView(
        title=paper.title,
        code=chosen.code,
        paper=paper.code,
        count=len(cells),
        pilots=sum(cell.pilot for cell in cells),
        cut=paper.cut,
        minutes=paper.minutes,
        answers=tuple(tuple(cells[at : at + _GROUP]) for at in range(0, len(cells), _GROUP)),
        salt=paper.salt,
        seal=tuple(digest[at : at + 4] for at in range(0, len(digest), 4)),
        digest=digest,
        opened=key_text(paper),
        items=tuple(_explained(slot, paper.facts) for slot in chosen.slots),
    )


def _short(slot: CopySlot) -> str:
    answer = slot.item.answer
    return answer.value if answer else slot.right_letters()


def _explained(slot: CopySlot, facts: Mapping[str, FactNote]) -> Explained:
    item = slot.item
    return Explained(
        number=slot.number,
        question=item.question,
        pilot=slot.slot.pilot,
        letters=_short(slot) + (f" {item.unit}" if item.answer and item.unit else ""),
        stem=with_instruction(item.stem, item.instruction),
        reasons=tuple(_reasons(slot)),
        explanation=flowing(item.explanation) if item.explanation else Markup(""),
        about=(item.domain, item.topic_title, item.level, f"difficulty {item.difficulty} of 5"),
        facts=tuple(facts[name] for name in _cited(item) if name in facts),
        rows=tuple((inline(row.text), slot.letters.get(row.right, "")) for row in item.rows if row.text),
    )


def _cited(item: Item) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*item.asks, *item.uses)))


def _reasons(slot: CopySlot) -> Iterator[Reason]:
    """Options as printed; where there are rows, row by row and then the rest."""
    by_id = {option.public_id: option for option in slot.item.options}
    rows = {row.right: number for number, row in enumerate(slot.item.rows, 1)}
    for letter, public in sorted(zip(LETTERS, slot.options, strict=False), key=lambda pair: rows.get(pair[1], len(rows) + 1)):
        option = by_id[public]
        name = "" if option.right else name_of(option.author_id, option.text, slot.item)
        yield Reason(letter, inline(option.text), option.right, inline(option.why), name, rows.get(public, 0))
    if answer := slot.item.answer:
        within = "" if answer.tolerance == "0" else f" ± {answer.tolerance}"
        yield Reason("", inline(f"{answer.value}{within} {slot.item.unit}".strip()), True, inline(answer.why), "")
        for wrong in answer.wrong:
            yield Reason(
                "",
                inline(f"{wrong.value} {slot.item.unit}".strip()),
                False,
                inline(wrong.why),
                name_of(wrong.author_id, wrong.value, slot.item),
            )
