"""Turn a paper's folder into a desk: its scanned batches, with decisions appended to each batch's `settled.jsonl`."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from generator.model.paper import Paper
from generator.model.problem import RefusedError
from generator.model.scan import Doubt, Settled
from generator.scan import doubts
from generator.scan.plans import plans_of
from generator.web.doubts.desk import Asked

T = TypeVar("T")
_USUAL = Path("out")  # where papers are kept unless --out says otherwise


class FolderDesk:
    """`now` gives the time (ISO 8601), `only` is one batch to show ("": all)."""

    def __init__(self, folder: Path, paper: Paper, now: Callable[[], str], only: str = "") -> None:
        self.folder, self.paper, self.title = folder, paper.code, paper.title
        self._now, self._only = now, only
        self._kept: dict[tuple[str, str], tuple[tuple[int, int], object]] = {}

    def batches(self) -> Sequence[str]:
        """Names of the batches, oldest first."""
        return [name for name in doubts.batches(self.folder) if self._only in ("", name)]

    def doubts(self, batch: str) -> Sequence[Doubt]:
        """Every doubt of a batch, in order."""
        return self._read(batch, doubts.DOUBTS, doubts.all_doubts)

    def settled(self, batch: str) -> Sequence[Settled]:
        """Every line of the overlay."""
        return self._read(batch, doubts.SETTLED, doubts.history)

    def standing(self, batch: str) -> Mapping[str, Settled]:
        """What holds now."""
        latest = {line.doubt: line for line in self.settled(batch)}
        return {name: line for name, line in latest.items() if line.value != doubts.REOPENED}

    def candidates(self, batch: str) -> Mapping[str, str]:
        """Of the roster that the batch was read with."""
        return self._read(batch, doubts.RECORD, doubts.candidates)

    def _read(self, batch: str, name: str, read: Callable[[Path, str], T]) -> T:
        """What a file says, read again only when it has changed: thousands of lines, and a page needs them at once."""
        stamp = (0, 0)
        with suppress(OSError):
            stat = (doubts.batch_folder(self.folder, batch) / name).stat()
            stamp = stat.st_mtime_ns, stat.st_size
        kept = self._kept.get((batch, name))
        if kept is None or kept[0] != stamp:
            kept = self._kept[batch, name] = stamp, read(self.folder, batch)
        return kept[1]  # type: ignore[return-value]

    def settle(self, batch: str, doubt: Doubt, value: str, who: str, why: str) -> None:
        """Append a line. Raises ValueError for a value that the doubt cannot have."""
        try:
            doubts.settle(self.folder, batch, doubt.id, value, who, at=self._now(), why=why)
        except RefusedError as error:
            problem = error.problems[0]
            expected = f"; expected: {problem.expected}" if problem.expected else ""
            raise ValueError(f"{problem.message[:1].upper()}{problem.message[1:]}{expected}.") from None

    def reopen(self, batch: str, doubt: Doubt, who: str) -> None:
        """Append a line that opens a doubt again."""
        self.settle(batch, doubt, doubts.REOPENED, who, "")

    def picture(self, batch: str, doubt: Doubt) -> bytes:
        """The place in the scan."""
        try:
            return doubts.crop(self.folder, batch, doubt.id)
        except RefusedError as error:
            raise ValueError(str(error)) from None

    def asked(self, batch: str, doubt: Doubt) -> Asked:
        """From the copy that the sheet belongs to."""
        plan = plans_of(self.folder)(doubt.code) if doubt.code else None
        takes = plan.takes.get(doubt.question, 1) if plan and not doubt.row else 1
        name = self.candidates(batch).get(doubt.candidate, "")
        whose = f"{name} ({doubt.candidate})" if name and name != doubt.candidate else doubt.candidate
        return Asked("".join(doubt.choices) if doubt.kind == "marks" else "", takes, whose)

    def command(self, batch: str) -> str:
        """Reads nothing again: what is settled lies over the readings."""
        usual = self.folder.parent == _USUAL and self.folder.name == self.paper
        return shlex.join(["examwright", "scan", self.paper if usual else str(self.folder), "--batch", batch])
