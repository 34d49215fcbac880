"""Turn a paper, the corrections of its key and sittings into results: the one function that every way of sitting ends in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from generator.kinds.table import KINDS
from generator.model.code import copy_code
from generator.model.correction import Correction
from generator.model.item import AnswerRow, Item
from generator.model.number import places
from generator.model.paper import Paper, Slot
from generator.model.response import Response, Sitting
from generator.model.score import Mark, Misconception, Outcome, Results, Score, Tally
from generator.score.scale import interval, scaled

NEVER = "?"
"""In the place of a public id: what no response holds."""


@dataclass(frozen=True, slots=True)
class Key:
    """How one variant of one slot is marked after corrections: any of `accepted` (the item under each key that counts)."""

    slot: Slot
    item: Item
    accepted: tuple[Item, ...]
    void: bool = False
    everyone: bool = False


def keys_of(paper: Paper, corrections: Sequence[Correction] = ()) -> dict[tuple[str, int], Key]:
    """The key of each variant of each slot, corrections applied in their order."""
    keys = {(slot.id, at): Key(slot, item, (item,)) for form in paper.forms for slot in form.slots for at, item in enumerate(slot.variants)}
    for correction in corrections:
        for slot, variant in [name for name in keys if name[0] == correction.slot]:
            if correction.variants == "all" or variant in correction.variants:
                keys[slot, variant] = _corrected(keys[slot, variant], correction)
    return keys


def _corrected(key: Key, correction: Correction) -> Key:
    if correction.action == "void":
        return replace(key, void=True)
    if correction.action == "everyone":
        return replace(key, everyone=True)
    fresh = _with_key(key.item, correction)
    if correction.action == "accept":
        return replace(key, accepted=(*key.accepted, fresh))
    return replace(key, item=fresh, accepted=(fresh,))


def _with_key(item: Item, correction: Correction) -> Item:
    answer = replace(item.answer, value=correction.value) if item.answer and correction.value else item.answer
    options = tuple(replace(option, right=option.author_id in correction.options) for option in item.options)
    return replace(item, options=options, answer=answer, rows=tuple(_rows(item, correction)))


def _rows(item: Item, correction: Correction) -> Iterator[AnswerRow]:
    """The rows with the options that a correction names for them, one after the other; a row it does not name is never right."""
    public = {option.author_id: option.public_id for option in item.options}
    names = [*correction.options, *[""] * len(item.rows)]
    return (replace(row, right=public.get(name, NEVER)) for row, name in zip(item.rows, names, strict=False))


def mark(
    paper: Paper, corrections: Sequence[Correction], sittings: Iterable[Sitting], progress: Callable[[], None] = lambda: None
) -> Results:
    """Scores of all candidates, in the order of the sittings; pilots are marked and not counted, void slots count for nobody."""
    keys = keys_of(paper, corrections)
    scores, kept = [], []
    for sitting in sittings:
        scores.append(_score(paper, keys, sitting))
        kept.append(sitting)
        progress()
    return Results(paper.code, len(corrections), paper.cut, tuple(scores), tuple(kept), tuple(corrections))


def _score(paper: Paper, keys: dict[tuple[str, int], Key], sitting: Sitting) -> Score:
    form = next(iter(sitting.responses), "1.1").partition(".")[0]
    slots = paper.form(int(form)).slots
    marks = [_mark(keys[slot.id, sitting.variants.get(slot.id, 0)], sitting) for slot in slots]
    counted = [one for one in marks if not one.pilot and one.outcome != "void"]
    points, possible = sum(one.points for one in counted), len(counted)
    low, high = interval(points, possible)
    estimate = scaled(points, possible)
    items = {slot.id: keys[slot.id, sitting.variants.get(slot.id, 0)].item for slot in slots}
    return Score(
        candidate=sitting.candidate,
        copy=sitting.copy,
        copy_code=copy_code(paper.code, paper.root, sitting.copy),
        points=points,
        possible=possible,
        percent=places(Fraction(100 * points, possible), 1) if possible else "0.0",
        scaled=estimate,
        low=low,
        high=high,
        passed=estimate >= paper.cut,
        marks=tuple(marks),
        domains=_tallies(counted, lambda one: items[one.slot].domain),
        topics=_tallies(counted, lambda one: items[one.slot].topic_title),
        misconceptions=tuple(found for one in marks for found in _misconceptions(items[one.slot], one)),
    )


def _mark(key: Key, sitting: Sitting) -> Mark:
    response = sitting.responses.get(key.slot.id, Response())
    kind = KINDS[key.item.kind]
    right = key.everyone or any(kind.is_right(item, response) for item in key.accepted)
    outcome: Outcome = "right" if right else "wrong"
    if key.void:
        outcome = "void"
    elif not right and response.state != "answered":
        outcome = response.state
    wrong = kind.misconceptions(key.item, response) if outcome == "wrong" else ()
    return Mark(
        slot=key.slot.id,
        number=key.slot.number,
        variant=sitting.variants.get(key.slot.id, 0),
        outcome=outcome,
        points=int(outcome == "right"),
        pilot=key.slot.pilot,
        chosen=wrong,
        missed=kind.missed(key.item, response) if outcome == "wrong" else (),
    )


def _tallies(marks: Sequence[Mark], name: Callable[[Mark], str]) -> tuple[Tally, ...]:
    points: Counter[str] = Counter()
    possible: Counter[str] = Counter()
    for one in marks:
        points[name(one)] += one.points
        possible[name(one)] += 1
    return tuple(Tally(group, points[group], count) for group, count in sorted(possible.items()))


def _misconceptions(item: Item, one: Mark) -> list[Misconception]:
    found = KINDS[item.kind].mistakes(item) if one.chosen else {}
    return [Misconception(item.question, name, one.number, found.get(name, ("", ""))[1], item.asks) for name in one.chosen]
