"""Turn a copy's order into pages: the same breaks and the same white space as the layout of a single paper gives."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.paper import Copy, CopySlot
from generator.render.press.blocks import PaperBlocks
from generator.render.spread import WIDEST

_SLACK = 1e-6  # WeasyPrint's own sums differ in the last digits


@dataclass(slots=True)
class Placed:
    """A question and its distance from the top of the content, in CSS pixels."""

    slot: CopySlot
    y: float


def impose(blocks: PaperBlocks, copy: Copy) -> tuple[list[list[Placed]], float]:
    """The question pages of a copy, and where on the last one the line stands that ends the paper."""
    pages = _broken(blocks, copy)
    return pages, _spread(blocks, pages)


def _height(blocks: PaperBlocks, slot: CopySlot) -> float:
    return blocks.questions[slot.slot.id, slot.variant].height


def _broken(blocks: PaperBlocks, copy: Copy) -> list[list[Placed]]:
    """No question breaks; the last one takes the line that ends the paper with it."""
    room = blocks.height + _SLACK
    pages: list[list[Placed]] = [[]]
    y = 0.0
    for slot in copy.slots:
        height = _height(blocks, slot)
        needed = height + (blocks.end_gap + blocks.end_height if slot is copy.slots[-1] else 0.0)
        if pages[-1] and y + needed > room:
            pages.append([])
            y = 0.0
        pages[-1].append(Placed(slot, y))
        y += height + blocks.gap
    return pages


def _spread(blocks: PaperBlocks, pages: list[list[Placed]]) -> float:
    before = WIDEST
    end = 0.0
    for page in pages:
        last = page is pages[-1]
        bottom = page[-1].y + _height(blocks, page[-1].slot)
        if last:
            end = bottom + blocks.end_gap
            bottom = end + blocks.end_height
        if len(page) < 2:
            continue
        gap = max(0.0, min((blocks.height - bottom) / (len(page) - 1), before if last else WIDEST))
        for at, placed in enumerate(page):
            placed.y += gap * at
        end += gap * (len(page) - 1) if last else 0.0
        before = gap
    return end
