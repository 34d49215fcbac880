"""Turn the kept pictures of pages into small ones for a report."""

from __future__ import annotations

from pathlib import Path

import cv2

from generator.model.scan import PageReading
from generator.scan.doubts import picture_path

_WIDE, _QUALITY = 220, 60  # pixels


def thumbnail(target: Path, reading: PageReading) -> bytes:
    """A small JPEG of a page; b"" where there is no picture."""
    path = picture_path(target, reading)
    picture = cv2.imread(str(path), cv2.IMREAD_REDUCED_GRAYSCALE_2) if path.is_file() else None
    if picture is None:
        return b""
    size = _WIDE, max(1, round(picture.shape[0] * _WIDE / picture.shape[1]))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return bytes(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1])
