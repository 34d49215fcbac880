"""Turn what a decoder gives, or throws, into a grey picture or a reason why there is none."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

Grey = NDArray[np.uint8]

MOST_PIXELS = 90_000_000  # A3 at 600 dpi has 70 million
_ENOUGH = 3000  # pixels on the long side; a JPEG with twice as many is decoded at half its size


class UnopenedError(Exception):
    """Why a page gives no picture."""


@contextmanager
def readable() -> Iterator[None]:
    """Whatever a decoder raises on a broken or hostile file becomes a reason."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it for all: half a sheet would pass for a whole one
            yield
    except UnopenedError:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError):
        raise UnopenedError("the picture has too many pixels") from None
    except UnidentifiedImageError:
        raise UnopenedError("the file is no PDF, TIFF, PNG or JPEG") from None
    except Exception as error:  # decoders raise anything on a hostile file
        raise UnopenedError(f"the picture is broken: {error}") from None


def not_too_large(size: tuple[int, int]) -> None:
    """Raises UnopenedError before so many pixels are decoded."""
    if size[0] * size[1] > MOST_PIXELS:
        raise UnopenedError(f"the picture has too many pixels: {size[0]} x {size[1]}")


def small_enough(size: tuple[int, int]) -> None:
    """Raises UnopenedError for more pixels than a sheet can have, and for fewer."""
    not_too_large(size)
    if min(size) < 100:
        raise UnopenedError(f"the picture is too small: {size[0]} x {size[1]} pixels")


def grey_of(image: Image.Image) -> Grey:
    small_enough(image.size)
    if image.format == "JPEG" and max(image.size) >= 2 * _ENOUGH:
        image.draft("L", (image.size[0] // 2, image.size[1] // 2))
    elif image.format == "JPEG":
        image.draft("L", image.size)
    upright = ImageOps.exif_transpose(image) if image.getexif().get(0x0112, 1) != 1 else image
    if upright.mode.startswith("I;16"):
        return (np.asarray(upright) >> 8).astype(np.uint8)
    if "A" in upright.getbands() or "transparency" in upright.info:
        on_white = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(on_white, upright.convert("RGBA"))
    return np.asarray(upright.convert("L"))
