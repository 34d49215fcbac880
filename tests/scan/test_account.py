"""Turn faulty batches into accounts: every fault is named, every page counts once, nothing is marked that a person must look at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.model.batch import Account, Scanned
from generator.model.scan import PageReading
from generator.scan.asking import distance, nearest
from tests.scan.class_of import NAMES, Class, class_of


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Class:
    return class_of(tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """Two sides."""
    return class_of(tmp_path_factory.mktemp("paper"), 90)


def other(state: str, why: str = "", digest: str = "0" * 32) -> Scanned:
    return Scanned("f" * 32, PageReading("scans.pdf", 1, digest, state, why))  # type: ignore[arg-type]


def fates(found: Account) -> list[str]:
    assert sum(found.counts.values()) == len(found.pages)
    return [page.fate for page in found.pages]


def bubbled(of: Class, number: int, options: int = 4) -> int:
    """The first question of a copy with so many bubbles, one of which counts."""
    plan = of.plans(of.code(number))
    assert plan is not None
    counts: dict[int, int] = {}
    for one in plan.sheet.pages[0].bubbles:
        counts[one.question] = counts.get(one.question, 0) + (1 if not one.row else 100)
    return next(question for question, count in counts.items() if count == options and plan.takes[question] == 1)


def test_a_class_with_printed_names(few: Class) -> None:
    found = few.account(*(few.page(number) for number in (1, 2, 3)))
    assert fates(found) == ["read"] * 3
    assert (found.open, found.missing) == ((), ())
    assert set(few.sittings(found)) == set(NAMES)


def test_marks_become_answers(few: Class) -> None:
    question = bubbled(few, 1)
    found = few.account(few.page(1, marks={question: "B"}))
    sitting = few.sittings(found)["1001"]
    place = few.ledger.copy(few.ledger.entries[1]).slots[question - 1]
    assert sitting.texts[question] == "B"
    assert sitting.sitting.responses[place.slot.id].value == (place.options[1],)
    assert {one.state for name, one in sitting.sitting.responses.items() if name != place.slot.id} == {"blank"}


def test_two_marks_for_one_answer_are_invalid(few: Class) -> None:
    question = bubbled(few, 1)
    found = few.account(few.page(1, marks={question: "AB"}))
    place = few.ledger.copy(few.ledger.entries[1]).slots[question - 1]
    assert few.sittings(found)["1001"].sitting.responses[place.slot.id].state == "invalid"


def test_everything_that_is_no_sheet(few: Class) -> None:
    found = few.account(other("blank"), other("foreign", "other paper"), few.page(1), other("unreadable", "broken"))
    assert fates(found) == ["blank", "foreign", "read", "unreadable"]
    assert [page.why for page in found.pages] == ["", "other paper", "", "broken"]
    assert [one.candidate for one in found.missing] == ["1002", "1003"]
    assert {one.side for one in found.missing} == {0}
    assert [one.name for one in found.missing] == ["Ben", "Cleo"]


def test_those_who_are_in_another_batch_are_not_missing(few: Class) -> None:
    assert [one.candidate for one in few.account(few.page(1), elsewhere={few.code(2)}).missing] == ["1003"]
    assert [one.candidate for one in few.account(few.page(1), elsewhere={"1003"}).missing] == ["1002"]


def test_a_doubtful_mark_waits_for_a_person(few: Class) -> None:
    question = bubbled(few, 1)
    page = few.page(1, marks={question: "B"}, unsure={question: "C"})
    found = few.account(page)
    (doubt,) = found.doubts
    assert (doubt.kind, doubt.question, doubt.proposed, doubt.candidate) == ("marks", question, "B", "1001")
    assert doubt.why == "C (30 % dark) is unclear; B is filled"
    assert fates(found) == ["doubtful"]
    assert few.sittings(found) == {}
    for value, text in (("C", "C"), ("", ""), ("invalid", "?")):
        done = few.account(page, settled={doubt.id: value})
        assert (fates(done), done.open) == (["read"], ())
        assert few.sittings(done, {doubt.id: value})["1001"].texts[question] == text
    taken = few.account(page, accept_proposed=True)
    assert taken.open == ()
    assert few.sittings(taken)["1001"].texts[question] == "B"


def test_a_written_number_is_read_by_a_person(few: Class) -> None:
    plan = few.plans(few.code(1))
    assert plan is not None
    question = plan.sheet.pages[0].write_ins[0].question
    page = few.page(1, written=(question,))
    (doubt,) = few.account(page, accept_proposed=True).doubts
    assert doubt.kind == "written"
    assert few.sittings(few.account(page, accept_proposed=True)) == {}
    settled = {doubt.id: "1,024"}
    assert few.sittings(few.account(page, settled=settled), settled)["1001"].texts[question] == "1,024"


def test_the_same_page_twice_counts_once(few: Class) -> None:
    found = few.account(few.page(1), few.page(1), few.page(1, salt="scanned again"))
    assert fates(found) == ["read", "duplicate", "duplicate"]
    assert found.pages[2].why == "the same marks as page 1 of scans.pdf"
    assert len(few.sittings(found)) == 1


def test_a_clear_page_stands_for_an_unclear_one(few: Class) -> None:
    question = bubbled(few, 1)
    found = few.account(few.page(1, unsure={question: "C"}), few.page(1, marks={question: "C"}))
    assert fates(found) == ["duplicate", "read"]
    assert found.open == ()


def test_the_same_side_with_other_marks(few: Class) -> None:
    question = bubbled(few, 1)
    pages = few.page(1, marks={question: "B"}), few.page(1, marks={question: "C"})
    found = few.account(*pages)
    assert fates(found) == ["doubtful", "differing duplicate"]
    assert few.sittings(found) == {}
    (doubt,) = found.doubts
    assert doubt.choices == ("scans.pdf:1", "scans.pdf:2")
    for choice, letter in zip(doubt.choices, "BC", strict=True):
        done = few.account(*pages, settled={doubt.id: choice})
        assert sorted(fates(done)) == ["differing duplicate", "read"]
        assert few.sittings(done, {doubt.id: choice})["1001"].texts[question] == letter


def test_the_same_marks_under_another_number(few: Class) -> None:
    found = few.account(few.page(4, digits="1002"), few.page(4, digits="1003"))
    assert fates(found) == ["doubtful", "differing duplicate"]


def test_a_spare_copy_by_its_grid(few: Class) -> None:
    found = few.account(few.page(4, digits="1002"))
    assert set(few.sittings(found)) == {"1002"}


@pytest.mark.parametrize(("digits", "first"), [("1092", "1002"), ("10?2", "1002"), ("100", "1001"), ("", None), ("777777", None)])
def test_a_grid_that_fits_nobody_is_never_guessed(few: Class, digits: str, first: str | None) -> None:
    found = few.account(few.page(4, digits=digits))
    (doubt,) = found.doubts
    assert doubt.kind == "identity"
    assert (doubt.choices[:1] or (None,))[0] == first
    assert few.sittings(found) == {}
    settled = {doubt.id: "1003"}
    assert set(few.sittings(few.account(few.page(4, digits=digits), settled=settled), settled)) == {"1003"}


def test_a_settled_identity_changes_no_answer(few: Class) -> None:
    question = bubbled(few, 4)
    page = few.page(4, digits="1092", marks={question: "D"})
    (doubt,) = few.account(page).doubts
    before, after = ({doubt.id: name} for name in ("1002", "1003"))
    first = few.sittings(few.account(page, settled=before), before)["1002"]
    second = few.sittings(few.account(page, settled=after), after)["1003"]
    assert first.sitting.responses == second.sitting.responses


def test_a_sheet_of_somebody_else(few: Class) -> None:
    found = few.account(few.page(1, digits="1002"))
    (doubt,) = found.doubts
    assert "printed for 1001" in doubt.why
    assert doubt.choices[:2] == ("1001", "1002")


def test_a_copy_that_somebody_else_used_does_not_hide_who_is_missing(few: Class) -> None:
    page = few.page(1, digits="1002")
    (doubt,) = few.account(page).doubts
    assert [one.candidate for one in few.account(page).missing] == ["1002", "1003"]
    assert [one.candidate for one in few.account(page, settled={doubt.id: "1002"}).missing] == ["1001", "1003"]


def test_two_sheets_of_one_candidate(few: Class) -> None:
    pages = few.page(1), few.page(4, digits="1001")
    found = few.account(*pages)
    assert fates(found) == ["doubtful", "doubtful"]
    assert few.sittings(found) == {}
    first, second = found.open
    both = few.account(*pages, settled={first: "1001", second: "1001"})
    assert set(both.open) == {first, second}
    settled = {first: "1001", second: "ignore"}
    done = few.account(*pages, settled=settled)
    assert fates(done) == ["read", "set aside"]
    assert set(few.sittings(done, settled)) == {"1001"}


def test_sheets_of_copy_0_are_told_apart_by_their_grids(few: Class) -> None:
    pages = few.page(0, digits="1001"), few.page(0, digits="1002"), few.page(0, digits="1001", salt="again"), few.page(0)
    found = few.account(*pages)
    assert fates(found) == ["read", "read", "duplicate", "doubtful"]
    assert set(few.sittings(found)) == {"1001", "1002"}
    assert found.pages[3].why == "no candidate number is filled in"


def test_without_a_roster_the_grid_is_the_name(few: Class) -> None:
    assert set(few.sittings(few.account(few.page(4, digits="42"), names={}))) == {"42"}


def test_two_sides_in_any_order(many: Class) -> None:
    found = many.account(many.page(2, 2), many.page(1, 1), many.page(2, 1), many.page(1, 2))
    assert fates(found) == ["read"] * 4
    assert set(many.sittings(found)) == {"1001", "1002"}


def test_a_missing_side_is_named_and_asked_for(many: Class) -> None:
    found = many.account(many.page(1, 1))
    assert [(one.candidate, one.side) for one in found.missing][:2] == [("1001", 2), ("1002", 0)]
    assert many.sittings(found) == {}
    (doubt,) = found.doubts
    assert (doubt.choices, doubt.source) == (("blank",), "")
    settled = {doubt.id: "blank"}
    assert set(many.sittings(many.account(many.page(1, 1), settled=settled), settled)) == {"1001"}


def test_a_second_further_side_belongs_to_nobody(many: Class) -> None:
    found = many.account(many.page(0, 1, digits="1001"), many.page(0, 2), many.page(0, 2, salt="another"))
    assert fates(found) == ["read", "read", "doubtful"]
    assert set(many.sittings(found)) == {"1001"}


def test_a_further_side_of_copy_0_follows_its_first(many: Class) -> None:
    found = many.account(many.page(0, 1, digits="1001"), many.page(0, 2), many.page(0, 1, digits="1002"), many.page(0, 2, salt="2"))
    assert set(many.sittings(found)) == {"1001", "1002"}
    pages = many.page(0, 2), many.page(0, 1, digits="1001")
    lost = many.account(*pages)
    assert fates(lost) == ["doubtful", "read"]
    doubt = next(doubt for doubt in lost.doubts if doubt.kind == "identity")
    assert "1001" in doubt.choices
    settled = {doubt.id: "1001"}
    assert set(many.sittings(many.account(*pages, settled=settled), settled)) == {"1001"}


def test_a_page_is_set_aside_and_can_come_back(few: Class) -> None:
    page = few.page(4, digits="9")
    (doubt,) = few.account(page).doubts
    found = few.account(page, settled={doubt.id: "ignore"})
    assert fates(found) == ["set aside"]
    assert [one.id for one in found.doubts] == [doubt.id]
    assert found.pages[0].why == "set aside by Tess"


def test_rings_that_are_hardly_seen(few: Class) -> None:
    page = few.page(1)
    bad = Scanned(page.file, replace(page.reading, state="doubtful", why="the bubbles' rings are hardly seen"))
    (doubt,) = few.account(bad).doubts
    assert doubt.choices == ("use", "ignore")
    assert few.sittings(few.account(bad)) == {}
    assert fates(few.account(bad, settled={doubt.id: "use"})) == ["read"]
    assert fates(few.account(bad, settled={doubt.id: "ignore"})) == ["set aside"]


def test_distances() -> None:
    assert [distance("1001", other) for other in ("1001", "1011", "101", "2102")] == [0, 1, 1, 3]
    assert distance("1?01", "1901") == 0
    assert nearest("______", NAMES) == []


def test_a_page_is_never_lost(few: Class, many: Class, tmp_path: Path) -> None:
    """Thirty mixed batches: the states of the pages add up."""
    for at in range(30):
        pages = [few.page(1 + (at + step) % 5, digits=str(1000 + step), salt=str(at * step % 3)) for step in range(at % 7)]
        pages += [other("blank"), other("foreign"), few.page(1 + at % 3)][: at % 4]
        assert len(fates(few.account(*pages))) == len(pages)
