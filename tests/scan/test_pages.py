"""Turn files of every format, whole and hostile, into pictures or reasons; never into a crash."""

from __future__ import annotations

import io
import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from generator.scan.pages import pictures
from tests.scan.degrade import to_dpi
from tests.scan.sheets import Printed

Save = Callable[[str, bytes], Path]


def written(image: Image.Image, format: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format, **more)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.fixture(scope="session")
def scan(whole: Printed) -> Image.Image:
    return Image.fromarray(to_dpi(whole.sides[0], 150))


FORMATS = [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.tif", "TIFF"), ("a.pdf", "PDF")]
MODES = [
    (name, format, mode) for name, format in FORMATS for mode in ("L", "RGB", "1") if (format, mode) != ("JPEG", "1")
]  # which there is not


@pytest.mark.parametrize(("name", "format", "mode"), MODES)
def test_every_format_is_read(whole: Printed, scan: Image.Image, saved: Save, name: str, format: str, mode: str) -> None:
    (picture,) = pictures(saved(name, written(scan.convert(mode), format, **({"resolution": 150} if format == "PDF" else {}))))
    assert picture.grey is not None, picture.why
    assert picture.grey.shape == (scan.height, scan.width), "the embedded picture itself"
    assert whole.read(picture.grey).code == whole.code


def test_many_pages_come_one_after_another(scan: Image.Image, saved: Save) -> None:
    for name, format in (("a.tif", "TIFF"), ("a.pdf", "PDF")):
        data = written(scan, format, save_all=True, append_images=[scan, scan])
        assert [(picture.source, picture.page) for picture in pictures(saved(name, data))] == [(name, 1), (name, 2), (name, 3)]


def test_our_own_pdf_is_rendered(long: Printed, saved: Save) -> None:
    found = list(pictures(saved("sheet.pdf", long.pdf)))
    assert [long.read(picture.grey).side for picture in found if picture.grey is not None] == [1, 2]


def test_a_phone_says_how_it_was_held(whole: Printed, scan: Image.Image, saved: Save) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn clockwise
    (picture,) = pictures(saved("a.jpg", written(scan.rotate(90, expand=True), "JPEG", exif=exif)))
    assert picture.grey is not None
    assert picture.grey.shape == (scan.height, scan.width)
    assert whole.read(picture.grey).turned == 0


def png_bomb(side: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1 << 20))) + chunk(b"IEND", b"")


def hostile(scan: Image.Image) -> dict[str, bytes]:
    jpeg, png, tiff, pdf = (written(scan, format) for format in ("JPEG", "PNG", "TIFF", "PDF"))
    huge = pypdfium2.PdfDocument.new()
    huge.new_page(14_400, 14_400)
    out = io.BytesIO()
    huge.save(out)
    return {
        "empty.pdf": b"",
        "text.pdf": b"These are not the pages you are looking for. " * 50,
        "half.jpg": jpeg[: len(jpeg) // 2],
        "half.png": png[: len(png) // 2],
        "half.tif": tiff[: len(tiff) // 2],
        "half.pdf": pdf[: len(pdf) // 2],
        "bomb.png": png_bomb(60_000),
        "wide.png": png_bomb(12_000),
        "dot.png": written(Image.new("L", (1, 1)), "PNG"),
        "page.html": b"<html><body>a page</body></html>",
        "animation.gif": written(Image.new("L", (400, 400)), "GIF"),
        "locked.pdf": pdf.replace(b"/Root", b"/Encrypt 1 0 R /Root"),
        "scrambled.pdf": pdf[:200] + bytes(np.random.default_rng(1).integers(0, 255, len(pdf) - 200, np.uint8)),
        "huge.pdf": out.getvalue(),
    }


IMAGES = ("half.jpg", "half.png", "half.tif", "bomb.png", "wide.png", "dot.png", "animation.gif")
OTHERS = ("empty.pdf", "text.pdf", "half.pdf", "page.html", "locked.pdf", "scrambled.pdf", "huge.pdf")


@pytest.mark.parametrize("name", IMAGES + OTHERS)
def test_hostile_files_give_a_reason(whole: Printed, scan: Image.Image, saved: Save, name: str) -> None:
    path = saved(name, hostile(scan)[name])
    started = time.monotonic()
    found = list(pictures(path))
    assert time.monotonic() - started < 10
    assert found
    for picture in found:
        assert picture.why if picture.grey is None else whole.read(picture.grey).state in ("blank", "foreign")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (picture,) = pictures(tmp_path / "none.pdf")
    assert picture.grey is None
    assert "No such file" in picture.why
