"""Turn letters on a copy into public option ids: what every kind with lettered options shares."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.model.item import Item
from generator.model.response import Response

_SEPARATORS = re.compile(r"[\s,;+/]+")


def read_letters(text: str, letters: Mapping[str, str], most: int) -> tuple[Response, str]:
    """`BD`, `B D` or `b,d` as public ids; more than `most` letters, an unknown one or one twice make it invalid."""
    given = _SEPARATORS.sub("", text).upper()
    if not given:
        return Response(), ""
    unknown = [letter for letter in given if letter not in letters]
    if unknown:
        return Response(text, "invalid"), f"no option {', '.join(list(dict.fromkeys(unknown))[:10])}; this question has {''.join(letters)}"
    if len(set(given)) != len(given):
        return Response(text, "invalid"), "the same letter stands there twice"
    value = tuple(sorted(letters[letter] for letter in given))
    return Response(value, "invalid" if len(value) > most else "answered"), ""


def all_or_nothing(item: Item, response: Response) -> bool:
    """Exactly the right options and no other."""
    return response.state == "answered" and frozenset(response.value) == item.right


def wrong_chosen(item: Item, response: Response) -> tuple[str, ...]:
    """Author ids of the wrong options among those chosen, in printed order."""
    chosen = frozenset(response.value) if isinstance(response.value, tuple) else frozenset()
    return tuple(option.author_id for option in item.options if option.public_id in chosen and not option.right)


def missed(item: Item, response: Response) -> tuple[str, ...]:
    """Author ids of the right options that were not chosen, in printed order."""
    return tuple(option.author_id for option in item.options if option.right and option.public_id not in response.value)


def texts_and_reasons(item: Item) -> dict[str, tuple[str, str]]:
    """Each option's text and reason by its author id."""
    return {option.author_id: (option.text, option.why) for option in item.options}
