"""The pages on a paper's real folder: lines appended to `settled.jsonl`, readings as they were, and the verb that starts it all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

from generator.model.batch import BatchRecord, Scanned
from generator.model.copies import dump_lines
from generator.model.files import SECRET, write_file
from generator.model.paper import copy
from generator.model.problem import RefusedError
from generator.model.record import dump
from generator.model.scan import Doubt, PageReading
from generator.model.shelf import place_paper
from generator.scan.readings import dump_reading
from generator.web.doubts.folder import FolderDesk
from generator.web.doubts.serve import serve_doubts
from tests.render.papers import paper

PAPER = paper(13)
CODE = copy(PAPER).code
READING = PageReading("b.pdf", 1, "0123456789abcdef" * 2, "doubtful", "1 doubtful mark", CODE, 1)
DOUBTS = (
    Doubt("0123456789ab-q3", "marks", "b.pdf", 1, CODE, 3, 0, "AC", "C is unclear", tuple("ABCDE"), "1001"),
    Doubt("0123456789ab-identity", "identity", "b.pdf", 1, CODE, 0, 0, "1011", "nobody has the number 1011", ("1001",)),
    Doubt("0123456789ab-page", "page", "b.pdf", 1, "", 0, 0, "", "its QR code cannot be read", ("ignore",)),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = place_paper(PAPER, tmp_path / "out", lambda _: None)
    target = made / "scans" / "4b"
    write_file(target / "readings.jsonl", dump_reading(Scanned("f", READING)), SECRET)
    write_file(target / "doubts.jsonl", dump_lines(DOUBTS), SECRET)
    write_file(target / "batch.json", dump(BatchRecord(1, PAPER.code, {"1001": "Ada", "1002": "Bo"})), SECRET)
    return made


def files(folder: Path) -> dict[str, bytes]:
    """Everything in the folder but what was settled."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "settled.jsonl"}


def test_decisions_are_appended_and_nothing_else_changes(folder: Path) -> None:
    desk, before = FolderDesk(folder, PAPER, lambda: "2026-11-23T14:00:00+00:00"), files(folder)
    desk.settle("4b", DOUBTS[0], "AD", "Ann", "her second thought")
    desk.settle("4b", DOUBTS[1], "1002", "Ann", "")
    desk.reopen("4b", DOUBTS[0], "Bob")
    lines = (folder / "scans/4b/settled.jsonl").read_text().splitlines()
    assert len(lines) == 3
    assert lines[0] == ('{"doubt":"0123456789ab-q3","value":"AD","who":"Ann","at":"2026-11-23T14:00:00+00:00","why":"her second thought"}')
    assert list(desk.standing("4b")) == [DOUBTS[1].id]
    assert files(folder) == before, "what was read stays as it was"


def test_what_the_page_shows_comes_from_the_copy(folder: Path) -> None:
    desk = FolderDesk(folder, PAPER, lambda: "")
    asked = desk.asked("4b", DOUBTS[0])
    slot = copy(PAPER).slots[2]
    assert (asked.letters, asked.takes, asked.candidate) == ("ABCDE", max(1, len(slot.item.right)), "Ada (1001)")
    assert desk.asked("4b", DOUBTS[2]).letters == ""
    assert desk.picture("4b", DOUBTS[0]).startswith(b"\x89PNG")
    assert desk.command("4b") == f"examwright scan {folder} --batch 4b"


def test_what_another_process_wrote_is_seen(folder: Path) -> None:
    desk, other = FolderDesk(folder, PAPER, lambda: ""), FolderDesk(folder, PAPER, lambda: "2026-11-23T14:00:00+00:00")
    assert not desk.standing("4b")
    other.settle("4b", DOUBTS[0], "B", "Bob", "")
    assert desk.standing("4b")[DOUBTS[0].id].value == "B"


@pytest.mark.parametrize(("at", "value"), [(0, "F"), (1, "9"), (2, "nonsense/1")])
def test_values_that_cannot_be_are_said(at: int, value: str, folder: Path) -> None:
    with pytest.raises(ValueError, match="expected"):
        FolderDesk(folder, PAPER, lambda: "").settle("4b", DOUBTS[at], value, "Ann", "")
    assert not (folder / "scans/4b/settled.jsonl").exists()


def test_a_doubt_that_is_gone_has_no_picture(folder: Path) -> None:
    with pytest.raises(ValueError, match="no such doubt"):
        FolderDesk(folder, PAPER, lambda: "").picture("4b", replace(DOUBTS[0], id="gone"))


def test_an_unknown_batch_is_refused_before_anything_listens(folder: Path) -> None:
    with pytest.raises(RefusedError, match="batches: 4b"):
        serve_doubts(folder, PAPER, lambda _: None, batch="5c")


def test_the_verb_prints_a_link_and_ends_with_ctrl_c(folder: Path) -> None:
    command = [sys.executable, "-m", "generator.cli", "doubts", PAPER.code, "--out", str(folder.parent)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    ) as run:
        assert run.stdout
        assert run.stderr
        lines = [run.stdout.readline(), run.stdout.readline()]
        link = re.search(r"http://127\.0\.0\.1:\d+/open/\S+", lines[1])
        assert link, lines
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(link[0], timeout=10) as answer:
            assert "Your name" in answer.read().decode()
        with pytest.raises(urllib.error.HTTPError, match="403"):
            opener.open(link[0], timeout=10)
        run.send_signal(2)
        assert run.wait(10) == 0
        assert run.stderr.read() == ""
