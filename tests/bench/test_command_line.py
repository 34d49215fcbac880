"""Turn whole commands into ratios: against WeasyPrint alone, against an empty Python, cold against unchanged."""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.model.paper import copy
from generator.model.record import load_paper
from generator.render.html import key_print, paper_print
from generator.render.sheet import sheet_print

EXAMWRIGHT = [sys.executable, "-m", "generator.cli"]

ALONE = """
import sys, time
from pathlib import Path
from generator.render import pdf
text = (Path(sys.argv[1]) / f"{sys.argv[2]}.html").read_text()
styles = [pdf.PAPER_STYLE, pdf.KEY_STYLE, pdf.SHEET_STYLE][int(sys.argv[2])]
start = time.process_time()
fonts = pdf._fonts()
document = pdf.weasyprint.HTML(string=text, url_fetcher=pdf._Fetcher())
document.write_pdf(font_config=fonts, stylesheets=[pdf._style(name) for name in styles], pdf_variant=pdf.VARIANT)
print(time.process_time() - start)
"""


def pages(folder: Path) -> None:
    """The print pages of paper, key and sheet as files beside the paper, for WeasyPrint alone."""
    paper = load_paper((folder / "paper.json").read_text(), "paper.json")
    texts = (paper_print(paper, "a4", copy(paper)), key_print(paper, "a4"), sheet_print(paper, "a4", copy(paper)))
    for at, text in enumerate(texts):
        (folder / f"{at}.html").write_text(text)


def cpu_of(command: list[str], cwd: Path) -> float:
    """CPU seconds of a child and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=cwd, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def wall_of(command: list[str], cwd: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=cwd, check=True, capture_output=True)
    return time.perf_counter() - start


def test_paper_against_weasyprint_alone(benchmark: Any, tmp_path: Path, say: Callable[[str], None]) -> None:
    """`examwright paper saa-c03`, all files, against WeasyPrint's CPU for paper, key and sheet, each laid out alone; target 1.3."""
    command = [*EXAMWRIGHT, "paper", "saa-c03", "--seed", "bench", "--quiet", "--out", str(tmp_path / "out")]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    whole, alone, layout = [], [], []
    for _ in range(3):
        shutil.rmtree(tmp_path / "out")
        whole.append(cpu_of(command, tmp_path))
        pages(tmp_path / "out" / "latest")
        runs = [[sys.executable, "-c", ALONE, str(tmp_path / "out" / "latest"), str(at)] for at in range(3)]
        alone.append(sum(cpu_of(run, tmp_path) for run in runs))
        layout.append(sum(float(subprocess.run(run, check=True, capture_output=True, text=True).stdout) for run in runs))
    benchmark.pedantic(lambda: cpu_of(command, tmp_path), rounds=1)
    ours = statistics.median(whole)
    for name, times in (("WeasyPrint in a process each", alone), ("its layout and writing only", layout)):
        theirs = statistics.median(times)
        say(f"paper saa-c03: {ours:.2f} s CPU; {name}: {theirs:.2f} s; ratio {ours / theirs:.2f} (at most 1.30)")


def test_help_against_an_empty_python(benchmark: Any, tmp_path: Path, say: Callable[[str], None]) -> None:
    """`examwright --help` at most 300 ms more than `python -c pass`, median of 10."""
    helps = [wall_of([*EXAMWRIGHT, "--help"], tmp_path) for _ in range(10)]
    empty = [wall_of([sys.executable, "-c", "pass"], tmp_path) for _ in range(10)]
    benchmark.pedantic(lambda: wall_of([*EXAMWRIGHT, "--help"], tmp_path), rounds=3)
    more = (statistics.median(helps) - statistics.median(empty)) * 1000
    say(f"--help: {more:.0f} ms more than python -c pass (target 300 ms)")


def test_check_cold_and_unchanged(benchmark: Any, tmp_path: Path, monkeypatch: Any, say: Callable[[str], None]) -> None:
    """`examwright check` of the whole bank: 75 s cold on 2 cores, 5 s unchanged."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    cold = wall_of([*EXAMWRIGHT, "check", "--strict"], tmp_path)
    warm = statistics.median(wall_of([*EXAMWRIGHT, "check", "--strict"], tmp_path) for _ in range(3))
    benchmark.pedantic(lambda: wall_of([*EXAMWRIGHT, "check", "--strict"], tmp_path), rounds=1)
    say(f"check of the whole bank: cold {cold:.1f} s (target 75 s), unchanged {warm:.2f} s (target 5 s), ratio {cold / warm:.0f}")
