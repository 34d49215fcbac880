"""Turn sheets whose doubts are settled into sittings, and into the same answers as they would be typed. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.kinds.table import KINDS
from generator.model.batch import BLANK, INVALID, Account, Answered, Returned
from generator.model.copies import Ledger
from generator.model.paper import CopySlot
from generator.model.response import Response, Sitting
from generator.model.scan import BubbleReading, PageReading, Settled, SheetPlan
from generator.scan.account import Known
from generator.scan.asking import letters, mark_id, proposal, questions, written_id

Texts = dict[int, str]
_NOT_TO_BE_READ = "?"  # what is typed for an answer that a person called invalid


def sittings(ledger: Ledger, known: Known, found: Account, settled: Mapping[str, Settled]) -> tuple[Answered, ...]:
    """A sitting for each sheet that has a candidate and no open doubt; the others wait for a person (`found.open`).

    A doubt about marks that is not open and not settled counts as proposed (`account(..., accept_proposed=True)`).
    """
    return tuple(answered(ledger, known, sheet, settled) for sheet in found.returned if sheet.candidate and not sheet.open and sheet.pages)


def answered(ledger: Ledger, known: Known, sheet: Returned, settled: Mapping[str, Settled]) -> Answered:
    """What one sheet says."""
    copy = ledger.copy(ledger.entries[sheet.copy])
    plan = known(sheet.code)
    texts = dict(_texts(sheet.pages.values(), plan, settled)) if plan else {}
    responses = {place.slot.id: _response(place, texts.get(place.number, BLANK)) for place in copy.slots}
    variants = {place.slot.id: place.variant for place in copy.slots if place.variant}
    sitting = Sitting(ledger.paper.code, sheet.candidate, sheet.copy, "scan", responses, variants=variants)
    return Answered(sitting, sheet.code, {place.number: texts.get(place.number, BLANK) for place in copy.slots})


def _response(place: CopySlot, text: str) -> Response:
    if text == _NOT_TO_BE_READ:
        return Response(text, "invalid")
    by_letter = {letter: public for public, letter in place.letters.items()}
    response, _ = KINDS[place.item.kind].read(text, by_letter, len(place.item.rows))
    return response


def _texts(pages: Iterable[PageReading], plan: SheetPlan, settled: Mapping[str, Settled]) -> Iterator[tuple[int, str]]:
    """(question, what is marked or written there)."""
    found: dict[int, list[str]] = {}
    for reading in pages:
        for question, row, held in questions(reading):
            text = _marked(reading, question, row, held, plan, settled)
            found.setdefault(question, []).append(text)
        for box in reading.write_ins:
            done = settled.get(written_id(reading, box.question))
            found[box.question] = [_NOT_TO_BE_READ if done and done.value == INVALID else done.value if done else BLANK]
    for question, parts in found.items():
        yield question, _NOT_TO_BE_READ if _NOT_TO_BE_READ in parts else " ".join(filter(None, parts))


def _marked(
    reading: PageReading, question: int, row: int, held: Sequence[BubbleReading], plan: SheetPlan, settled: Mapping[str, Settled]
) -> str:
    """`BD`, or `2C` for a row (`2C 2D` where two of it are filled)."""
    done = settled.get(mark_id(reading, question, row))
    if done is not None and done.value == INVALID:
        return _NOT_TO_BE_READ
    unsure = any(one.state == "doubtful" for one in held)
    found = done.value if done is not None else proposal(held, plan.takes.get(question, 1)) if unsure else letters(held)
    return " ".join(f"{row}{letter}" for letter in found) if row else found


def responses_rows(found: Sequence[Answered], most: int) -> Iterator[list[str | int]]:
    """The lines of `responses.csv`, as `examwright grade` reads it: header, then a line for each candidate."""
    yield ["candidate", "copy", *range(1, most + 1)]
    for one in found:
        yield [one.sitting.candidate, one.code, *(one.texts.get(number, "") for number in range(1, most + 1))]
