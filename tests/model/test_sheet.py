"""The geometry of answer sheets: everything inside the page, nothing over anything else, every question once."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.sheet import GROUP, MARK_CELLS, SIZES, Box, Place, Sheet, SizeName, sheet

PLACES = st.lists(st.one_of(st.integers(2, 8), st.just(0)), min_size=1, max_size=200).map(
    lambda counts: [Place(at, "bubbles" if count else "number", count) for at, count in enumerate(counts, 1)]
)


def bubbles(count: int, options: int) -> list[Place]:
    return [Place(at, "bubbles", options) for at in range(1, count + 1)]


def boxes(drawn: Sheet) -> list[list[Box]]:
    """Everything on each page as rectangles that must not meet; a QR code needs four cells of quiet around it, a mark one."""
    pages = []
    for page in drawn.pages:
        round_ones = [(one.x, one.y, one.diameter) for one in (*page.bubbles, *page.digits)]
        found = [Box(x - d / 2, y - d / 2, d, d) for x, y, d in round_ones]
        found += [grown(mark.box, 1.5) for mark in page.marks] + [field.box for field in page.write_ins]
        found += [grown(page.code, 16 / 21 * 2), *page.lines]
        pages.append(found)
    return pages


def grown(box: Box, by: float) -> Box:
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


def meet(one: Box, other: Box) -> bool:
    apart_x = one.x + one.width <= other.x + 1e-6 or other.x + other.width <= one.x + 1e-6
    apart_y = one.y + one.height <= other.y + 1e-6 or other.y + other.height <= one.y + 1e-6
    return not (apart_x or apart_y)


def check(drawn: Sheet, places: list[Place]) -> None:
    found = {(one.question, one.option) for page in drawn.pages for one in page.bubbles}
    assert found == {(place.question, option) for place in places for option in range(place.options)}
    written = [field.question for page in drawn.pages for field in page.write_ins]
    assert written == [place.question for place in places if place.kind == "number"]
    for page in boxes(drawn):
        for box in page:
            assert box.x >= 8, box
            assert box.x + box.width <= drawn.width - 8
            assert box.y >= 8, box
            assert box.y + box.height <= drawn.height - 8


@settings(max_examples=40, deadline=None)
@given(PLACES, st.sampled_from(list(SIZES)))
def test_every_question_has_its_place_inside_the_page(places: list[Place], size: SizeName) -> None:
    drawn = sheet(size, places)
    check(drawn, places)
    for page in drawn.pages:
        assert all(column.count % GROUP == 0 for column in page.columns[:-1])
        for one, other in itertools.combinations(page.columns, 2):
            assert not meet(one.box, other.box)
        for mark, column in itertools.product(page.marks, page.columns):
            assert not meet(grown(mark.box, 1.5), column.box)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("options", [2, 4, 5, 6])
def test_sixty_five_stand_on_one_side(size: SizeName, options: int) -> None:
    drawn = sheet(size, bubbles(65, options))
    assert [[column.count for column in page.columns] for page in drawn.pages] == [[25, 20, 20]]
    for one, other in itertools.combinations(boxes(drawn)[0], 2):
        assert not meet(one, other), (one, other)


@pytest.mark.parametrize("size", SIZES)
def test_two_hundred_with_eight_options_take_several_sides(size: SizeName) -> None:
    drawn = sheet(size, bubbles(200, 8))
    assert len(drawn.pages) > 2
    assert drawn.pages[1].digits == ()
    assert sum(column.count for page in drawn.pages for column in page.columns) == 200
    for page in boxes(drawn):
        for one, other in itertools.combinations(page, 2):
            assert not meet(one, other)


def test_a_bubble_says_where_it_is() -> None:
    first = sheet("a4", bubbles(65, 5)).pages[0].bubbles
    assert (first[0].question, first[0].option, first[0].diameter) == (1, 0, 4.9)
    assert first[1].x - first[0].x == pytest.approx(6.6)
    assert first[5].y - first[0].y == pytest.approx(7.0)


def test_corners_differ_in_every_turn() -> None:
    """No mark turned by a quarter, a half or three quarters is another one or itself."""
    turned = set()
    for cells in MARK_CELLS:
        grid = [list(row) for row in cells]
        for _ in range(4):
            turned.add(tuple(map(tuple, grid)))
            grid = [list(row) for row in zip(*grid[::-1], strict=True)]
    assert len(turned) == 16


def test_a_candidate_number_has_ten_bubbles_a_digit() -> None:
    drawn = sheet("a4", bubbles(5, 4), digits=8).pages[0]
    assert {(one.column, one.digit) for one in drawn.digits} == set(itertools.product(range(8), range(10)))
    assert len(drawn.digit_boxes) == 8


def test_no_questions_no_sheet() -> None:
    with pytest.raises(ValueError, match="question"):
        sheet("a4", [])


def test_a_question_with_rows_has_a_line_for_each() -> None:
    lines = [Place(1, "bubbles", 4), *(Place(2, "bubbles", 5, row) for row in (1, 2, 3)), Place(3, "number")]
    (page,) = sheet("a4", lines).pages
    assert [label for column in page.columns for label in column.labels] == ["1", "2.1", "2.2", "2.3", "3"]
    found = {(bubble.question, bubble.row): bubble.y for bubble in page.bubbles}
    assert list(found) == [(1, 0), (2, 1), (2, 2), (2, 3)]
    assert len(set(found.values())) == 4
    assert [sum(bubble.row == row and bubble.question == 2 for bubble in page.bubbles) for row in (1, 2, 3)] == [5, 5, 5]
    assert [field.question for field in page.write_ins] == [3]


def test_rows_run_on_over_columns_and_sides() -> None:
    lines = [Place(at, "bubbles", 6, row) for at in range(1, 40) for row in range(1, 5)]
    drawn = sheet("letter", lines)
    labels = [label for page in drawn.pages for column in page.columns for label in column.labels]
    assert labels == [f"{at}.{row}" for at in range(1, 40) for row in range(1, 5)]
    assert len({(page.number, bubble.x, bubble.y) for page in drawn.pages for bubble in page.bubbles}) == 6 * len(lines)
