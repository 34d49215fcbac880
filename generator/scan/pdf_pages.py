"""Turn the pages of a PDF into grey pictures: a page that is one picture gives that picture, any other is rendered."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image
from pypdfium2 import raw

from generator.scan.decode import MOST_PIXELS, Grey, UnopenedError, grey_of, not_too_large, readable, small_enough

MOST_PAGES = 20_000
RENDER_DPI = 200
_WHOLE_PAGE = 0.85
_LOOKED_AT = 2000  # objects of a page


def pdf_pages(path: Path) -> Iterator[Grey | str]:
    with readable():
        document = pypdfium2.PdfDocument(path)
        count = len(document)
    try:
        for at in range(min(count, MOST_PAGES)):
            try:
                with readable():
                    grey: Grey | str = _pdf_page(document, at)
            except UnopenedError as error:
                grey = str(error)
            yield grey
    finally:
        document.close()


def _pdf_page(document: Any, at: int) -> Grey:
    page = document[at]
    try:
        width, height = page.get_size()
        if min(width, height) < 36:
            raise UnopenedError("the page is too small")
        embedded = _embedded(page, width, height)
        if embedded is not None:
            return embedded
        scale = min(RENDER_DPI / 72, (MOST_PIXELS / 3 / (width * height)) ** 0.5)
        return np.array(page.render(scale=scale, grayscale=True).to_numpy()).squeeze()
    finally:
        page.close()


def _embedded(page: Any, width: float, height: float) -> Grey | None:
    """The page's picture itself, where the page is one picture that stands upright and unmirrored on it."""
    found = list(islice(page.get_objects(max_depth=2), _LOOKED_AT))
    for one in found:
        if one.type == raw.FPDF_PAGEOBJ_IMAGE:
            not_too_large(one.get_px_size())
    if len(found) != 1 or found[0].type != raw.FPDF_PAGEOBJ_IMAGE:
        return None
    picture = found[0]
    a, b, c, d, _, _ = picture.get_matrix().get()
    if page.get_rotation() % 180:
        width, height = height, width
    upright = abs(b) + abs(c) < 0.01 * (abs(a) + abs(d)) and a > 0 and d > 0
    if not upright or a < _WHOLE_PAGE * width or d < _WHOLE_PAGE * height:
        return None
    small_enough(picture.get_px_size())
    if list(picture.get_filters()) == ["DCTDecode"]:
        with Image.open(io.BytesIO(bytes(picture.get_data(decode_simple=False))), formats=("JPEG",)) as image:
            if image.mode != "CMYK":
                return grey_of(image)
    bitmap = picture.get_bitmap(render=False)
    pixels = bitmap.to_pil().convert("L")
    return np.asarray(pixels)
