"""A print run: copies look like single papers, text can be read, nothing depends on workers, and a run cut short is finished."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from generator.commands import printing
from generator.model.allot import allot
from generator.model.copies import Ledger
from generator.model.paper import Paper, Policy, Slot, copy
from generator.model.problem import RefusedError
from generator.model.record import dump_paper, signed
from generator.model.roster import Candidate
from generator.model.run import Run, RunCopy, run_copy
from generator.model.shelf import ledger
from generator.render.pdf import paper_pdf, sheet_pdf
from generator.render.press.plate import Filled
from generator.render.press.press import Press, make_press
from generator.render.press.run import COPIES, SHEETS, single_copy, write_run
from generator.render.press.runfile import RunFile
from tests.render.papers import paper as small_paper

SHUFFLED = Policy("shuffled", "shuffled", "own")
NOTHING = Filled()
SCALE = 1.5
FAINT = 6  # of 255: blocks are placed to a thousandth of a point


@cache
def paper() -> Paper:
    return small_paper(24)


@cache
def press() -> Press:
    return make_press(paper(), "a4", ["Ada Lovelace", "4711", "Room 3"])


def file_of(pages: list[bytes], made: Press) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.base)) as base:
        file = RunFile(stream, base, made.resources, made.size, "A test")
        file.add("one", pages)
        file.close()
    return stream.getvalue()


def pictures(data: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    return [page.render(scale=SCALE, grayscale=True).to_pil() for page in document]


def differs(one: Image.Image, other: Image.Image, *blank: tuple[int, int, int, int]) -> int:
    """The largest difference of two pictures, some boxes left out (fractions of a thousand)."""
    found = ImageChops.difference(one, other)
    for left, top, right, bottom in blank:
        found.paste(0, (left * one.width // 1000, top * one.height // 1000, right * one.width // 1000, bottom * one.height // 1000))
    darkest = found.getextrema()[1]
    assert isinstance(darkest, int)
    return darkest


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_copy_looks_like_the_single_paper(number: int) -> None:
    of = copy(paper(), number, policy=SHUFFLED)
    alone, placed = pictures(paper_pdf(paper(), "a4", of)), pictures(file_of(press().plate.contents(of), press()))
    assert len(alone) == len(placed) > 3
    assert differs(alone[0], placed[0]) <= FAINT
    foot = (600, 930, 1000, 1000)  # the bar code is the run's own
    assert max(differs(one, other, foot) for one, other in zip(alone[1:], placed[1:], strict=True)) <= FAINT


@pytest.mark.parametrize("number", [0, 3])
def test_an_answer_sheet_looks_like_the_single_one(number: int) -> None:
    of = copy(paper(), number, policy=SHUFFLED)
    alone, placed = pictures(sheet_pdf(paper(), "a4", of)), pictures(file_of(press().sheets.contents(of), press()))
    assert len(alone) == len(placed)
    assert max(differs(one, other) for one, other in zip(alone, placed, strict=True)) <= FAINT


def test_text_can_be_selected_in_reading_order() -> None:
    of = copy(paper(), 1, policy=SHUFFLED)
    document = pypdfium2.PdfDocument(file_of(press().plate.contents(of), press()))
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    at = 0
    for slot in of.slots:
        stem = " ".join(slot.item.stem.split())[:24]
        at = text.index(stem, at) if "`" not in stem else at
    assert text.count(of.code) == len(document)


def test_names_and_numbers_are_filled_in() -> None:
    of = copy(paper(), 1, policy=SHUFFLED)
    filled = Filled("Ada Lovelace", "4711", "Room 3")
    cover = pypdfium2.PdfDocument(file_of(press().plate.contents(of, filled), press()))[0].get_textpage().get_text_range()
    assert all(text in cover for text in ("Ada Lovelace", "4711", "Room 3"))
    sheet, empty = (pictures(file_of(press().sheets.contents(of, what), press()))[0] for what in (filled, NOTHING))
    assert differs(sheet, empty) > 200
    assert "Ada Lovelace" in pypdfium2.PdfDocument(file_of(press().sheets.contents(of, filled), press()))[0].get_textpage().get_text_range()


def test_the_bar_code_reads_as_code_and_page() -> None:
    import zxingcpp

    of = copy(paper(), 1, policy=SHUFFLED)
    document = pypdfium2.PdfDocument(file_of(press().plate.contents(of), press()))
    picture = document[2].render(scale=4, grayscale=True).to_numpy()
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [f"{of.code}/3"]


def class_of(count: int) -> list[Candidate]:
    return [Candidate(str(1000 + at), f"Person {at}", seat=str(at)) for at in range(count)]


def run_of(count: int, spares: int = 1) -> Run:
    allotted = allot(Ledger(paper()), class_of(count), spares, SHUFFLED, "1")
    return Run(1, paper().code, "1", "a4", SHUFFLED, True, tuple(run_copy(one) for one in allotted))


def test_a_run_is_a_sound_file_with_a_bookmark_for_each_copy(tmp_path: Path) -> None:
    run = run_of(3)
    write_run(paper(), run, tmp_path)
    for name in (COPIES, SHEETS):
        with pikepdf.open(tmp_path / name) as made:
            assert made.check_pdf_syntax() == []
            with made.open_outline() as outline:
                assert [entry.title for entry in outline.root] == [f"{one.code} {one.name}".strip() for one in run.copies]
            assert len(made.pages) % 2 == 0
    rows = [line.split(",") for line in (tmp_path / "keys.csv").read_text().splitlines()[1:]]
    for one, row in zip(run.copies, rows, strict=True):
        of = copy(paper(), one.number, one.form, run.policy)
        assert row[4:] == [slot.item.answer.value if slot.item.answer else slot.right_letters() for slot in of.slots]
    record = json.loads((tmp_path / "run.json").read_text())
    assert set(record["files"]) == {"copies.pdf", "sheets.pdf", "keys.csv", "seating.csv", "seating.pdf"}


def test_workers_change_no_byte(tmp_path: Path) -> None:
    run = run_of(50, 0)
    for workers in (1, 2):
        (tmp_path / str(workers)).mkdir()
        write_run(paper(), run, tmp_path / str(workers), workers=workers)
    for name in (COPIES, SHEETS, "keys.csv"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_a_copy_alone_has_the_same_pages_each_time() -> None:
    run = run_of(3)
    one, again = single_copy(paper(), run, 2), single_copy(paper(), run, 2)
    assert one == again
    with pytest.raises(KeyError):
        single_copy(paper(), run, 99)


def test_own_numbers_come_from_the_variants_of_the_paper() -> None:
    base = paper()
    [form] = base.forms
    slots = tuple(replace(slot, variants=(*slot.variants, replace(slot.variants[0], stem="Another number."))) for slot in form.slots)
    varied = signed(replace(base, code="", forms=(replace(form, slots=tuple(map(_fresh_ids, slots))),)))
    made = make_press(varied, "a4")
    of = next(one for one in (copy(varied, number, policy=SHUFFLED) for number in range(1, 9)) if any(slot.variant for slot in one.slots))
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file_of(made.plate.contents(of), made)))
    assert text.count("Another number.") == sum(slot.variant for slot in of.slots)


def _fresh_ids(slot: Slot) -> Slot:
    first, second = slot.variants
    options = tuple(replace(option, public_id=f"{option.public_id[:-1]}z") for option in second.options)
    rows = tuple(replace(row, right=f"{row.right[:-1]}z") for row in second.rows)
    return replace(slot, variants=(first, replace(second, options=options, rows=rows)))


def shelved(folder: Path) -> Path:
    folder.mkdir()
    (folder / "paper.json").write_text(dump_paper(paper()))
    return folder


def test_a_run_cut_short_is_finished_with_the_same_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shelved(tmp_path / "paper")

    def cut_short(paper: Paper, run: Run, begun: Path, **_: object) -> None:
        (begun / COPIES).write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(printing, "write_run", cut_short)
    with pytest.raises(KeyboardInterrupt):
        printing.print_run(folder, paper(), class_of(2), 3, size="a4", policy=SHUFFLED, quiet=True)
    monkeypatch.undo()
    assert not (folder / "runs" / "1").exists()
    promised = ledger(folder, paper()).entries
    target, run = printing.print_run(folder, paper(), class_of(2), 2, size="a4", policy=SHUFFLED, quiet=True)
    assert (target.name, run.run) == ("2", "2")
    first = printing.read_run(folder / "runs" / "1")
    assert [one.number for one in first.copies] == [1, 2, 3]
    assert {number: entry for number, entry in ledger(folder, paper()).entries.items() if number <= 3} == promised
    assert [one.number for one in run.copies] == [4, 5]
    with pikepdf.open(folder / "runs" / "1" / COPIES) as made:
        assert made.check_pdf_syntax() == []
    assert not list((folder / "runs").glob(".*"))


def test_fewer_copies_than_people_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="2 copies for 3 candidates"):
        printing.print_run(shelved(tmp_path / "paper"), paper(), class_of(3), 2, size="a4", policy=SHUFFLED, quiet=True)


def test_a_spare_has_no_name() -> None:
    assert run_of(1, 1).copies[1] == RunCopy(2, copy(paper(), 2).code, 1)
