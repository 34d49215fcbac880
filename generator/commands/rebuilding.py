"""Turn a record and its manifest into a verdict: which files are the same bytes, and which libraries have changed."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from generator.commands.progress import Steps
from generator.model.paper import Paper
from generator.render.write import FILES, formats_of, read_manifest, write_paper

SAME, RESTORED, MENDED, OTHER = "same bytes", "was missing, made again", "was changed, made again", "differs from the manifest"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`files` by name: a state; `versions` by library: (recorded, here) where they differ."""

    files: dict[str, str]
    versions: dict[str, tuple[str, str]]

    @property
    def differs(self) -> bool:
        """Whether a file could not be made again as it was."""
        return OTHER in self.files.values()


def compare(folder: Path, paper: Paper, beside: Path, quiet: bool) -> Verdict:
    """Render the paper beside its folder and compare hashes with the manifest. Raises RefusedError without a manifest."""
    before = read_manifest(folder)
    formats = formats_of(before.files)
    with Steps("Laying out", quiet, total=sum(len(FILES[name]) for name in formats)) as steps:
        write_paper(paper, beside, before.size, formats, steps.step)
    now = read_manifest(beside)
    versions = {name: (was, now.versions.get(name, "none")) for name, was in before.versions.items() if now.versions.get(name) != was}
    return Verdict({name: _state(folder / name, digest, now.files[name]) for name, digest in before.files.items()}, versions)


def _state(path: Path, recorded: str, made: str) -> str:
    if recorded != made:
        return OTHER
    if not path.is_file():
        return RESTORED
    return SAME if hashlib.sha256(path.read_bytes()).hexdigest() == recorded else MENDED


def install(beside: Path, folder: Path, verdict: Verdict) -> None:
    """Put missing and changed files back where the same bytes could be made; others are left as they are."""
    for name, state in verdict.files.items():
        if state in (RESTORED, MENDED):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(beside / name, folder / name)
