"""Turn files (PDF, TIFF of many pages, PNG, JPEG) into grey pictures, one after another; what cannot be opened says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from generator.scan.decode import Grey, UnopenedError, grey_of, readable
from generator.scan.pdf_pages import MOST_PAGES, pdf_pages

_FORMATS = ("JPEG", "PNG", "TIFF")


@dataclass(frozen=True, slots=True)
class Picture:
    """One page of a file, counted from 1: 8-bit grey, or None and why there is none."""

    source: str
    page: int
    grey: Grey | None
    why: str = ""


def pictures(path: Path) -> Iterator[Picture]:
    """Every page of a file, one in memory at a time; a file or page that cannot be opened yields a Picture with a reason."""
    page = 0
    try:
        for page, grey in enumerate(_opened(path), 1):
            yield Picture(path.name, page, grey) if not isinstance(grey, str) else Picture(path.name, page, None, grey)
    except UnopenedError as error:
        yield Picture(path.name, page + 1, None, str(error))


def _opened(path: Path) -> Iterator[Grey | str]:
    try:
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError as error:
        raise UnopenedError(f"the file cannot be opened: {error.strerror}") from None
    if not start:
        raise UnopenedError("the file is empty")
    yield from pdf_pages(path) if b"%PDF-" in start else _frames(path)


def _frames(path: Path) -> Iterator[Grey | str]:
    with readable():
        image = Image.open(path, formats=_FORMATS)
    with image:
        for at in range(MOST_PAGES):
            try:
                with readable():
                    try:
                        image.seek(at)
                    except EOFError:
                        return
                    grey: Grey | str = grey_of(image)
            except UnopenedError as error:
                grey = str(error)
            yield grey
