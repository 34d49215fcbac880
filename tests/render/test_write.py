"""A paper's folder: the files of each format, secret ones secret, hashes in the manifest, nothing half-written."""

from __future__ import annotations

import hashlib
import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from generator import __version__
from generator.commands import making
from generator.model.problem import RefusedError
from generator.render import write
from generator.render.pdf import versions
from generator.render.write import FILES, read_manifest, write_paper
from tests.render.papers import paper


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_all_files_and_their_hashes(tmp_path: Path) -> None:
    told: list[str] = []
    made = paper(4)
    write_paper(made, tmp_path, "letter", progress=told.append)
    wanted = {"candidate/paper.html", "candidate/paper.pdf", "candidate/sheet.pdf", "teacher/key.html", "teacher/key.pdf"}
    assert files(tmp_path) == {*wanted, "manifest.json"}
    assert set(told) == wanted
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert (manifest["paper"], manifest["size"], manifest["theme"]) == (made.code, "letter", "quiet")
    assert manifest["versions"] == {"examwright": __version__, **versions()}
    assert manifest["files"] == {name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in wanted}


def test_the_teachers_files_are_the_owners_alone(tmp_path: Path) -> None:
    write_paper(paper(4), tmp_path, "a4", {"html"})
    assert stat.S_IMODE((tmp_path / "teacher/key.html").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "candidate/paper.html").stat().st_mode) & 0o444 == 0o444


def test_the_command_names_the_same_files() -> None:
    assert {name: set(made) for name, made in making.FILES.items()} == {name: set(made) for name, made in FILES.items()}


def test_html_alone_needs_no_weasyprint(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.render.papers import paper; from generator.render.write import write_paper\n"
        "write_paper(paper(4), Path(sys.argv[1]), 'a4', {'html'}); assert 'weasyprint' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path], check=True)
    assert files(tmp_path) == {"candidate/paper.html", "teacher/key.html", "manifest.json"}


def test_a_second_run_keeps_what_it_does_not_make(tmp_path: Path) -> None:
    write_paper(paper(4), tmp_path, "a4", {"html"})
    (tmp_path / "candidate/sheet.pdf").write_bytes(b"earlier")
    write_paper(paper(4), tmp_path, "a4", {"html"})
    assert json.loads((tmp_path / "manifest.json").read_text())["files"]["candidate/sheet.pdf"] == hashlib.sha256(b"earlier").hexdigest()


@pytest.mark.parametrize(("size", "formats"), [("a3", {"html"}), ("a4", {"html", "docx"})])
def test_what_there_is_not_is_refused_before_anything_is_written(size: str, formats: set[str], tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no such"):
        write_paper(paper(4), tmp_path, size, formats)
    assert not files(tmp_path)


def test_a_failure_leaves_the_old_files_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_paper(paper(4), tmp_path, "a4", {"html"})
    before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}

    def fails(*_: object) -> str:
        raise MemoryError

    monkeypatch.setitem(write.FILES["html"], "teacher/key.html", fails)
    with pytest.raises(MemoryError):
        write_paper(paper(4), tmp_path, "a4", {"html"})
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before


def test_another_size_makes_all_files_again(tmp_path: Path) -> None:
    write_paper(paper(4), tmp_path, "a4", {"html", "pdf"})
    write_paper(paper(4), tmp_path, "letter", {"html"})
    both = tmp_path / "both"
    write_paper(paper(4), both, "letter")
    assert (tmp_path / "manifest.json").read_bytes() == (both / "manifest.json").read_bytes()


def test_html_made_again_forgets_no_version_of_the_pdf(tmp_path: Path) -> None:
    write_paper(paper(4), tmp_path, "a4", {"pdf"})
    write_paper(paper(4), tmp_path, "a4", {"html"})
    assert read_manifest(tmp_path).versions == {"examwright": __version__, **versions()}
