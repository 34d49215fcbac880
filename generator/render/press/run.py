"""Turn a run into its files: copies, answer sheets, keys and lists, written as they are made; a folder is there whole or not at all."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pikepdf

from generator.model.files import SECRET, write_file
from generator.model.paper import Paper
from generator.model.record import dump
from generator.model.run import Run, RunCopy
from generator.render.press.lists import keys_csv, seating_csv
from generator.render.press.press import make_press
from generator.render.press.runfile import RunFile
from generator.render.press.seating import SPARES, room_label
from generator.render.press.work import Bench, Made, begin, chunk

COPIES, SHEETS, SEATING, RECORD = "copies.pdf", "sheets.pdf", "seating.pdf", "run.json"
_CHUNK = 25  # copies that a worker makes before it hands them over


def write_run(paper: Paper, run: Run, folder: Path, *, workers: int = 1, progress: Callable[[str], None] = lambda code: None) -> None:
    """Write every file of the run into a folder that is there. `progress` is told the code of each copy that is done.

    Raises RefusedError where a question does not fit on a page.
    """
    press = make_press(paper, run.size, texts_of(run), run.run)
    with pikepdf.open(io.BytesIO(press.base)) as base, ExitStack() as stack:
        files = []
        for name, title in ((COPIES, "Copies"), (SHEETS, "Answer sheets"), (SEATING, "Seating")):
            stream = stack.enter_context((folder / name).open("xb"))
            files.append(RunFile(stream, base, press.resources, press.size, f"{title} of run {run.run}, paper {paper.code}"))
        bench = Bench(paper, run.policy, press.plate, press.sheets)
        keys = []
        for one, made in zip(run.copies, _made(bench, run, workers), strict=True):
            for file, pages in zip(files, (made.pages, made.sides), strict=False):
                file.add(_label(one), _padded(pages) if run.duplex else pages)
            keys.append(made.key)
            progress(one.code)
        for label, pages in press.seating.pages(run):
            files[-1].add(label, pages)
        for file in files:
            file.close()
    write_file(folder / "keys.csv", keys_csv(run, keys), SECRET)
    write_file(folder / "seating.csv", seating_csv(run))
    names = sorted(path.name for path in folder.iterdir() if path.is_file())
    write_file(folder / RECORD, dump(replace(run, files={name: _digest(folder / name) for name in names})), SECRET)


def texts_of(run: Run) -> list[str]:
    """Everything that is filled in or listed, in an order that does not change."""
    return [*run.texts(), *dict.fromkeys(map(room_label, run.copies)), SPARES]


def single_copy(paper: Paper, run: Run, number: int) -> tuple[bytes, bytes]:
    """Paper and answer sheet of one copy of a run, alone: the same bytes each time. Raises KeyError for a number that it has not."""
    one = next((one for one in run.copies if one.number == number), None)
    if one is None:
        raise KeyError(number)
    press = make_press(paper, run.size, texts_of(run), run.run)
    made = Bench(paper, run.policy, press.plate, press.sheets).make(one)
    files = []
    with pikepdf.open(io.BytesIO(press.base)) as base:
        for pages in (made.pages, made.sides):
            stream = io.BytesIO()
            file = RunFile(stream, base, press.resources, press.size, f"Copy {one.code}")
            file.add(_label(one), pages)
            file.close()
            files.append(stream.getvalue())
    return files[0], files[1]


def _label(one: RunCopy) -> str:
    return f"{one.code} {one.name}".strip()


def _padded(pages: list[bytes]) -> list[bytes]:
    """With an empty last page where the number is odd: the next copy begins on a new sheet of paper."""
    return [*pages, b""] if len(pages) % 2 else pages


def _made(bench: Bench, run: Run, workers: int) -> Iterator[Made]:
    """Every copy in order, made here or by workers; few are kept at a time."""
    if workers < 2 or len(run.copies) < 2 * _CHUNK:
        yield from map(bench.make, run.copies)
        return
    chunks = [run.copies[at : at + _CHUNK] for at in range(0, len(run.copies), _CHUNK)]
    with ProcessPoolExecutor(workers, get_context("spawn"), begin, (bench,)) as pool:
        waiting = [pool.submit(chunk, held) for held in chunks[: 2 * workers]]
        rest = iter(chunks[2 * workers :])
        while waiting:
            yield from waiting.pop(0).result()
            if (held := next(rest, None)) is not None:
                waiting.append(pool.submit(chunk, held))


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
