"""Turn a file of responses into results and their files in the paper's folder."""

from __future__ import annotations

from pathlib import Path

from generator.commands.progress import Steps
from generator.model import shelf
from generator.model.copies import dump_lines
from generator.model.files import SECRET, write_file
from generator.model.paper import Paper
from generator.model.problem import Problem, RefusedError
from generator.model.record import ShapeError, dump
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


def write_results(folder: Path, paper: Paper, results: Results, reports: bool, quiet: bool, *, typed: bool = True) -> Path:
    """`results/results.csv`, `results/results.json` and, if wanted, reports for class and candidates; `sittings/typed.jsonl` where the
    answers were typed."""
    if typed:
        write_file(folder / "sittings" / "typed.jsonl", dump_lines(results.sittings), SECRET)
    target = folder / "results"
    before = _marked_before(target / "results.json") if reports else []
    write_file(target / "results.csv", results_csv(results), SECRET)
    write_file(target / "results.json", dump(results), SECRET)
    if reports:
        from generator.render.report import clear_reports, write_reports

        clear_reports(target, before, [score.candidate for score in results.scores])
        with Steps("Writing reports", quiet, total=2 + 2 * len(results.scores)) as steps:
            write_reports(paper, results, target, steps.step, size=_size(folder), ledger=shelf.ledger(folder, paper))
    return target


def _marked_before(path: Path) -> list[str]:
    """The candidates of an earlier marking, whose reports may be there."""
    try:
        earlier = shelf.read_record(Results, path)
    except (RefusedError, ShapeError):
        return []
    return [score.candidate for score in earlier.scores]


def _size(folder: Path) -> SizeName:
    """The paper size that the paper was printed on; A4 where nothing says it."""
    from generator.render.write import read_manifest

    try:
        return read_manifest(folder).size
    except RefusedError:
        return "a4"
