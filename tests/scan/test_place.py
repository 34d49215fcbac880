"""Turn pictures of every position into the sheet's place in them: turns, mirrors, missing marks, millimetres to pixels."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from generator.scan.align import homography, project
from generator.scan.corners import find_marks
from generator.scan.ink import black_and_white
from generator.scan.patches import spots_of
from generator.scan.read import read_picture
from generator.scan.rings import settle
from tests.scan.degrade import SCALE, one_corner_missing, rotate, to_dpi, two_corners_missing, warp
from tests.scan.sheets import Printed


def places(whole: Printed, homography: tuple[float, ...]) -> np.ndarray:
    bubbles = np.array([(one.x, one.y) for one in whole.plan.sheet.pages[0].bubbles])
    return cv2.perspectiveTransform(bubbles[None], np.array(homography).reshape(3, 3))[0]


@pytest.mark.parametrize(("turns", "turned"), [(0, 0), (1, 90), (2, 180), (3, 270)])
def test_any_turn(whole: Printed, turns: int, turned: int) -> None:
    """np.rot90 turns counterclockwise, so the picture must be turned clockwise as often."""
    grey = to_dpi(whole.sides[0], 150)
    reading = whole.read(np.ascontiguousarray(np.rot90(grey, turns)))
    assert (reading.state, reading.turned) == ("read", turned)
    assert (reading.width, reading.height) == (grey.shape[1], grey.shape[0])
    bubbles = np.array([(one.x, one.y) for one in whole.plan.sheet.pages[0].bubbles])
    assert np.abs(places(whole, reading.homography) - bubbles * 150 / 25.4).max() < 0.3 * 150 / 25.4


@pytest.mark.parametrize("degrees", [-10, -4.5, 2.5, 10])
def test_skew(whole: Printed, degrees: float) -> None:
    assert whole.read(to_dpi(rotate(whole.sides[0], np.random.default_rng(1), degrees), 150)).state == "read"


def test_mirrored_pages_are_noticed(whole: Printed) -> None:
    reading = whole.read(np.ascontiguousarray(to_dpi(whole.sides[0], 150)[:, ::-1]))
    assert reading.state == "unreadable"
    assert "mirrored" in reading.why


@pytest.mark.parametrize("seed", range(3))
def test_missing_corner_marks(whole: Printed, seed: int) -> None:
    random = np.random.default_rng(seed)
    for hide, left in ((one_corner_missing, 3), (two_corners_missing, 2)):
        matrix = np.array([[0.66, 0.012, 20], [-0.008, 0.67, 60], [1e-6, 4e-6, 1]])
        grey = warp(hide(whole.sides[0], random), matrix, (1750, 2500))
        reading = whole.read(grey)
        assert (reading.state, reading.marks) == ("read", left), reading.why
        bubbles = np.array([(one.x, one.y) for one in whole.plan.sheet.pages[0].bubbles]) * SCALE
        true = cv2.perspectiveTransform(bubbles[None], matrix)[0]
        assert np.abs(places(whole, reading.homography) - true).max() < 0.7 * 0.66 * SCALE


@pytest.mark.parametrize("fold", [0.0, 0.5])
def test_uneven_paper_is_followed_to_a_third_of_a_millimetre(whole: Printed, fold: float) -> None:
    """The feed slips by 0.7 mm to and fro over the page, and a fold takes a step out of it; the corner marks know of neither."""
    page, picture = whole.plan.sheet.pages[0], whole.sides[0]
    high, wide = picture.shape

    def slip(y: np.ndarray) -> np.ndarray:
        return 0.7 * np.sin(y / 297 * 2 * np.pi) + fold * (y > 151)

    source = (np.arange(high) / SCALE + slip(np.arange(high) / SCALE)) * SCALE
    rows = np.broadcast_to(source[:, None], picture.shape).astype(np.float32)
    columns = np.broadcast_to(np.arange(wide)[None, :], picture.shape).astype(np.float32)
    grey = to_dpi(np.asarray(cv2.remap(picture, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8), 200)
    found = find_marks(grey)
    matrix = homography(page.marks, found.corners)
    assert matrix is not None
    spots = spots_of(page)
    offsets, seen = settle(grey, matrix, spots, black_and_white(grey, matrix, page, tuple(found.corners)))
    pixels = project(matrix, spots.centers + offsets)
    y = (pixels[:, 1] + 0.5) / 200 * 25.4
    missed = np.hypot((pixels[:, 0] + 0.5) / 200 * 25.4 - spots.centers[:, 0], y + slip(y) - spots.centers[:, 1])
    assert np.percentile(missed, 97) < 0.3
    assert missed.max() < 0.55, "where the fold runs through a bubble"
    assert seen.min() > 0.4
    states = [bubble.state for bubble in whole.read(grey).bubbles]
    assert set(states) <= {"empty", "doubtful"}
    assert states.count("doubtful") <= (15 if fold else 0), "those that the fold runs through, at most"


def test_what_is_no_sheet(whole: Printed) -> None:
    white = np.full((2200, 1700), 250, np.uint8)
    noise = np.kron(np.random.default_rng(0).integers(0, 255, (44, 34)), np.ones((50, 50))).astype(np.uint8)
    assert whole.read(white).state == "blank"
    assert whole.read(noise).state == "foreign"
    foreign = read_picture(whole.sides[0], lambda code: None, "batch.pdf", 3)
    assert (foreign.state, foreign.code, foreign.page) == ("foreign", whole.code, 3)


def test_a_damaged_code_is_never_guessed(whole: Printed) -> None:
    grey = whole.sides[0].copy()
    code = whole.plan.sheet.pages[0].code
    rows, columns = (slice(int(at * SCALE), int((at + code.width) * SCALE)) for at in (code.y, code.x))
    grey[rows, columns][60:140, 60:140] = 255
    reading = whole.read(grey)
    assert (reading.state, reading.code, reading.bubbles) == ("doubtful", "", ())
    assert "QR" in reading.why
    typed = read_picture(grey, lambda code: whole.plan, "batch.pdf", 1, assumed=(whole.code, 1))
    assert (typed.state, typed.code, len(typed.bubbles)) == ("read", whole.code, len(whole.plan.sheet.pages[0].bubbles))
