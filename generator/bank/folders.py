"""Turn a bank's folder into the files to read: only regular files inside it, and the hash of them all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from generator.bank.fields import is_id
from generator.bank.markup import LARGEST_FILE
from generator.model.place import Place
from generator.model.problem import Problem

BLUEPRINTS = "blueprints"
NOTES = "notes.yaml"
MOST_FILES = 5_000


@dataclass(frozen=True, slots=True)
class BankFile:
    """One file: its address inside the bank, its name in messages, its bytes (at most one more than are taken)."""

    parts: tuple[str, ...]
    file: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Folder:
    """A bank's name, its files in the order of their names, and what stands in it that cannot be read."""

    name: str
    files: tuple[BankFile, ...]
    problems: tuple[Problem, ...]

    @property
    def digest(self) -> str:
        """SHA-256 over the names and bytes of all files, each with its length before it."""
        digest = hashlib.sha256()
        for file in self.files:
            for part in ("/".join(file.parts).encode(), file.data):
                digest.update(b"%d:" % len(part) + part)
        return digest.hexdigest()


def is_bank_name(name: str) -> bool:
    """Whether a folder's name can stand before the # and the / of a full id."""
    return bool(name) and name.isprintable() and not any(mark in name for mark in "#: ")


def read_folder(folder: Path) -> Folder:
    """The files of a bank; a problem for whatever else ends in .yaml or .yml."""
    name = folder.resolve().name
    if not folder.is_dir():
        return Folder(name, (), (_problem(folder, "there is no such folder", "a folder of <chapter>/<topic>.yaml"),))
    problems: list[Problem] = []
    files: list[BankFile] = []
    if not is_bank_name(name):
        problems.append(_problem(folder, "the folder's name is the bank's name", "letters, digits and hyphens"))
    paths = [path for path in _walk(folder, problems) if path.suffix in (".yaml", ".yml")]
    for path in paths[:MOST_FILES]:
        read = _read(folder, path)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            files.append(read)
    if len(paths) > MOST_FILES:
        problems.append(_problem(folder, f"more than {MOST_FILES} files", "a bank"))
    if not any(file.parts[0] not in (BLUEPRINTS, NOTES) for file in files) and not problems:
        problems.append(_problem(folder, "there is no topic in this bank", "a folder of <chapter>/<topic>.yaml"))
    return Folder(name, tuple(files), tuple(problems))


def _problem(path: Path, message: str, expected: str = "", hint: str = "") -> Problem:
    return Problem(Place(str(path)), "bank-folder", message, expected=expected, hint=hint)


def _walk(folder: Path, problems: list[Problem]) -> list[Path]:
    """Every path below in the order of its name, hidden ones left out, without following links to folders.

    A folder that cannot be read is one more problem.
    """
    found = []
    try:
        for path in sorted(folder.iterdir()):
            if path.name.startswith("."):
                continue
            if not path.is_symlink() and path.is_dir():
                found.extend(_walk(path, problems))
            else:
                found.append(path)
    except OSError as error:
        problems.append(_problem(folder, f"the folder cannot be read: {error.strerror}"))
    return found


def _read(folder: Path, path: Path) -> BankFile | Problem:
    parts = path.relative_to(folder).parts
    if path.suffix == ".yml":
        return _problem(path, "this file is not read", hint="name it .yaml")
    if len(parts) > 2:
        return _problem(path, "this file lies too deep", "<chapter>/<topic>.yaml")
    if path.is_symlink() or not path.is_file():
        return _problem(path, "a link or a special file is not read", "a regular file")
    names = (*parts[:-1], path.stem)
    if bad := next((name for name in names if not is_id(name)), ""):
        return _problem(path, f"{bad} cannot name a chapter or a topic", "small letters, digits and single hyphens")
    try:
        with path.open("rb") as stream:
            return BankFile(parts, str(path), stream.read(LARGEST_FILE + 1))
    except OSError as error:
        return _problem(path, f"the file cannot be read: {error.strerror}")
