"""Turn a small class into its ledger and plans, and answers into readings as a scanner would give them: without any pictures."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.model.batch import Account, Answered, Scanned
from generator.model.code import copy_code
from generator.model.copies import CopyEntry, Ledger
from generator.model.paper import LETTERS, Paper, Policy
from generator.model.scan import BubbleReading, DigitReading, MarkState, PageReading, Settled, WriteInReading
from generator.scan.account import account
from generator.scan.identity import number_of
from generator.scan.plans import Plans
from generator.scan.sittings import sittings
from tests.render.papers import paper

NAMES = {"1001": "Ada", "1002": "Ben", "1003": "Cleo"}


@dataclass(frozen=True)
class Class:
    """A paper of which copies 1 to 3 have names on them, and 4 and 5 are spare."""

    paper: Paper
    ledger: Ledger
    plans: Plans

    def code(self, number: int) -> str:
        return self.ledger.entries[number].code

    def page(self, number: int, side: int = 1, *, at: int = 1, marks: Mapping[int, str] | None = None,
             unsure: Mapping[int, str] | None = None,
             digits: str = "", written: tuple[int, ...] = (), salt: str = "", source: str = "scans.pdf") -> Scanned:  # fmt: skip
        """One side: `marks` are letters by question (the same for each row), `unsure` are doubtful ones, `digits` the grid's."""
        plan = self.plans(self.code(number))
        assert plan is not None
        page = plan.sheet.pages[side - 1]

        def state(question: int, option: int) -> MarkState:
            if LETTERS[option] in (unsure or {}).get(question, ""):
                return "doubtful"
            return "filled" if LETTERS[option] in (marks or {}).get(question, "") else "empty"

        dark = {"filled": 0.9, "doubtful": 0.3, "empty": 0.0}
        bubbles = tuple(
            BubbleReading(one.question, one.row, one.option, dark[state(one.question, one.option)], state(one.question, one.option), 1.0)
            for one in page.bubbles
        )
        wanted = digits.rjust(6, "_")
        grid = tuple(DigitReading(one.column, one.digit, 0.0, _digit(wanted[one.column], one.digit), 1.0) for one in page.digits)
        boxes = tuple(WriteInReading(one.question, 0.1, "written" if one.question in written else "empty") for one in page.write_ins)
        unclear = bool(unsure) or "?" in wanted
        digest = hashlib.sha256(f"{number}/{side} {marks} {unsure} {digits} {salt}".encode()).hexdigest()[:32]
        reading = PageReading(
            source, at, digest, "doubtful" if unclear else "read", "unclear" if unclear else "", self.code(number), side,
            bubbles=bubbles, digits=grid, write_ins=boxes, number=number_of(grid), marks=4,
        )  # fmt: skip
        return Scanned("f" * 32, reading)

    def account(
        self, *pages: Scanned, settled: Mapping[str, str] | None = None, names: Mapping[str, str] | None = None, **more: object
    ) -> Account:
        """Pages in the order of one file."""
        numbered = [Scanned(one.file, replace(one.reading, page=at)) for at, one in enumerate(pages, 1)]
        done = said(settled or {})
        return account(self.ledger, self.plans, numbered, done, NAMES if names is None else names, **more)  # type: ignore[arg-type]

    def sittings(self, found: Account, settled: Mapping[str, str] | None = None) -> dict[str, Answered]:
        return {one.sitting.candidate: one for one in sittings(self.ledger, self.plans, found, said(settled or {}))}


def _digit(wanted: str, digit: int) -> MarkState:
    return "doubtful" if wanted == "?" and digit in (3, 4) else "filled" if wanted == str(digit) else "empty"


def said(settled: Mapping[str, str]) -> dict[str, Settled]:
    return {doubt: Settled(doubt, value, "Tess", "2026-11-23T12:00:00+00:00") for doubt, value in settled.items()}


def class_of(folder: Path, questions: int = 12) -> Class:
    record = paper(questions)
    policy = Policy("shuffled", "shuffled")
    entries = [
        CopyEntry(number, copy_code(record.code, record.root, number), 1, policy, "", candidate)
        for number, candidate in enumerate([*NAMES, "", ""], 1)
    ]
    ledger = Ledger(record, entries)
    return Class(record, ledger, Plans(folder, record, ledger))
