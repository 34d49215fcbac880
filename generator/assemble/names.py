"""Turn an item into the made-up names in its stem: two questions of a paper that share one read as if they belonged together."""

from __future__ import annotations

from generator.model.item import Item
from generator.model.question import Question
from generator.realize.faked import faked


def names_in(question: Question, item: Item) -> frozenset[str]:
    """The values of the question's Faker providers that stand in the item's stem."""
    drawn = {(draw.args["provider"], draw.args["locale"]) for draw in question.given if draw.draw == "faker"}
    rings = [ring for provider, locale in drawn if (ring := faked(provider, locale)) is not None]
    return frozenset(value for ring in rings for value in ring.values if value in item.stem)
