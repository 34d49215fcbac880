"""Turn questions into real answer sheets, from our own PDF, as pictures at 300 dpi."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from generator.model.code import copy_code
from generator.model.scan import PageReading, SheetPlan
from generator.model.seed import Seed
from generator.model.sheet import Place, SizeName, sheet
from generator.render.pdf import SHEET_STYLE, to_pdf
from generator.render.sheet import sheet_page
from generator.scan.read import read_picture
from tests.scan.degrade import DPI

PAPER = "7K3QWD"


@dataclass(frozen=True)
class Printed:
    """A sheet as a printer gets it: its PDF, every side as a picture, what a reader knows of it, its copy code."""

    pdf: bytes
    sides: tuple[NDArray[np.uint8], ...]
    plan: SheetPlan
    code: str

    def read(self, grey: NDArray[np.uint8]) -> PageReading:
        return read_picture(grey, lambda code: self.plan if code == self.code else None, "batch.pdf", 1)


def printed(size: SizeName, places: tuple[Place, ...], number: int, takes: dict[int, int] | None = None) -> Printed:
    """Our own route to the printer: geometry, HTML, PDF; and back to pixels."""
    drawn, code = sheet(size, places), copy_code(PAPER, Seed.of("scan"), number)
    pdf = to_pdf(sheet_page(drawn, title="A mock exam", code=code), SHEET_STYLE, identifier=code)
    document = pypdfium2.PdfDocument(pdf)
    sides = tuple(np.array(page.render(scale=DPI / 72, grayscale=True).to_numpy()).squeeze() for page in document)
    document.close()
    return Printed(pdf, sides, SheetPlan(drawn, takes or {}), code)


def whole_sheet() -> Printed:
    """65 questions on A4, some with five or six options, some that take two."""
    places = tuple(Place(at, "bubbles", 6 if at % 20 == 0 else 5 if at % 5 == 0 else 4) for at in range(1, 66))
    return printed("a4", places, 1, dict.fromkeys(range(5, 66, 5), 2))


def long_sheet() -> Printed:
    """Two sides of Letter, with rows and written numbers."""
    places = [Place(at, "number") if at % 9 == 0 else Place(at, "bubbles", 5) for at in range(1, 121)]
    rows = [Place(121, "bubbles", 4, row) for row in (1, 2, 3)]
    return printed("letter", (*places, *rows), 2)
