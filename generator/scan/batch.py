"""Turn the files of a batch into readings, one page after another, as they come: killed at any time, it goes on where it was.

Pages are opened here and read in a pool of processes; a page that kills its process is unreadable, and the others go on.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image

from generator.model.batch import Scanned
from generator.model.scan import PageReading, Settled
from generator.scan.decode import Grey
from generator.scan.doubts import READINGS, page_name, picture_path
from generator.scan.pages import Picture, pictures
from generator.scan.plans import Plans, plans_of
from generator.scan.read import read_picture
from generator.scan.readings import Log, dump_reading, load_readings

FILES = "files.jsonl"
_LONGEST_SIDE = 2400  # pixels of the pictures that are kept
_QUALITY = 80
_IN_HAND = 3  # pictures for each worker that wait in memory


@dataclass(frozen=True, slots=True)
class File:
    """A file of a batch: its name, the first half of the SHA-256 of its bytes."""

    path: Path
    digest: str


def files_of(paths: Iterable[Path]) -> list[File]:
    """Each file once, in the given order. One that cannot be opened is kept: it becomes a page that says so."""
    found: dict[tuple[str, str], File] = {}
    for path in paths:
        file = File(path, _digest(path))
        found.setdefault((path.name, file.digest), file)
    return list(found.values())


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:32]
    except OSError:
        return hashlib.sha256(str(path).encode()).hexdigest()[:32]


def pages_in(path: Path) -> int:
    """How many pages a file has, as far as it says so; 1 for one that cannot be opened."""
    import pypdfium2

    try:
        if path.suffix.lower() == ".pdf":
            document = pypdfium2.PdfDocument(path)
            try:
                return len(document)
            finally:
                document.close()
        with Image.open(path) as image:
            return int(getattr(image, "n_frames", 1))
    except Exception:  # it will say why as a page
        return 1


def read_batch(
    folder: Path, target: Path, files: Sequence[File], workers: int, step: Callable[[], None] = lambda: None
) -> tuple[Scanned, ...]:
    """Read what is not read yet, and return all readings of the batch. `folder` is the paper's, `target` the batch's; `step` is called
    for each page, read now or before."""
    path = target / READINGS
    done = {one.key for one in load_readings(path)}
    with Log(path) as log:
        for scanned in _scanned(folder, target, files, done, workers, step):
            log.add(dump_reading(scanned))
            step()
    return load_readings(path)


def _scanned(
    folder: Path, target: Path, files: Sequence[File], done: set[tuple[str, str, int]], workers: int, step: Callable[[], None]
) -> Iterator[Scanned]:
    def fresh() -> Iterator[tuple[str, Picture]]:
        for file in files:
            for picture in pictures(file.path):
                if (picture.source, file.digest, picture.page) in done:
                    step()
                else:
                    yield file.digest, picture

    if workers <= 1:
        plans = plans_of(folder)
        yield from (Scanned(digest, read_page(plans, target, picture)) for digest, picture in fresh())
        return
    yield from _pooled(folder, target, fresh(), workers)


def _pooled(folder: Path, target: Path, pages: Iterator[tuple[str, Picture]], workers: int) -> Iterator[Scanned]:
    """In the order of the pages, with no more than a few in memory."""
    pool = _pool(folder, target, workers)
    waiting: deque[tuple[str, Picture, Future[PageReading]]] = deque()
    try:
        while True:
            while len(waiting) < _IN_HAND * workers and (page := next(pages, None)) is not None:
                waiting.append((*page, pool.submit(_work, page[1])))
            if not waiting:
                return
            digest, picture, future = waiting.popleft()
            try:
                yield Scanned(digest, future.result())
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
                yield Scanned(digest, _alone(folder, target, picture))
                pool = _pool(folder, target, workers)
                waiting = deque((name, one, pool.submit(_work, one)) for name, one, _ in waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(folder: Path, target: Path, picture: Picture) -> PageReading:
    """Read in a process of its own, since one died that may have read it."""
    with _pool(folder, target, 1) as pool:
        try:
            return pool.submit(_work, picture).result()
        except BrokenProcessPool:
            return _unreadable(replace(picture, grey=None, why="reading it ended the program that read it"))


def _pool(folder: Path, target: Path, workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start, initargs=(str(folder), str(target)))


_here: dict[str, Any] = {}


def _start(folder: str, target: str) -> None:
    """In a worker: what all pages need."""
    _here.update(plans=plans_of(Path(folder)), target=Path(target))


def _work(picture: Picture) -> PageReading:
    return read_page(_here["plans"], _here["target"], picture)


def read_page(plans: Plans, target: Path, picture: Picture) -> PageReading:
    """The reading of one page; its picture is kept, upright, before."""
    if picture.grey is None:
        return _unreadable(picture)
    reading = read_picture(picture.grey, plans, picture.source, picture.page)
    _keep(picture_path(target, reading), picture.grey, reading.turned)
    return reading


def _unreadable(picture: Picture) -> PageReading:
    name = hashlib.sha256(f"{picture.source}:{picture.page}:{picture.why}".encode()).hexdigest()[:32]
    return PageReading(picture.source, picture.page, name, "unreadable", picture.why)


def _keep(path: Path, grey: Grey, turned: int, *, again: bool = False) -> None:
    """As a JPEG, no larger than a person needs; whole or absent."""
    if path.exists() and not again:
        return
    upright = np.rot90(grey, -turned // 90) if turned else grey
    factor = min(1.0, _LONGEST_SIDE / max(upright.shape))
    kept = cv2.resize(upright, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else np.ascontiguousarray(upright)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    beside.write_bytes(bytes(cv2.imencode(".jpg", kept, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1]))
    os.replace(beside, path)


def read_named(folder: Path, target: Path, settled: Mapping[str, Settled]) -> tuple[Scanned, ...]:
    """One reading for each page, in their order: the first, or, where a person has typed its copy code, the one under that code (made
    now if need be)."""
    found: dict[tuple[str, str, int], list[Scanned]] = {}
    for one in load_readings(target / READINGS):
        found.setdefault(one.key, []).append(one)
    chosen, again = [], []
    for held in found.values():
        done = settled.get(f"{page_name(held[0].reading)}-page")
        code, slash, side = done.value.partition("/") if done else ("", "", "")
        named = next((one for one in held if slash and (one.reading.code, one.reading.side) == (code, int(side))), None)
        if slash and named is None:
            named = _read_again(folder, target, held[0], (code, int(side)))
            again.append(named)
        chosen.append(named or held[0])
    with Log(target / READINGS) as log:
        for one in again:
            log.add(dump_reading(one))
    return tuple(chosen)


def _read_again(folder: Path, target: Path, one: Scanned, assumed: tuple[str, int]) -> Scanned:
    """A page as the side of a copy that a person named, from the picture that was kept."""
    path = picture_path(target, one.reading)
    grey = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE) if path.is_file() else None
    if grey is None:
        code, side = assumed
        return Scanned(one.file, replace(one.reading, state="unreadable", why="its picture is gone", code=code, side=side))
    reading = read_picture(np.asarray(grey, np.uint8), plans_of(folder), one.reading.source, one.reading.page, assumed=assumed)
    if reading.turned:
        _keep(path, np.asarray(grey, np.uint8), reading.turned, again=True)
    return Scanned(one.file, replace(reading, digest=one.reading.digest))
