"""Turn a small class's scanned sheets into marks by the command line: a batch with faults, doubts settled, killed and gone on with."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest
from click.testing import Result
from PIL import Image
from typer.testing import CliRunner

from generator.cli import app
from generator.model.batch import Scanned
from generator.model.copies import dump_lines
from generator.model.record import dump_paper
from generator.model.sheet import SheetPage
from generator.render.pdf import sheet_pdf
from generator.scan import doubts
from generator.scan.batch import _pooled, files_of, pages_in, read_batch
from generator.scan.pages import Picture
from generator.scan.readings import dump_reading, load_reading, load_readings
from tests.scan.class_of import NAMES, Class, class_of
from tests.scan.degrade import DEFECTS, DPI, SCALE
from tests.scan.hands import Hand, Sheet, put

PEN = Hand("pen", 30.0, 0.5, 0.1)
ROSTER = "candidate,name\n" + "".join(f"{number},{name}\n" for number, name in NAMES.items())


def run(*words: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == code, f"{words}: {result.output}\n{result.exception!r}"
    return result


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """Its folder is that of a paper: record and ledger."""
    folder = tmp_path_factory.mktemp("class")
    made = class_of(folder)
    (folder / "paper.json").write_text(dump_paper(made.paper))
    (folder / "copies.jsonl").write_text(dump_lines(entry for entry in made.ledger.entries.values() if entry.number))
    (folder / "roster.csv").write_text(ROSTER)
    return made


@pytest.fixture(scope="module")
def printed(four: Class) -> dict[int, np.ndarray]:
    """The empty sheets of copies 1, 2 and 4 at 300 dpi."""
    found = {}
    for number in (1, 2, 4):
        document = pypdfium2.PdfDocument(sheet_pdf(four.paper, "a4", four.ledger.copy(four.ledger.entries[number])))
        found[number] = np.array(document[0].render(scale=DPI / 72, grayscale=True).to_numpy()).squeeze()
        document.close()
    return found


def side(of: Class, number: int) -> SheetPage:
    plan = of.plans(of.code(number))
    assert plan is not None
    return plan.sheet.pages[0]


def right_answers(of: Class, number: int, grey: np.ndarray, digits: str = "") -> np.ndarray:
    """The sheet with every right bubble filled, and the number."""
    on = Sheet(grey, SCALE, np.random.default_rng(number))
    slots = {place.number: place for place in of.ledger.copy(of.ledger.entries[number]).slots}
    for one in side(of, number).bubbles:
        item = slots[one.question].item
        right = {item.rows[one.row - 1].right} if one.row else item.right
        if slots[one.question].options[one.option] in right:
            put(on, one, "pen", PEN)
    for digit in side(of, number).digits:
        if digits.rjust(6)[digit.column] == str(digit.digit):
            put(on, digit, "pen", PEN)
    return on.done()


def scanned(grey: np.ndarray) -> Image.Image:
    return Image.fromarray(DEFECTS["200 dpi"](grey, np.random.default_rng(1)))


def save(path: Path, *pages: Image.Image) -> Path:
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=200)
    return path


@pytest.fixture(scope="module")
def batch(four: Class, printed: dict[int, np.ndarray], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Copy 1 with all right; copy 2 without a readable code; spare copy 4 with a number of nobody; a blank page; copy 1 again upside
    down; and a file that is no picture."""
    folder, files = four.plans.folder, tmp_path_factory.mktemp("files")
    one, two, four_ = right_answers(four, 1, printed[1]), right_answers(four, 2, printed[2]), right_answers(four, 4, printed[4], "1009")
    code = side(four, 2).code
    two[int(code.y * SCALE) : int((code.y + 16) * SCALE), int(code.x * SCALE) : int((code.x + 16) * SCALE)] = 255
    pages = (one, two, four_, np.full_like(one, 250), np.rot90(one, 2))
    pdf = save(files / "scans.pdf", *map(scanned, pages))
    (files / "notes.png").write_bytes(b"no picture")
    result = run("scan", folder, pdf, files / "notes.png", "--roster", folder / "roster.csv", "--no-reports", "--workers", "1", "--answers")
    return {"folder": folder, "files": [pdf, files / "notes.png"], "said": result.output, "target": folder / "scans" / "1"}


def test_every_page_is_accounted_for(batch: dict[str, Any]) -> None:
    assert "6 pages (1 read, 2 doubtful, 1 blank, 1 duplicate, 1 unreadable)" in batch["said"]
    assert "missing: 1003 Cleo, the whole sheet" in batch["said"]
    assert "2 sheets came back, 1 of them marked" in batch["said"]
    html = (batch["target"] / "report.html").read_text()
    assert html.count("<img ") == 4  # not the one that is read, and the one without a picture
    for words in ("notes.png, page 1", "the same marks as page 1 of scans.pdf", "which is nobody", "1003 Cleo"):
        assert words in html
    assert (batch["target"] / "readings.jsonl").stat().st_mode & 0o077 == 0


def test_what_is_scanned_is_marked_as_what_is_typed(four: Class, batch: dict[str, Any]) -> None:
    results = json.loads((batch["folder"] / "results" / "results.json").read_text())
    (score,) = results["scores"]
    numbers = sum(place.item.answer is not None and not place.slot.pilot for place in four.ledger.copy(four.ledger.entries[1]).slots)
    assert (score["candidate"], score["points"]) == ("1001", score["possible"] - numbers)
    again = json.loads(run("grade", batch["folder"], batch["target"] / "responses.csv", "--json", "--no-reports").stdout)
    assert again["scores"] == results["scores"]
    run("scan", batch["folder"], "--batch", "1", "--no-reports", "--answers")  # the results are the scanned ones again


def test_the_annotated_sheet_holds_the_scan_itself(four: Class, batch: dict[str, Any]) -> None:
    (path,) = (batch["target"] / "annotated").iterdir()
    assert path.name == f"{four.code(1)}.pdf"
    reading = load_readings(batch["target"] / "readings.jsonl")[0].reading
    with pikepdf.open(path) as pdf:
        (page,) = pdf.pages
        assert bytes(page.Resources.XObject.P.read_raw_bytes()) == doubts.picture_path(batch["target"], reading).read_bytes()
        assert b"points" in page.Contents.read_bytes()
    document = pypdfium2.PdfDocument(path)
    shown = np.asarray(document[0].render(scale=2).to_pil().convert("RGB")).astype(int)
    document.close()
    green = (shown[..., 1] > shown[..., 0] + 40) & (shown[..., 1] > shown[..., 2] + 20)
    assert 200 < green.sum() < 20_000


def test_doubts_are_settled_in_the_terminal(four: Class, batch: dict[str, Any]) -> None:
    folder, target = batch["folder"], batch["target"]
    before = (target / "readings.jsonl").read_bytes()
    nameless, stranger = doubts.open_doubts(folder, "1")
    listed = run("doubts", folder, "--list").stdout
    assert "2 open in batch 1" in listed
    assert "choices: 1001, 1002, 1003" in listed
    assert (nameless.kind, stranger.kind) == ("page", "identity")
    for doubt, value in ((nameless, "AAAAAA-AAAAB/1"), (nameless, "use"), (stranger, "1009"), (stranger, "")):
        assert "this cannot be the answer" in run("doubts", folder, "--settle", doubt.id, value, "--who", "Tess", code=1).stderr
    assert "nobody is named" in run("doubts", folder, "--settle", stranger.id, "1003", code=1).stderr
    assert "no such doubt" in run("doubts", folder, "--settle", "x", "1003", "--who", "Tess", code=1).stderr
    run("doubts", folder, "--settle", nameless.id, f"{four.code(2)}/1", "--who", "Tess", "--why", "printed on it")
    assert "Next: examwright scan" in run("doubts", folder, "--settle", stranger.id, "1003", "--who", "Tess").stdout
    said = run("scan", folder, "--batch", "1", "--no-reports").stdout
    assert "3 sheets came back, 3 of them marked" in said
    assert (target / "readings.jsonl").read_bytes().startswith(before)
    scores = json.loads((folder / "results" / "results.json").read_text())["scores"]
    assert {score["candidate"] for score in scores} == set(NAMES)
    assert len({score["points"] for score in scores}) == 1
    assert len(list((target / "annotated").iterdir())) == 3
    lines = [json.loads(line) for line in (target / "settled.jsonl").read_text().splitlines()]
    assert [(line["who"], line["why"]) for line in lines] == [("Tess", "printed on it"), ("Tess", "")]
    run("doubts", folder, "--settle", stranger.id, "?", "--who", "Tess")
    assert [doubt.id for doubt in doubts.open_doubts(folder, "1")] == [stranger.id]


def test_crops_show_what_is_asked(four: Class, batch: dict[str, Any]) -> None:
    found = doubts.all_doubts(batch["folder"], "1")
    sizes = []
    for doubt in found:
        picture = cv2.imdecode(np.frombuffer(doubts.crop(batch["folder"], "1", doubt.id), np.uint8), cv2.IMREAD_COLOR)
        assert picture is not None
        sizes.append(picture.shape[:2])
    assert sizes[0][0] > sizes[0][1]  # a page
    assert sizes[1][0] < sizes[1][1]  # name and number


def test_a_killed_run_goes_on(batch: dict[str, Any], tmp_path: Path) -> None:
    folder, target = batch["folder"], tmp_path / "again"
    files = files_of([*batch["files"], batch["files"][0]])
    assert [pages_in(file.path) for file in files] == [5, 1]
    whole = read_batch(folder, target, files, 1)
    path = target / "readings.jsonl"
    text = path.read_bytes()
    lines = text.splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:3]) + lines[3][:40])
    steps: list[int] = []
    again = read_batch(folder, target, files, 1, lambda: steps.append(1))
    assert again == whole
    assert path.read_bytes() == text
    assert len(steps) == 6
    assert not [one for one in (target / "pages").iterdir() if one.name.startswith(".")]


def test_readings_keep_every_digit(batch: dict[str, Any]) -> None:
    for one in load_readings(batch["target"] / "readings.jsonl"):
        assert load_reading(dump_reading(one)) == one


def test_two_at_once_are_refused(batch: dict[str, Any]) -> None:
    with doubts.locked(batch["target"]):
        assert "another command reads this batch" in run("scan", batch["folder"], "--batch", "1", code=1).stderr


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".hidden", "x" * 41])
def test_a_batch_name_is_no_path(batch: dict[str, Any], name: str) -> None:
    assert "batch-name" in run("scan", batch["folder"], batch["files"][0], f"--batch={name}", code=1).stderr


def test_the_same_files_are_the_same_batch(batch: dict[str, Any]) -> None:
    said = json.loads(run("scan", batch["folder"], *batch["files"], "--no-reports", "--json").stdout)
    assert (said["batch"], said["pages"]) == ("1", 6)
    assert sum(said["counts"].values()) == 6


class _Deadly:
    """Ends the process that unpickles it."""

    def __reduce__(self) -> Any:
        return os._exit, (1,)


def test_a_page_that_kills_its_process_is_named_and_the_others_are_read(batch: dict[str, Any], tmp_path: Path) -> None:
    blank = np.full((400, 300), 250, np.uint8)
    pages = [Picture("a.pdf", 1, blank), Picture("a.pdf", 2, _Deadly()), Picture("a.pdf", 3, blank)]  # type: ignore[arg-type]
    found: list[Scanned] = list(_pooled(batch["folder"], tmp_path, iter([("f", page) for page in pages]), 1))
    assert [(one.reading.page, one.reading.state) for one in found] == [(1, "blank"), (2, "unreadable"), (3, "blank")]
    assert found[1].reading.why == "reading it ended the program that read it"


def test_an_unmarked_class_says_so(four: Class, batch: dict[str, Any], tmp_path: Path) -> None:
    data = io.BytesIO()
    Image.fromarray(np.full((400, 300), 250, np.uint8)).save(data, "PNG")
    (tmp_path / "blank.png").write_bytes(data.getvalue())
    said = run("scan", batch["folder"], tmp_path / "blank.png", "--batch", "late", "--no-reports").stdout
    assert "1 page (1 blank)" in said
    assert "missing: 1003" in said  # the others came in batch 1
    assert "missing: 1001" not in said


def test_a_candidate_with_other_answers_in_another_batch_is_not_marked(batch: dict[str, Any]) -> None:
    folder = batch["folder"]
    (folder / "scans" / "second").mkdir()
    (folder / "scans" / "second" / "readings.jsonl").write_text("")
    line = next(text for text in (folder / "sittings" / "scan-1.jsonl").read_text().splitlines() if '"1001"' in text)
    (folder / "sittings" / "scan-second.jsonl").write_text(line.replace('"state":"answered"', '"state":"invalid"') + "\n")
    said = run("scan", folder, "--batch", "1", "--no-reports", code=1)
    assert "'1001' is in batch second, too, with other answers" in said.stderr
    scores = json.loads((folder / "results" / "results.json").read_text())["scores"]
    assert "1001" not in {score["candidate"] for score in scores}
    assert "1002" in {score["candidate"] for score in scores}
