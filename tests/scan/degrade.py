"""Turn a clean picture of a sheet into what bad scanners, copiers and phones make of it; every defect has a name and its numbers.

All take a picture at 300 dpi, pixels a millimetre, and a generator; all return a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Random = np.random.Generator
Defect = Callable[[Grey, Random], Grey]

DPI = 300
SCALE = DPI / 25.4


def to_dpi(grey: Grey, dpi: float) -> Grey:
    factor = dpi / DPI
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=way), np.uint8)


def warp(grey: Grey, matrix: NDArray[np.float64], size: tuple[int, int] | None = None, border: int = 250) -> Grey:
    wide, high = size or (grey.shape[1], grey.shape[0])
    return np.asarray(cv2.warpPerspective(grey, matrix, (wide, high), flags=cv2.INTER_LINEAR, borderValue=border), np.uint8)


def rotate(grey: Grey, random: Random, degrees: float | None = None) -> Grey:
    """Skewed in the feed."""
    angle = degrees if degrees is not None else float(random.uniform(-3, 3))
    high, wide = grey.shape
    matrix = np.vstack([cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0), (0, 0, 1)])
    corners = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], float)
    moved = corners @ matrix[:2, :2].T + matrix[:2, 2]
    low = moved.min(axis=0)
    matrix = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]]) @ matrix
    span = np.ceil(moved.max(axis=0) - low).astype(int)
    return warp(grey, matrix, (int(span[0]), int(span[1])))


def skew(grey: Grey, random: Random) -> Grey:
    return rotate(grey, random, float(random.choice([-1, 1]) * random.uniform(5, 10)))


def perspective(grey: Grey, random: Random, most: float = 0.06) -> Grey:
    high, wide = grey.shape
    corners = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    inward = random.uniform(0, most, (4, 2)) * (wide, high) * np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)])
    matrix = cv2.getPerspectiveTransform(corners, (corners + inward).astype(np.float32))
    return warp(grey, np.asarray(matrix), border=90)


def stretch(grey: Grey, random: Random) -> Grey:
    x, y = random.uniform(0.97, 1.03, 2)
    return np.asarray(cv2.resize(grey, None, fx=float(x), fy=float(y), interpolation=cv2.INTER_LINEAR), np.uint8)


def uneven(grey: Grey, random: Random) -> Grey:
    """A feed that slips: the paper moves on by up to 0.8 mm too much or too little, smoothly."""
    high, wide = grey.shape
    knots = np.cumsum(random.normal(0, 0.35, 8))
    shift = np.interp(np.arange(high), np.linspace(0, high, 8), np.clip(knots, -0.8, 0.8)) * SCALE
    shift = cv2.GaussianBlur(shift.astype(np.float32).reshape(-1, 1), (1, 0), sigmaX=0.1, sigmaY=60).ravel()
    side = np.interp(np.arange(high), np.linspace(0, high, 5), random.normal(0, 0.25, 5)) * SCALE
    y = np.broadcast_to((np.arange(high) + shift)[:, None], grey.shape).astype(np.float32)
    x = (np.arange(wide)[None, :] + side[:, None]).astype(np.float32)
    return np.asarray(cv2.remap(grey, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def fold(grey: Grey, random: Random) -> Grey:
    """Folded once or twice: a dark line, a shade beside it, a step of up to 0.5 mm."""
    out = grey
    for at in random.choice([1 / 3, 1 / 2, 2 / 3], int(random.integers(1, 3)), replace=False):
        high, wide = out.shape
        line = int(high * (at + random.uniform(-0.02, 0.02)))
        step, slope = float(random.uniform(-0.5, 0.5)) * SCALE, float(random.uniform(-0.01, 0.01))
        y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
        past = np.clip((y - (line + slope * x)) / (1.0 * SCALE), 0, 1)
        out = cv2.remap(out, x, y + past * step, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        far = (y - (line + slope * x)) / SCALE
        shade = 1 - 0.35 * np.exp(-((far / 0.25) ** 2)) - 0.12 * np.exp(-np.maximum(far, 0) / 5) * (far > 0)
        out = (out * shade).astype(np.uint8)
    return np.asarray(out, np.uint8)


def blur(grey: Grey, random: Random, mm: float | None = None) -> Grey:
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), (mm or float(random.uniform(0.08, 0.22))) * SCALE), np.uint8)


def noise(grey: Grey, random: Random, most: float = 18) -> Grey:
    spread = random.uniform(6, most)
    return np.clip(grey + random.standard_normal(grey.shape, dtype=np.float32) * spread, 0, 255).astype(np.uint8)


def jpeg(grey: Grey, random: Random, quality: int = 40) -> Grey:
    _, data = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)


def shadow(grey: Grey, random: Random) -> Grey:
    """A gradient to 40 to 70 % light, and the soft edge of something that stood in the light."""
    high, wide = grey.shape
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    angle = random.uniform(0, 2 * np.pi)
    along = np.cos(angle) * x / wide + np.sin(angle) * y / high
    along = (along - along.min()) / (along.max() - along.min())
    light = 1 - random.uniform(0.3, 0.6) * along
    edge = (np.cos(angle + 1) * (x / wide - 0.5) + np.sin(angle + 1) * (y / high - random.uniform(0.3, 0.7))) * 30
    light *= 1 - random.uniform(0.05, 0.25) / (1 + np.exp(-edge))
    return (grey * light).astype(np.uint8)


def stains(grey: Grey, random: Random) -> Grey:
    """Coffee rings and blots of a light brown."""
    out = grey.astype(np.float32)
    for _ in range(int(random.integers(1, 4))):
        mask = np.zeros(grey.shape, np.float32)
        at = tuple(int(value) for value in random.uniform(0.1, 0.9, 2) * grey.shape[::-1])
        radius = int(random.uniform(8, 40) * SCALE)
        cv2.circle(mask, at, radius, float(random.uniform(0.05, 0.22)), -1)
        cv2.circle(mask, at, radius, float(random.uniform(0.15, 0.35)), int(random.uniform(0.5, 2.5) * SCALE))
        out *= 1 - cv2.GaussianBlur(mask, (0, 0), float(random.uniform(0.2, 0.8)) * SCALE)
    return out.astype(np.uint8)


def punch(grey: Grey, random: Random) -> Grey:
    """Two or four holes on the left, black as the scanner's lid or grey."""
    out = grey.copy()
    middle, dark = out.shape[0] / 2, int(random.choice([20, 90]))
    for step in (-120, -40, 40, 120) if random.random() < 0.5 else (-40, 40):
        at = (int(random.uniform(9, 12) * SCALE), int(middle + step * SCALE))
        cv2.circle(out, at, int(3 * SCALE), dark, -1, cv2.LINE_AA)
    return out


def photocopy(grey: Grey, random: Random) -> Grey:
    """Two generations: blurred, hard in contrast, with dirt."""
    out = grey.astype(np.float32)
    for _ in range(2):
        out = cv2.GaussianBlur(out, (0, 0), float(random.uniform(0.05, 0.1)) * SCALE)
        gain, middle = float(random.uniform(1.3, 1.9)), float(random.uniform(150, 185))
        out = np.clip((out - middle) * gain + middle, 8, 252)
        for _ in range(int(random.integers(60, 200))):
            x, y = (int(value) for value in random.uniform(0, 1, 2) * grey.shape[::-1])
            cv2.circle(out, (x, y), int(random.integers(1, 4)), float(random.uniform(0, 120)), -1)
    return np.asarray(rotate(out.astype(np.uint8), random, float(random.uniform(-1, 1))))


def one_corner_missing(grey: Grey, random: Random) -> Grey:
    return _without(grey, [int(random.integers(4))])


def two_corners_missing(grey: Grey, random: Random) -> Grey:
    return _without(grey, random.choice(4, 2, replace=False).tolist())


def _without(grey: Grey, corners: list[int]) -> Grey:
    """Hidden: 21 mm of a corner under a finger, a clip or a note."""
    out, far = grey.copy(), int(21 * SCALE)
    for corner in corners:
        rows = slice(0, far) if corner in (0, 1) else slice(-far, None)
        columns = slice(0, far) if corner in (0, 3) else slice(-far, None)
        out[rows, columns] = 60
    return out


def upside_down(grey: Grey, random: Random) -> Grey:
    return np.ascontiguousarray(grey[::-1, ::-1])


def sideways(grey: Grey, random: Random) -> Grey:
    return np.ascontiguousarray(np.rot90(grey, int(random.choice([1, 3]))))


def dark(grey: Grey, random: Random) -> Grey:
    return (grey * random.uniform(0.45, 0.65)).astype(np.uint8)


def light(grey: Grey, random: Random) -> Grey:
    return np.clip(grey.astype(np.float32) * 0.75 + random.uniform(75, 95), 0, 255).astype(np.uint8)


def phone(grey: Grey, random: Random) -> Grey:
    """A photo on a desk: a border, perspective, shadow, blur, noise, JPEG 60, 3,000 pixels high."""
    high, wide = grey.shape
    desk = np.full((int(high * 1.12), int(wide * 1.14)), int(random.uniform(40, 120)), np.uint8)
    desk[int(high * 0.06) : int(high * 0.06) + high, int(wide * 0.07) : int(wide * 0.07) + wide] = grey
    out = rotate(perspective(desk, random, 0.08), random)
    out = noise(blur(shadow(out, random), random, 0.09), random, 8)
    factor = 3000 / max(out.shape)
    return jpeg(np.asarray(cv2.resize(out, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8), random, 60)


def black_and_white(grey: Grey, random: Random) -> Grey:
    """A scanner that knows no greys."""
    return np.where(grey > random.uniform(130, 190), 255, 0).astype(np.uint8)


def at_dpi(dpi: int) -> Defect:
    return lambda grey, random: to_dpi(grey, dpi)


def then(*steps: Defect) -> Defect:
    """One defect after another."""

    def all_of_them(grey: Grey, random: Random) -> Grey:
        for step in steps:
            grey = step(grey, random)
        return grey

    return all_of_them


DEFECTS: Mapping[str, Defect] = {
    "clean 300 dpi": at_dpi(300),
    "200 dpi": at_dpi(200),
    "150 dpi": at_dpi(150),
    "100 dpi": at_dpi(100),
    "600 dpi": at_dpi(600),
    "rotated up to 3 degrees": then(rotate, at_dpi(200)),
    "skewed 5 to 10 degrees": then(skew, at_dpi(200)),
    "perspective": then(perspective, at_dpi(200)),
    "stretched 97 to 103 %": then(stretch, at_dpi(200)),
    "unevenly fed": then(uneven, at_dpi(200)),
    "folded": then(fold, at_dpi(200)),
    "blurred": then(blur, at_dpi(200)),
    "noisy": then(at_dpi(200), noise),
    "JPEG 40": then(at_dpi(200), jpeg),
    "shadow": then(shadow, at_dpi(200)),
    "stained": then(stains, at_dpi(200)),
    "punched": then(punch, at_dpi(200)),
    "photocopied twice": then(photocopy, at_dpi(200)),
    "dark": then(dark, at_dpi(200)),
    "light": then(light, at_dpi(200)),
    "black and white only": black_and_white,
    "one corner missing": then(one_corner_missing, rotate, at_dpi(200)),
    "two corners missing": then(two_corners_missing, rotate, at_dpi(200)),
    "upside down": then(upside_down, rotate, at_dpi(200)),
    "sideways": then(sideways, at_dpi(200)),
    "phone photo": phone,
    "all at once": then(rotate, stretch, shadow, at_dpi(150), blur, noise, jpeg),
}
