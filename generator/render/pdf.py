"""Turn our own HTML into PDF: the only importer of WeasyPrint, with a fetcher that serves the project's fonts and nothing else.

https://doc.courtbouillon.org/weasyprint/stable/api_reference.html
"""

from __future__ import annotations

import gc
import hashlib
import os
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from generator.model.paper import Copy, Paper, copy
from generator.model.resources import data_dir
from generator.model.sheet import SizeName
from generator.render.environment import asset
from generator.render.fonts import SCHEME, font_file, pdf_rules
from generator.render.html import key_print, paper_print
from generator.render.sheet import sheet_print
from generator.render.spread import spread


@contextmanager
def _own_fonts() -> Iterator[None]:
    """Fontconfig reads an empty configuration: the machine's fonts and settings change no byte of a paper."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(data_dir("templates") / "fonts" / "fonts.conf")
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
            yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


with _own_fonts():
    import weasyprint
    from weasyprint.document import Page
    from weasyprint.text.ffi import pango
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse, URLFetchingError

VARIANT = "pdf/ua-1"
PAPER_STYLE = ("look.css", "bookmarks.css", "paper/print.css")
KEY_STYLE = ("look.css", "bookmarks.css", "key/key.css")
SHEET_STYLE = ("look.css", "bookmarks.css", "sheet/sheet.css")
REPORT_STYLE = ("look.css", "bookmarks.css", "report/report.css")


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """A layout makes hundreds of thousands of objects that all live until it is written: looking for garbage less often saves a tenth."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class ForeignAddressError(ValueError):
    """A page asked for something that is not ours. Our templates never do, so this is a bug or an attack."""


class _Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves the fonts of `templates/fonts` by their names and remembers everything else that was asked for."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if url.startswith(SCHEME):
            try:
                return URLFetcherResponse(url, font_file(url.removeprefix(SCHEME)), {"Content-Type": "font/ttf"})
            except KeyError:
                pass
        self.refused.append(url)
        raise ForeignAddressError(url)


@cache
def _fonts() -> FontConfiguration:
    """Our fonts, loaded once for all the PDFs of a process."""
    with _own_fonts():
        found = FontConfiguration()
    weasyprint.CSS(string=pdf_rules(), font_config=found, url_fetcher=_Fetcher())
    return found


@cache
def _style(name: str) -> weasyprint.CSS:
    return weasyprint.CSS(string=str(asset(name)), font_config=_fonts(), url_fetcher=_Fetcher())


def to_pdf(html: str, styles: tuple[str, ...] = PAPER_STYLE, *, identifier: str = "", refused: list[str] | None = None) -> bytes:
    """The page as tagged PDF/UA, the same bytes for the same text; `styles` are files of `templates/`, `identifier` names the document.

    Addresses that the page asks for and does not get are added to `refused`; without it they raise ForeignAddressError, as do
    those without which no PDF can be made.
    """
    fetcher = _Fetcher()
    name = hashlib.sha256(f"{identifier}\n{html}".encode()).digest()[:16]
    try:
        with _seldom_collected():
            data = _laid_out(html, styles, name, fetcher)
    except URLFetchingError as error:  # where WeasyPrint does not go on without the file
        raise ForeignAddressError(", ".join(fetcher.refused)) from error
    if refused is not None:
        refused.extend(fetcher.refused)
    elif fetcher.refused:
        raise ForeignAddressError(", ".join(fetcher.refused))
    return data


Laid = Any  # WeasyPrint ships no types; its document


def lay_out(html: str, styles: tuple[str, ...] = PAPER_STYLE) -> Laid:
    """The page as WeasyPrint's document, before white space is spread: its boxes can be cut out and painted alone. Raises
    ForeignAddressError."""
    fetcher = _Fetcher()
    with _seldom_collected():
        document = weasyprint.HTML(string=html, url_fetcher=fetcher).render(
            font_config=_fonts(), stylesheets=[_style(name) for name in styles], presentational_hints=False
        )
    if fetcher.refused:
        raise ForeignAddressError(", ".join(fetcher.refused))
    return document


def painted(document: Laid, boxes: Iterable[tuple[Any, Any]]) -> bytes:
    """A PDF with a page for each (page box, box on it): the box alone, where it stands on that page. Not compressed."""
    pages = [Page(page.copy_with_children([box])) for page, box in boxes]
    with _seldom_collected():
        data: bytes = document.copy(pages).write_pdf(uncompressed_pdf=True)
    return data


def _laid_out(html: str, styles: tuple[str, ...], identifier: bytes, fetcher: _Fetcher) -> bytes:
    document = weasyprint.HTML(string=html, url_fetcher=fetcher).render(
        font_config=_fonts(), stylesheets=[_style(name) for name in styles], pdf_variant=VARIANT, presentational_hints=False
    )
    for at in spread([page._page_box for page in document.pages]):
        document.pages[at] = Page(document.pages[at]._page_box)  # its anchors and bookmarks have moved
    data: bytes = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier)
    return data


def paper_pdf(paper: Paper, size: SizeName, of: Copy | None = None) -> bytes:
    """The paper of a copy (copy 0 unless another is given): cover and questions, no key in any form."""
    chosen = of or copy(paper)
    return to_pdf(paper_print(paper, size, chosen), PAPER_STYLE, identifier=f"paper {chosen.code}")


def key_pdf(paper: Paper, size: SizeName) -> bytes:
    """The teacher's key."""
    return to_pdf(key_print(paper, size), KEY_STYLE, identifier=f"key {paper.code}")


def sheet_pdf(paper: Paper, size: SizeName, of: Copy | None = None) -> bytes:
    """The answer sheet of a copy (copy 0 unless another is given)."""
    chosen = of or copy(paper)
    return to_pdf(sheet_print(paper, size, chosen), SHEET_STYLE, identifier=f"sheet {chosen.code}")


def versions() -> dict[str, str]:
    """What laid the pages out: a PDF made with other versions may differ in its bytes."""
    number = pango.pango_version()
    return {"weasyprint": weasyprint.__version__, "pango": f"{number // 10000}.{number // 100 % 100}.{number % 100}"}
