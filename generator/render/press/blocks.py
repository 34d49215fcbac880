"""Turn laid-out papers into the blocks of their questions, and into the frame that the blocks are placed in.

A block does not depend on its neighbours: a stem, an option, a letter, a number. What a copy needs is only where each of them goes;
the single paper and the copies of a run come from the same layout, so they cannot look different.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.model.paper import LETTERS, Copy, CopySlot
from generator.model.place import Place
from generator.model.problem import Problem, RefusedError
from generator.render.press.shots import Roll, found, take_apart, without
from generator.render.spread import END, QUESTION, classes

OPTIONS = ("option", "offer")  # the classes of what stands behind a letter: a letter lies differently in each


@dataclass(frozen=True, slots=True)
class QuestionBlocks:
    """One variant of a slot: `body` is all but number and options; an option is (block, its pitch). Lengths in CSS pixels.

    `top` and `left` say where the first option stands below and right of the question's corner; `sort` is one of OPTIONS.
    """

    height: float
    body: int
    top: float
    left: float
    options: Mapping[str, tuple[int, float]]
    sort: str = OPTIONS[0]


@dataclass
class PaperBlocks:
    """Every block of a paper by what it shows, and the frame of a question page (CSS pixels)."""

    questions: dict[tuple[str, int], QuestionBlocks] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)
    letters: dict[tuple[str, str], int] = field(default_factory=dict)
    covers: dict[int, int] = field(default_factory=dict)
    cover_code: int = -1
    cover_fields: tuple[tuple[float, float], ...] = ()
    head: int = -1
    head_code: int = -1
    end: int = -1
    end_height: float = 0.0
    end_gap: float = 0.0
    gap: float = 0.0
    left: float = 0.0
    top: float = 0.0
    height: float = 0.0
    page: tuple[float, float] = (0.0, 0.0)


def cut(roll: Roll, layouts: Iterable[tuple[Copy, Sequence[Any]]]) -> PaperBlocks:
    """Blocks from layouts: each is a copy in assembled order with its page boxes, before white space is spread.

    Raises RefusedError that names each question which does not fit on a page.
    """
    blocks = PaperBlocks()
    tall: list[CopySlot] = []
    for copy, pages in layouts:
        _furniture(roll, blocks, copy, pages)
        slots = {f"q{slot.number}": slot for slot in copy.slots}
        for page in pages[1:]:
            for box in found(page, lambda box: QUESTION in classes(box)):
                slot = slots[box.element.get("id")]
                if (slot.slot.id, slot.variant) in blocks.questions:
                    tall.append(slot)
                else:
                    _question(roll, blocks, page, box, slot)
    if tall:
        raise RefusedError([_too_tall(slot) for slot in dict.fromkeys(tall)])
    return blocks


def _too_tall(slot: CopySlot) -> Problem:
    message = f"the question {slot.item.question} does not fit on one page"
    return Problem(Place(slot.item.question), "question-too-tall", message, hint="shorten it, or print single papers, where it may break")


def _furniture(roll: Roll, blocks: PaperBlocks, copy: Copy, pages: Sequence[Any]) -> None:
    """What stands on pages besides questions: a cover for each form, the heading line, the line that ends the paper."""
    first, second, last = pages[0], pages[1], pages[-1]
    if copy.form not in blocks.covers:
        blocks.covers[copy.form], blocks.cover_code = take_apart(roll, first)
        fields = next(found(first, lambda box: "fields" in classes(box)))
        blocks.cover_fields = tuple((box.border_box_x(), box.border_box_y()) for box in found(fields, lambda box: box.element_tag == "p"))
    if blocks.head < 0:
        left, right = (box for box in second.children if getattr(box, "at_keyword", "") in ("@top-left", "@top-right"))
        blocks.head, blocks.head_code = roll.take(second, left), roll.take(second, right)
        blocks.left, blocks.top, blocks.height = second.content_box_x(), second.content_box_y(), second.height
        blocks.page = (second.margin_width(), second.margin_height())
        end = next(found(last, lambda box: END in classes(box)))
        *_, before = found(last, lambda box: QUESTION in classes(box))
        blocks.end = roll.take(last, end, blocks.left, end.border_box_y())
        blocks.end_height = end.border_height()
        blocks.end_gap = end.border_box_y() - before.border_box_y() - before.border_height()
        blocks.gap = before.margin_bottom


def _question(roll: Roll, blocks: PaperBlocks, page: Any, box: Any, slot: CopySlot) -> None:
    x, y = box.border_box_x(), box.border_box_y()
    number = next(found(box, lambda inner: inner.element_tag == "h2"))
    if slot.number not in blocks.numbers:
        blocks.numbers[slot.number] = roll.take(page, number, x, y)
    lines = list(found(box, lambda inner: not classes(inner).isdisjoint(OPTIONS)))
    sort = next(name for name in OPTIONS if not lines or name in classes(lines[0]))
    body = without(box, lambda inner: inner is number or inner in lines)
    options = {}
    for letter, public, line in zip(LETTERS, slot.options, lines, strict=False):
        options[public] = (_option(roll, blocks, page, line, (sort, letter)), line.border_height() + line.margin_bottom)
    top = lines[0].border_box_y() - y if lines else 0.0
    left = lines[0].border_box_x() - x if lines else 0.0
    block = roll.take(page, body, x, y)
    blocks.questions[slot.slot.id, slot.variant] = QuestionBlocks(box.border_height(), block, top, left, options, sort)


def _option(roll: Roll, blocks: PaperBlocks, page: Any, line: Any, letter: tuple[str, str]) -> int:
    """The block of an option without its letter, which is kept once for all questions."""
    x, y = line.border_box_x(), line.border_box_y()
    sign = next(found(line, lambda inner: "letter" in classes(inner)))
    if letter not in blocks.letters:
        blocks.letters[letter] = roll.take(page, sign, x, y)
    return roll.take(page, without(line, lambda inner: inner is sign), x, y)
