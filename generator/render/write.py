"""Turn a paper into the files of its folder: each whole or absent, and listed with its hash in the manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import __version__
from generator.model.files import PUBLIC, SECRET, write_file
from generator.model.paper import Paper
from generator.model.problem import RefusedError, refuse
from generator.model.record import ShapeError, plain
from generator.model.sheet import SIZES, SizeName
from generator.model.shelf import read_record
from generator.render import html

MANIFEST = "manifest.json"
THEME = "quiet"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`manifest.json`: the paper's code, its size, what laid it out, and the SHA-256 of each file."""

    format: int
    paper: str
    size: SizeName
    theme: str
    versions: Mapping[str, str]
    files: Mapping[str, str]


Maker = Callable[[Paper, SizeName], str | bytes]


def _key_page(paper: Paper, size: SizeName) -> str:
    return html.key_html(paper)


# WeasyPrint is heavy, and HTML alone needs none of it: `pdf` is imported where a PDF is made.
def _paper_pdf(paper: Paper, size: SizeName) -> bytes:
    from generator.render.pdf import paper_pdf

    return paper_pdf(paper, size)


def _sheet_pdf(paper: Paper, size: SizeName) -> bytes:
    from generator.render.pdf import sheet_pdf

    return sheet_pdf(paper, size)


def _key_pdf(paper: Paper, size: SizeName) -> bytes:
    from generator.render.pdf import key_pdf

    return key_pdf(paper, size)


# The files of each format; those in `teacher/` are secret.
FILES: dict[str, dict[str, Maker]] = {
    "html": {"candidate/paper.html": html.paper_html, "teacher/key.html": _key_page},
    "pdf": {"candidate/paper.pdf": _paper_pdf, "candidate/sheet.pdf": _sheet_pdf, "teacher/key.pdf": _key_pdf},
}


def write_paper(
    paper: Paper, folder: Path, size: str, formats: Collection[str] = tuple(FILES), progress: Callable[[str], None] | None = None
) -> None:
    """Write the files of these formats (keys of FILES), then `manifest.json`; `progress` is told each file that is done.

    Where the folder holds files of another paper size, all of them are made again, so that one manifest is true of all.

    Raises RefusedError for a size or a format that there is not, before anything is written.
    """
    known = _size(size, str(folder / MANIFEST))
    if unknown := sorted(set(formats) - set(FILES)):
        raise refuse(str(folder), "output-format", "no such format", expected=" or ".join(FILES), got=", ".join(unknown))
    before = _earlier(folder)
    wanted = {*formats, *(formats_of(before.files) if before and before.size != known else ())}
    for kind, files in FILES.items():
        for name, make in files.items() if kind in wanted else ():
            write_file(folder / name, make(paper, known), SECRET if name.startswith("teacher/") else PUBLIC)
            if progress:
                progress(name)
    kept = before.versions if before and "pdf" not in wanted else {}
    write_file(folder / MANIFEST, _manifest(paper, folder, known, {**kept, **_versions("pdf" in wanted)}))


def _size(name: str, where: str) -> SizeName:
    for known in SIZES:
        if known == name:
            return known
    raise refuse(where, "page-size", "no such paper size", expected=" or ".join(SIZES), got=name)


def _versions(laid_out: bool) -> dict[str, str]:
    versions = {"examwright": __version__}
    if laid_out:
        from generator.render import pdf

        versions |= pdf.versions()
    return versions


def _manifest(paper: Paper, folder: Path, size: SizeName, versions: Mapping[str, str]) -> str:
    content = Manifest(1, paper.code, size, THEME, versions, dict(_digests(folder)))
    return json.dumps(plain(content), indent=2) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """What made the files of a paper's folder. Raises RefusedError where its manifest is missing or not one of ours."""
    path = folder / MANIFEST
    try:
        found = read_record(Manifest, path)
        if foreign := set(found.files) - {name for files in FILES.values() for name in files}:
            raise ShapeError(f".files: {min(foreign)} is no file of a paper")
    except ShapeError as error:
        hint = "make the paper again with its seed"
        raise refuse(str(path), "manifest-shape", f"this is not a paper's manifest: {error}", hint=hint) from None
    return found


def _earlier(folder: Path) -> Manifest | None:
    """The manifest of an earlier run; one that cannot be read is replaced."""
    try:
        return read_manifest(folder)
    except RefusedError:
        return None


def formats_of(names: Collection[str]) -> set[str]:
    """The formats that have one of these files."""
    return {kind for kind, files in FILES.items() if set(files) & set(names)}


def _digests(folder: Path) -> Iterator[tuple[str, str]]:
    """The hash of every file of ours that is there, also of those that an earlier run made."""
    for name in (name for files in FILES.values() for name in files):
        if (folder / name).is_file():
            yield name, hashlib.sha256((folder / name).read_bytes()).hexdigest()
