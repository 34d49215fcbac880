"""Turn a paper into its folder under `out/`, and a folder, a `paper.json` or a code into its paper."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from generator.model.copies import CopyEntry, Ledger, dump_lines, load_lines
from generator.model.correction import Correction
from generator.model.files import SECRET, write_file
from generator.model.paper import Paper
from generator.model.problem import refuse
from generator.model.record import build, dump_paper, load, load_paper, signed

RECORD, COPIES, LATEST, LOCK = "paper.json", "copies.jsonl", "latest", ".lock"
T = TypeVar("T")
_CODE = re.compile(r"[A-Z2-7]{6,}\Z")


def read_text(path: Path) -> str:
    """UTF-8 text of a file. Raises RefusedError where it cannot be read."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "save the file as UTF-8"
        raise refuse(str(path), "file-encoding", f"byte {error.start} is not UTF-8", hint=hint) from None
    except OSError as error:
        raise refuse(str(path), "file-unreadable", error.strerror or str(error)) from None


def read_record(kind: type[T], path: Path) -> T:
    """The record that a file holds. Raises RefusedError where it cannot be read, ShapeError where it does not fit."""
    found: T = build(kind, load(read_text(path), str(path)))
    return found


def find_paper(name: str, out: Path) -> tuple[Path, Paper]:
    """The folder and the paper that a folder, a `paper.json` or a code names. Raises RefusedError where there is none."""
    path = Path(name)
    folder = path.parent if path.name == RECORD else path
    if not (folder / RECORD).is_file() and _CODE.match(name.upper()):
        folder = out / name.upper()
    if not (folder / RECORD).is_file():
        there = sorted(entry.parent.name for entry in out.glob(f"*/{RECORD}") if entry.parent.name != LATEST)
        got = f"papers in {out}/: {', '.join(there)}" if there else f"no papers in {out}/"
        raise refuse(name, "paper-missing", "no such paper", expected="a paper's folder, its paper.json, or its code", got=got)
    return folder, load_paper(read_text(folder / RECORD), str(folder / RECORD))


def ledger(folder: Path, paper: Paper) -> Ledger:
    """The copies of a paper that were handed out."""
    path = folder / COPIES
    entries = load_lines(CopyEntry, read_text(path), str(path)) if path.is_file() else ()
    return Ledger(paper, entries)


def add_copies(folder: Path, paper: Paper, entries: Iterable[CopyEntry]) -> None:
    """Enter copies that are handed out; those that are entered already stay as they are."""
    known = ledger(folder, paper).entries
    kept = [entry for number, entry in known.items() if number]
    fresh = [entry for entry in entries if entry.number not in known]
    write_file(folder / COPIES, dump_lines([*kept, *fresh]), SECRET)


@contextmanager
def locked(folder: Path, rule: str, message: str, hint: str) -> Iterator[None]:
    """No other command works in this folder meanwhile. Raises RefusedError with this rule, message and hint where one does."""
    with (folder / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise refuse(str(folder), rule, message, hint=hint) from None
        yield


def corrections(folder: Path) -> tuple[Correction, ...]:
    """The corrections of a paper's key so far."""
    path = folder / "teacher" / "corrections.jsonl"
    return load_lines(Correction, read_text(path), str(path)) if path.is_file() else ()


def with_free_code(paper: Paper, out: Path) -> Paper:
    """The paper under the shortest code of its own that no different record in `out` has."""
    length = len(paper.code)
    while (out / paper.code / RECORD).exists() and _other(out / paper.code / RECORD, paper):
        length += 1
        paper = signed(replace(paper, code=""), length)
    return paper


def _other(path: Path, paper: Paper) -> bool:
    return path.read_bytes() != dump_paper(paper).encode()


def place_paper(paper: Paper, out: Path, fill: Callable[[Path], None]) -> Path:
    """Write the record and what `fill` makes of it into `out/CODE` and point `latest` to it; never half a folder.

    A folder that holds the same record keeps its copies, sittings and corrections; only what `fill` writes is replaced.
    """
    out.mkdir(parents=True, exist_ok=True)
    folder = out / paper.code
    if (folder / RECORD).exists():
        if _other(folder / RECORD, paper):
            raise refuse(str(folder), "paper-differs", "another paper has this code already; it is never overwritten")
        fill(folder)
    elif folder.exists():
        hint = f"put its {RECORD} back, or move the folder away"
        raise refuse(str(folder), "paper-without-record", f"the folder is there, and its {RECORD} is not", hint=hint)
    else:
        beside = Path(tempfile.mkdtemp(prefix=f".{paper.code}-", dir=out))
        try:
            write_file(beside / RECORD, dump_paper(paper), SECRET)
            write_file(beside / COPIES, "", SECRET)
            fill(beside)
            beside.chmod(0o755)
            os.rename(beside, folder)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    _point_latest(out, folder)
    return folder


def _point_latest(out: Path, folder: Path) -> None:
    link = out / f".{LATEST}-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(folder.name)
    os.replace(link, out / LATEST)
