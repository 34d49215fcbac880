"""Papers are kept whole or not at all, and a different record is never overwritten."""

import dataclasses
from pathlib import Path

import pytest

from generator.model.files import write_file
from generator.model.problem import RefusedError
from generator.model.record import dump_paper
from generator.model.shelf import find_paper, place_paper, with_free_code
from tests.render.papers import paper


def nothing(folder: Path) -> None:
    (folder / "filled").write_text("yes")


def test_a_paper_is_found_by_code_folder_and_record(tmp_path: Path) -> None:
    made = paper(3)
    folder = place_paper(made, tmp_path, nothing)
    for name in (made.code, made.code.lower(), str(folder), str(folder / "paper.json"), str(tmp_path / "latest")):
        assert find_paper(name, tmp_path)[1] == made
    assert (folder / "paper.json").stat().st_mode & 0o777 == 0o600
    with pytest.raises(RefusedError, match=made.code):
        find_paper("ABCDEF", tmp_path)


def test_a_failure_leaves_nothing_half_made(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        nothing(folder)
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        place_paper(paper(3), tmp_path, fail)
    assert list(tmp_path.iterdir()) == []


def test_another_record_gets_a_longer_code_and_is_never_overwritten(tmp_path: Path) -> None:
    made = paper(3)
    folder = tmp_path / made.code
    write_file(folder / "paper.json", dump_paper(dataclasses.replace(made, title="Another")))
    before = (folder / "paper.json").read_bytes()
    with pytest.raises(RefusedError, match="never overwritten"):
        place_paper(made, tmp_path, nothing)
    longer = with_free_code(made, tmp_path)
    assert len(longer.code) == len(made.code) + 1
    place_paper(longer, tmp_path, nothing)
    assert (folder / "paper.json").read_bytes() == before
    assert find_paper(longer.code, tmp_path)[1] == longer


def test_making_it_again_keeps_what_was_added(tmp_path: Path) -> None:
    made = paper(3)
    folder = place_paper(made, tmp_path, nothing)
    (folder / "sittings").mkdir()
    assert place_paper(with_free_code(made, tmp_path), tmp_path, nothing) == folder
    assert (folder / "sittings").is_dir()


def test_a_write_that_fails_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    write_file(path, "old")

    def broken(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.model.files.os.fsync", broken)
    with pytest.raises(OSError, match="No space"):
        write_file(path, "new")
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_a_folder_that_lost_its_record_is_left_as_it_is(tmp_path: Path) -> None:
    made = paper(3)
    folder = place_paper(made, tmp_path, nothing)
    (folder / "paper.json").unlink()
    with pytest.raises(RefusedError, match=r"paper\.json is not"):
        place_paper(made, tmp_path, nothing)
    assert {entry.name for entry in tmp_path.iterdir()} == {made.code, "latest"}
