"""Turn a print run of a thousand copies into ratios: against WeasyPrint laying out each copy, and against qpdf rewriting the file."""

from __future__ import annotations

import io
import resource
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf

from generator.assemble.build import build_paper
from generator.bank.blueprints import read_blueprint
from generator.bank.read import load_banks
from generator.model.allot import allot
from generator.model.copies import Ledger
from generator.model.paper import Paper, Policy, copy
from generator.model.resources import data_dir
from generator.model.roster import Candidate
from generator.model.run import Run, run_copy
from generator.render.pdf import paper_pdf
from generator.render.press import run as press_run
from generator.render.press.press import make_press

COPIES = 1000
POLICY = Policy("shuffled", "shuffled", "own")


def paper() -> Paper:
    folder = data_dir("question_bank") / "aws-saa"
    return build_paper(load_banks([folder]), read_blueprint(folder / "blueprints" / "saa-c03.yaml"), "bench", made_with="bench")


def cpu() -> float:
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def test_a_thousand_copies(benchmark: Any, tmp_path: Path, monkeypatch: Any, say: Callable[[str], None]) -> None:
    """1,000 unique 65-question copies with sheets and keys: at most 12 CPU s and 7 s by the clock, laying out the blocks apart; 100 times
    the rate of WeasyPrint laying out each copy; at most 8 times what qpdf takes to rewrite the file; under 12 kB a copy."""
    made = paper()
    people = [Candidate(f"{100000 + at}", f"Candidate {at}", room=f"R{at // 30}", seat=str(at % 30 + 1)) for at in range(COPIES)]
    before, clock = cpu(), time.perf_counter()
    run = Run(1, made.code, "1", "a4", POLICY, True, tuple(map(run_copy, allot(Ledger(made), people, 0, POLICY, "1"))))
    press = make_press(made, "a4", press_run.texts_of(run), "1")
    blocks, blocks_clock = cpu() - before, time.perf_counter() - clock
    monkeypatch.setattr(press_run, "make_press", lambda *_: press)
    before, clock = cpu(), time.perf_counter()
    press_run.write_run(made, run, tmp_path, workers=2)
    spent, passed = cpu() - before, time.perf_counter() - clock
    before = cpu()
    for number in (1, 2, 3):
        paper_pdf(made, "a4", copy(made, number, policy=POLICY))
    each = (cpu() - before) / 3
    before = cpu()
    subprocess.run(["qpdf", str(tmp_path / "copies.pdf"), str(tmp_path / "again.pdf")], check=True)
    rewriting = cpu() - before
    size = (tmp_path / "copies.pdf").stat().st_size / COPIES
    of = copy(made, 7, policy=POLICY)
    benchmark.pedantic(lambda: press.plate.contents(of), rounds=20)
    with pikepdf.open(io.BytesIO(press.base)) as base:
        objects = len(base.objects)
    say(f"print run of {COPIES:,}: {spent:.1f} s CPU (at most 12), {passed:.1f} s by the clock (at most 7); two workers, all files")
    say(f"  blocks laid out and painted once: {blocks:.1f} s CPU, {blocks_clock:.1f} s by the clock, {objects} objects")
    say(f"  WeasyPrint needs {each:.2f} s a copy: {each * COPIES / spent:.0f} times as much (at least 100)")
    say(f"  qpdf rewrites it in {rewriting:.2f} s CPU: ratio {spent / rewriting:.1f} (at most 8); {size / 1000:.1f} kB a copy (under 12)")
    say(f"  memory of this process at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB (under 1 GB)")
