"""Turn a batch's doubts into questions for a person, and answers into an overlay that is only ever added to.

`open_doubts`, `settle` and `crop` are all that a page or a terminal needs. Readings are never changed: what was settled lies over them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np

from generator.kinds.numeric import read_number
from generator.model import shelf
from generator.model.batch import BLANK, IGNORE, INVALID, USE, BatchRecord, Scanned
from generator.model.code import is_copy_code
from generator.model.copies import load_lines
from generator.model.problem import refuse
from generator.model.record import dump
from generator.model.scan import Doubt, PageReading, Settled
from generator.model.sheet import Box, SheetPage
from generator.scan.plans import plans_of
from generator.scan.readings import Log, load_readings, whole_lines

READINGS, DOUBTS, SETTLED, RECORD = "readings.jsonl", "doubts.jsonl", "settled.jsonl", "batch.json"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}\Z")
_LONGEST = 200
_SCALE = 8.0  # pixels a millimetre of a crop
_FRAME = (208, 95, 31)  # blue, green, red


def batch_folder(folder: Path, batch: str) -> Path:
    """Where a batch of a paper's folder is kept. Raises RefusedError for a name that is no plain file name."""
    if not _NAME.match(batch):
        raise refuse(batch[:60], "batch-name", "this cannot be a batch's name", expected="up to 40 letters, digits, - and _")
    return folder / "scans" / batch


def locked(target: Path) -> AbstractContextManager[None]:
    """Nobody else reads this batch meanwhile. Raises RefusedError where somebody does."""
    return shelf.locked(target, "batch-in-use", "another command reads this batch right now", "wait until it is done")


def batches(folder: Path) -> list[str]:
    """The names of a paper's batches; the one that was worked on last stands last."""
    found = [path for path in (folder / "scans").glob(f"*/{READINGS}") if _NAME.match(path.parent.name)]
    return [path.parent.name for path in sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.parent.name))]


def all_doubts(folder: Path, batch: str) -> tuple[Doubt, ...]:
    """Every doubt of a batch, settled or not, in the order of its pages (as the last `examwright scan` found them)."""
    path = batch_folder(folder, batch) / DOUBTS
    return load_lines(Doubt, shelf.read_text(path), str(path)) if path.is_file() else ()


def open_doubts(folder: Path, batch: str) -> tuple[Doubt, ...]:
    """The doubts of a batch that nobody has settled, in the order of its pages. `folder` is the paper's (`out/CODE`).

    Raises RefusedError for a batch's name that is none.
    """
    done = current(folder, batch)
    return tuple(doubt for doubt in all_doubts(folder, batch) if doubt.id not in done)


def history(folder: Path, batch: str) -> tuple[Settled, ...]:
    """Everything that was settled in a batch, first to last; a later line on a doubt stands in an earlier one's place."""
    path = batch_folder(folder, batch) / SETTLED
    return load_lines(Settled, "\n".join(whole_lines(path)), str(path))


def current(folder: Path, batch: str) -> dict[str, Settled]:
    """What holds for each doubt that is settled, by the doubt's id; one that was opened again is not there."""
    found = {one.doubt: one for one in history(folder, batch)}
    return {name: one for name, one in found.items() if one.value != REOPENED}


REOPENED = "?"
"""The value that opens a doubt again (a person's undo)."""


def candidates(folder: Path, batch: str) -> Mapping[str, str]:
    """The candidates that may be meant, name by id: of the roster that the batch was read with, and of the copies handed out."""
    path = batch_folder(folder, batch) / RECORD
    if not path.is_file():
        return {}
    return shelf.read_record(BatchRecord, path).candidates


def settle(folder: Path, batch: str, doubt: str, value: str, who: str, *, at: str, why: str = "") -> Settled:
    """Append what a person decided, and return it; `at` is a time (ISO 8601), `doubt` the id of one of `all_doubts`.

    Values by the doubt's kind: marks: letters (`B`, `BD`, "" for blank, `invalid`); written: the number as written, "" or `invalid`;
    identity: a candidate's id; page: one of its choices, or `CODE/SIDE` as printed, or `ignore`. `ignore` also takes back a page whose
    identity is asked. `?` opens a doubt again. Raises RefusedError for what none of these can be.
    """
    found = next((one for one in all_doubts(folder, batch) if one.id == doubt), None)
    if found is None:
        raise refuse(doubt[:60], "doubt-unknown", f"batch {batch} has no such doubt", hint="list them: examwright doubts PAPER --list")
    for text in (who, why):
        if len(text) > _LONGEST or not text.isprintable():
            raise refuse(doubt, "doubt-text", f"this is longer than {_LONGEST} characters, or cannot be printed")
    if not who.strip():
        raise refuse(doubt, "doubt-who", "nobody is named who decides this", hint="give your name")
    clean = value if value == REOPENED else checked(found, value, candidates(folder, batch))
    settled = Settled(doubt, clean, who.strip(), at, why.strip())
    with Log(batch_folder(folder, batch) / SETTLED) as log:
        log.add(dump(settled))
    return settled


def checked(doubt: Doubt, value: str, known: Mapping[str, str]) -> str:
    """The value as it is kept. Raises RefusedError with what may stand there."""
    text = value.strip()
    if len(text) > _LONGEST or not text.isprintable():
        raise _wrong(doubt, value, "something shorter")
    if doubt.kind in ("marks", "written") and text.lower() in (BLANK, INVALID):
        return text.lower()
    if doubt.kind == "marks":
        letters = "".join(sorted(set(re.sub(r"[\s,]", "", text.upper()))))
        if set(letters) - set(doubt.choices):
            raise _wrong(doubt, value, f"letters of {''.join(doubt.choices)}, nothing for blank, or {INVALID}")
        return letters
    if doubt.kind == "written":
        if read_number(text) is None:
            raise _wrong(doubt, value, f"a number as it is written, nothing for blank, or {INVALID}")
        return text
    if text.lower() == IGNORE and doubt.source:
        return IGNORE
    if doubt.kind == "identity":
        if known and text not in known:
            raise _wrong(doubt, value, "a candidate's id from the roster")
        if not text:
            raise _wrong(doubt, value, "a candidate's id")
        return text
    code, _, side = text.upper().partition("/")
    if not doubt.code and is_copy_code(code) and side.isascii() and side.isdecimal() and 0 < len(side) <= 2:
        return f"{code}/{int(side)}"
    if text not in doubt.choices:
        choices = " or ".join([*(choice or "nothing" for choice in doubt.choices), *([] if doubt.code else ["CODE/SIDE as printed"])])
        raise _wrong(doubt, value, choices)
    return text


def _wrong(doubt: Doubt, value: str, expected: str) -> Exception:
    return refuse(doubt.id, "doubt-value", "this cannot be the answer", expected=expected, got=value[:60] or "nothing")


def page_name(reading: PageReading) -> str:
    """The first part of the ids of a page's doubts."""
    return reading.digest[:12]


def picture_path(target: Path, reading: PageReading) -> Path:
    """Where a batch keeps a page's picture, turned upright."""
    return target / "pages" / f"{reading.digest}.jpg"


def crop(folder: Path, batch: str, doubt: str) -> bytes:
    """A PNG of what a doubt is about, straightened: the question's row framed, with the rows around it; name and number for an
    identity; the whole page, smaller, for a page. A gray field where there is no picture. Raises RefusedError for an unknown doubt.
    """
    found = next((one for one in all_doubts(folder, batch) if one.id == doubt), None)
    if found is None:
        raise refuse(doubt[:60], "doubt-unknown", f"batch {batch} has no such doubt")
    target = batch_folder(folder, batch)
    reading = _reading(target, found)
    picture = None
    if reading is not None and picture_path(target, reading).is_file():
        picture = cv2.imread(str(picture_path(target, reading)), cv2.IMREAD_GRAYSCALE)
    if reading is None or picture is None:
        return _png(np.full((120, 480), 225, np.uint8))
    plan = plans_of(folder)(reading.code) if reading.code else None
    if found.kind == "page" or plan is None or not reading.homography or not 0 < reading.side <= len(plan.sheet.pages):
        factor = min(1.0, 1400 / max(picture.shape))
        return _png(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))
    return _cut(picture, reading, plan.sheet.pages[reading.side - 1], found)


def _reading(target: Path, doubt: Doubt) -> PageReading | None:
    """The latest reading of the doubt's page."""
    path = target / READINGS
    if not path.is_file():
        return None
    stat = path.stat()
    found = [
        one.reading
        for one in _kept(path, stat.st_mtime_ns, stat.st_size)
        if (one.reading.source, one.reading.page) == (doubt.source, doubt.page)
    ]
    named = [one for one in found if doubt.id.startswith(page_name(one))]
    return next(reversed(named or found), None)


@lru_cache(maxsize=2)
def _kept(path: Path, changed: int, size: int) -> tuple[Scanned, ...]:
    return load_readings(path)


def _cut(picture: np.ndarray, reading: PageReading, page: SheetPage, doubt: Doubt) -> bytes:
    """Part of the sheet, laid flat."""
    row, shown = _boxes(page, doubt)
    scale = picture.shape[1] / reading.width
    whole = np.array(reading.homography).reshape(3, 3)
    smaller = np.array([[scale, 0, scale / 2 - 0.5], [0, scale, scale / 2 - 0.5], [0, 0, 1]])
    place = np.array([[1 / _SCALE, 0, shown.x], [0, 1 / _SCALE, shown.y], [0, 0, 1]])
    size = round(shown.width * _SCALE), round(shown.height * _SCALE)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    flat = cv2.warpPerspective(picture, smaller @ whole @ place, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    colored = cv2.cvtColor(flat, cv2.COLOR_GRAY2BGR)
    if row is not None:
        corners = [
            (round((x - shown.x) * _SCALE), round((y - shown.y) * _SCALE))
            for x, y in ((row.x, row.y), (row.x + row.width, row.y + row.height))
        ]
        cv2.rectangle(colored, corners[0], corners[1], _FRAME, 2)
    return _png(colored)


def _boxes(page: SheetPage, doubt: Doubt) -> tuple[Box | None, Box]:
    """The row to frame, and what to show around it."""
    here = [(one.x, one.y) for one in page.bubbles if one.question == doubt.question and doubt.row in (0, one.row)]
    here += [
        (one.box.x + at * one.box.width, one.box.y + one.box.height / 2)
        for one in page.write_ins
        if one.question == doubt.question
        for at in (0, 1)
    ]
    if doubt.kind == "identity" or not here:
        right = page.marks[1].box.x + page.marks[1].box.width
        return None, Box(18.0, 30.0, right - 18.0, 72.0)
    column = next(one for one in page.columns if one.box.x <= here[0][0] <= one.box.x + one.box.width)
    top, bottom = min(y for _, y in here) - column.row / 2, max(y for _, y in here) + column.row / 2
    row = Box(column.box.x, top, column.box.width, bottom - top)
    above = 1.6 * column.row
    return row, Box(row.x - 4, row.y - above, row.width + 8, row.height + 2 * above)


def _png(picture: np.ndarray) -> bytes:
    return bytes(cv2.imencode(".png", picture)[1])


__all__ = [
    "BLANK",
    "IGNORE",
    "INVALID",
    "REOPENED",
    "USE",
    "all_doubts",
    "batches",
    "candidates",
    "crop",
    "current",
    "history",
    "open_doubts",
    "settle",
]
