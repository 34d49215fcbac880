"""Turn a file of responses into results and their files in the paper's folder."""

from __future__ import annotations

from pathlib import Path

from generator.commands.progress import Steps
from generator.model import shelf
from generator.model.copies import dump_lines
from generator.model.files import SECRET, write_file
from generator.model.paper import Paper
from generator.model.problem import Problem
from generator.model.record import dump, load
from generator.model.score import Results
from generator.model.sheet import SizeName
from generator.score.mark import mark
from generator.score.responses import read_responses
from generator.score.table import results_csv


def mark_file(folder: Path, paper: Paper, responses: Path, quiet: bool) -> tuple[Results, tuple[Problem, ...]]:
    """The results of a CSV file, and what was wrong with it."""
    reading = read_responses(shelf.read_text(responses), str(responses), shelf.ledger(folder, paper))
    with Steps("Marking", quiet, total=len(reading.sittings)) as steps:
        results = mark(paper, shelf.corrections(folder), reading.sittings, steps.step)
    return results, reading.problems


def write_results(folder: Path, paper: Paper, results: Results, reports: bool, quiet: bool) -> Path:
    """`sittings/typed.jsonl`, `results/results.csv`, `results/results.json` and, if wanted, reports for class and candidates."""
    write_file(folder / "sittings" / "typed.jsonl", dump_lines(results.sittings), SECRET)
    target = folder / "results"
    write_file(target / "results.csv", results_csv(results), SECRET)
    write_file(target / "results.json", dump(results), SECRET)
    if reports:
        from generator.render.report import write_reports

        with Steps("Writing reports", quiet, total=2 + 2 * len(results.scores)) as steps:
            write_reports(paper, results, target, steps.step, size=_size(folder), ledger=shelf.ledger(folder, paper))
    return target


def _size(folder: Path) -> SizeName:
    """The paper size that the paper was printed on; A4 where nothing says it."""
    manifest = folder / "manifest.json"
    found = load(shelf.read_text(manifest), str(manifest)) if manifest.is_file() else {}
    return "letter" if found.get("size") == "letter" else "a4"
