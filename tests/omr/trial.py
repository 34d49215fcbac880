"""Turn thousands of imitated sheets into the tables of docs/omr.md: what is misread, what goes to a person, how fast it is.

`make omr-trial` runs it; `python -m tests.omr.trial --sheets 20` is a quick look that writes nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from generator.model.scan import PageReading
from tests.scan.degrade import DEFECTS, SCALE
from tests.scan.hands import Filled, fill_in
from tests.scan.sheets import Printed, long_sheet, whole_sheet

CLEAN = "clean 300 dpi"
REPORT = Path(__file__).resolve().parents[2] / "docs" / "omr.md"
SEED = 2026  # of sheets that no threshold was chosen by
BINS = (0.5, 0.9, 0.99, 0.999, 1.01)


@dataclass
class Tally:
    """What came of some sheets."""

    counts: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    sure: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    cpu: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.counts += other.counts
        self.cpu += other.cpu
        self.wrong += other.wrong
        for mine, theirs in ((self.kinds, other.kinds), (self.sure, other.sure)):
            for name, counts in theirs.items():
                mine[name] += counts  # type: ignore[index]


@cache
def sheets() -> tuple[Printed, ...]:
    return whole_sheet(), long_sheet()


def trial(defect: str, number: int) -> Tally:
    """One sheet: filled in, spoiled, read, compared."""
    random = np.random.default_rng([zlib.crc32(defect.encode()), number, SEED])
    of = sheets()[number % 4 == 3]
    side = number // 4 % len(of.sides)
    filled = fill_in(of.sides[side], SCALE, of.plan.sheet.pages[side], random, takes=of.plan.takes)
    grey = DEFECTS[defect](filled.grey, random)
    started = time.process_time()
    reading = of.read(grey)
    spent = time.process_time() - started
    found = compared(filled, reading, f"{defect}, sheet {number}")
    found.cpu = spent
    found.counts["wrong copies"] += reading.code not in ("", of.code) or (reading.code != "" and reading.side != side + 1)
    return found


def compared(filled: Filled, reading: PageReading, name: str) -> Tally:
    found = Tally()
    count = found.counts
    count["sheets"] = 1
    count["not read"] = not (reading.bubbles or reading.digits)
    if reading.number and not set(reading.number) & set("?_"):
        count["numbers"] = 1
        count["wrong numbers"] = reading.number != filled.number
    pairs = [
        (filled.bubbles[one.question, one.row, one.option], one, f"{one.question}.{one.row}{'ABCDEFGH'[one.option]}")
        for one in reading.bubbles
    ]
    pairs += [(filled.digits[one.column, one.digit], one, f"digit {one.column}:{one.digit}") for one in reading.digits]  # type: ignore[misc]
    for truth, one, where in pairs:
        result = "to a person" if one.state == "doubtful" else "right" if (one.state == "filled") == truth.filled else "silent"
        count["bubbles"] += 1
        count[result] += 1
        found.kinds[truth.kind][result] += 1
        if one.state != "doubtful":
            found.sure[int(np.digitize(one.confidence, BINS))][result] += 1
        if result == "silent":
            found.wrong.append(f"{name}: {where} ({truth.kind}, a hand of {filled.hand.style}) was read as {one.state}")
    return found


def run(defect: str, first: int, last: int) -> Tally:
    total = Tally()
    for number in range(first, last):
        total.add(trial(defect, number))
    return total


def all_trials(clean: int, degraded: int, workers: int) -> dict[str, Tally]:
    """Every defect, spread over processes in small parts."""
    tasks = [
        (name, at, min(at + 10, many)) for name in DEFECTS for many in [clean if name == CLEAN else degraded] for at in range(0, many, 10)
    ]
    totals: dict[str, Tally] = {name: Tally() for name in DEFECTS}
    with ProcessPoolExecutor(workers) as pool:
        jobs = [(name, pool.submit(run, name, first, last)) for name, first, last in tasks]
        for done, (name, job) in enumerate(jobs, 1):
            totals[name].add(job.result())
            print(f"\r{done} of {len(jobs)} parts", end="", file=sys.stderr)
    print(file=sys.stderr)
    return totals


def share(part: int, whole: int) -> str:
    return f"{100 * part / max(1, whole):.2f} %"


HEAD = """# How well answer sheets are read

Written by `make omr-trial`: sheets from our own PDFs, filled in by imitated hands (`tests/scan/hands.py`: pencil, pen, crosses,
thin crosses, ticks, circles, faint pencil of grey 130 to 190; rubbed-out marks of grey 150 to 225; cancelled ones), spoiled
(`tests/scan/degrade.py` has every number), read by `read_picture`. A silent error is a bubble that was misread without a doubt;
"to a person" are doubtful bubbles. One sheet in four is a side of a Letter sheet of two, the others are A4 with 65 questions.
"""
COLUMNS = "| --- | ---: | ---: | ---: | ---: | ---: |"


def report(totals: dict[str, Tally]) -> Iterator[str]:
    """The lines of docs/omr.md."""
    degraded, whole = Tally(), Tally()
    for name, tally in totals.items():
        whole.add(tally)
        if name != CLEAN:
            degraded.add(tally)
    yield from (HEAD, "| what | sheets | bubbles | silent errors | to a person | sheets not read |", COLUMNS)
    for name, tally in [*totals.items(), ("**all but the clean ones**", degraded)]:
        many = tally.counts
        numbers = (many["sheets"], many["bubbles"], many["silent"], share(many["to a person"], many["bubbles"]), many["not read"])
        yield f"| {name} | {' | '.join(map(str, numbers))} |"
    many = whole.counts
    yield f"""
Silent errors among degraded bubbles: {rate(degraded.counts)}. A sheet is not read where its QR code cannot be read: the page goes to a
person, who types the copy code, and it is read then.

Candidates: {many["numbers"]} candidate numbers were read without a doubt, {many["wrong numbers"]} of them wrong.
{many["wrong copies"]} of {many["sheets"]} sheets were taken for another copy or side.
"""
    yield from _details(totals, whole)


def rate(counts: Counter[str]) -> str:
    return f"{counts['silent'] / max(1, counts.total() if 'bubbles' not in counts else counts['bubbles']):.1e}"


def _details(totals: dict[str, Tally], whole: Tally) -> Iterator[str]:
    yield from ("## By what was drawn", "", "| mark | bubbles | silent errors | to a person |", "| --- | ---: | ---: | ---: |")
    for kind, counts in sorted(whole.kinds.items(), key=lambda pair: -pair[1].total()):
        yield f"| {kind} | {counts.total()} | {counts['silent']} | {share(counts['to a person'], counts.total())} |"
    yield from ("", "## Confidence", "", "| stated | bubbles | misread |", "| --- | ---: | ---: |")
    for at, counts in sorted(whole.sure.items()):
        yield f"| {BINS[at - 1]} to {min(1.0, BINS[at])} | {counts.total()} | {counts['silent']} ({rate(counts)}) |"
    spent = totals["200 dpi"]
    yield f"""
## Speed

A 200 dpi grey page takes {1000 * spent.cpu / max(1, spent.counts["sheets"]):.0f} ms of one core, decoding the file not counted
({platform.machine()}, {os.cpu_count()} cores, with other work beside)."""
    if whole.wrong:
        yield from ("", "## Every silent error", "", *(f"- {line}" for line in whole.wrong[:100]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheets", type=int, default=0, help="of each defect; writes nothing")
    parser.add_argument("--clean", type=int, default=900)
    parser.add_argument("--degraded", type=int, default=90)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    said = parser.parse_args()
    clean, degraded = (said.sheets, said.sheets) if said.sheets else (said.clean, said.degraded)
    text = "\n".join(report(all_trials(clean, degraded, said.workers))) + "\n"
    print(text)
    if not said.sheets:
        REPORT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
