"""Turn a run into its seating list: who sits where with which copy, and a line to sign on. Rows are placed like everything else."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.model.paper import Paper, copy
from generator.model.run import Run, RunCopy
from generator.model.sheet import SIZES, Size, SizeName
from generator.render import pdf
from generator.render.environment import page
from generator.render.press.drawing import Stamp, moved, number
from generator.render.press.plate import Plate
from generator.render.press.shots import MM, POINT, Roll, found, without
from generator.render.spread import classes

SPARES = "Spare copies"
_PITCH, _ROOM_ABOVE = 8.0, 16.0  # millimetres


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand on a page of the list, in millimetres."""

    top: float = 58.0
    code: float = 128.0
    heads: tuple[tuple[str, float], ...] = (("Seat", 20.0), ("Name", 34.0), ("Candidate", 100.0), ("Copy", 128.0), ("Signature", 158.0))
    columns: tuple[float, float, float] = field(default=(20.0, 34.0, 100.0))


@dataclass(frozen=True, slots=True)
class SeatingBlocks:
    """The furniture of a page, and the code that stands on it once."""

    furniture: int
    code: int


def cut_seating(roll: Roll, paper: Paper, run: str, size: SizeName) -> SeatingBlocks:
    """The blocks of the list."""
    html = page(
        "press/seating.html.j2", title=paper.title, paper=paper.code, run=run, size=SIZES[size], place=Places(), code=copy(paper).code
    )
    [laid] = [one._page_box for one in pdf.lay_out(html).pages]
    line = next(found(laid, lambda box: "code" in classes(box)))
    return SeatingBlocks(roll.take(laid, without(laid.children[0], lambda box: box is line)), roll.take(laid, line))


@dataclass(frozen=True)
class SeatingPlate:
    """All that the list is made from."""

    blocks: SeatingBlocks
    code: Stamp
    plate: Plate
    size: Size

    def pages(self, run: Run) -> Iterator[tuple[str, list[bytes]]]:
        """A label and the compressed pages of each room; spare copies come last."""
        people = [one for one in run.copies if one.candidate]
        spares = [one for one in run.copies if not one.candidate]
        rooms = [(label, list(held)) for label, held in groupby(people, key=room_label)]
        rows = int((self.size.height - Places().top - 20) / _PITCH)
        for label, held in [*rooms, *([(SPARES, spares)] if spares else [])]:
            yield label, [zlib.compress(self._page(label, held[at : at + rows])) for at in range(0, len(held), rows)]

    def _page(self, label: str, people: Sequence[RunCopy]) -> bytes:
        places = Places()
        room = self.plate.text(label, places.columns[0] * MM, (places.top - _ROOM_ABOVE) * MM)
        return b"/B%d Do\n" % self.blocks.furniture + room + b"".join(self._row(at, one) for at, one in enumerate(people))

    def _row(self, at: int, one: RunCopy) -> bytes:
        places = Places()
        down = at * _PITCH
        texts = zip((one.seat, one.name, one.candidate), places.columns, strict=True)
        drawn = [self.plate.text(text, left * MM, (places.top + down) * MM) for text, left in texts]
        drawn.append(moved(self.code.of(self.plate.code(one.code)), 0, down * MM))
        rule = (self.size.height - places.top - down - _PITCH + 1.2) * MM * POINT
        right = (self.size.width - 20) * MM * POINT
        drawn.append(b"q 0.73 G 0.3 w %b %b m %b %b l S Q\n" % (number(20 * MM * POINT), number(rule), number(right), number(rule)))
        return b"".join(drawn)


def room_label(one: RunCopy) -> str:
    """What stands above a room's list."""
    return f"Room {one.room}" if one.room else "Candidates"
