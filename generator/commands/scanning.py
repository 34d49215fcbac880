"""Turn scanned files into a batch in the paper's folder: readings, doubts, sittings, results, annotated sheets, a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.commands.marking import write_results
from generator.commands.progress import Steps
from generator.model import shelf
from generator.model.batch import Account, Answered, BatchRecord
from generator.model.copies import dump_lines, load_lines
from generator.model.files import SECRET, write_file
from generator.model.paper import Paper
from generator.model.problem import Problem, refuse
from generator.model.record import ShapeError, dump
from generator.model.response import Sitting
from generator.model.roster import read_roster
from generator.model.run import Run
from generator.model.scan import Settled
from generator.model.score import Results
from generator.scan import doubts
from generator.scan.account import account
from generator.scan.batch import File, files_of, pages_in, read_batch, read_named
from generator.scan.plans import Plans, plans_of
from generator.scan.readings import load_readings
from generator.scan.sittings import responses_rows, sittings
from generator.score.mark import mark
from generator.score.spreadsheet import write_csv


@dataclass(frozen=True)
class Desk:
    """A paper, its plans, one of its batches, and its folder."""

    folder: Path
    paper: Paper
    plans: Plans
    batch: str

    @property
    def target(self) -> Path:
        """The batch's folder."""
        return doubts.batch_folder(self.folder, self.batch)


def opened(folder: Path, paper: Paper, batch: str | None, paths: list[Path]) -> tuple[Desk, list[File]]:
    """The batch that is meant: by its name, or the one that has one of these files already, or a new one; and its files.

    Raises RefusedError for a name that cannot be one, and without files where there is no batch.
    """
    files = files_of(paths)
    known = doubts.batches(folder)
    if batch is None and not files:
        if not known:
            raise refuse(
                str(folder), "batch-missing", "nothing of this paper was scanned yet", hint="name the files: examwright scan PAPER FILES"
            )
        batch = known[-1]
    if batch is None:
        batch = next((name for name in known if _has(folder, name, files)), None) or _new(folder)
    elif not files and batch not in known:
        raise refuse(batch[:60], "batch-missing", "there is no such batch", got=", ".join(known) or "none", hint="name its files")
    desk = Desk(folder, paper, plans_of(folder), batch)
    desk.target.mkdir(parents=True, exist_ok=True, mode=0o700)
    return desk, files


def _has(folder: Path, batch: str, files: list[File]) -> bool:
    wanted = {file.digest for file in files}
    return any(one.file in wanted for one in load_readings(folder / "scans" / batch / doubts.READINGS))


def _new(folder: Path) -> str:
    taken = {path.name for path in (folder / "scans").glob("*")}
    return next(name for name in map(str, range(1, len(taken) + 2)) if name not in taken)


def remember_people(desk: Desk, roster: Path | None) -> tuple[Problem, ...]:
    """Write down who may be meant: the roster's candidates, and those of the print runs. Returns what is wrong with the roster."""
    found = {} if roster is None and not (desk.target / doubts.RECORD).exists() else dict(doubts.candidates(desk.folder, desk.batch))
    problems: tuple[Problem, ...] = ()
    if roster is not None:
        read = read_roster(shelf.read_text(roster), str(roster))
        found = {candidate.id: candidate.name for candidate in read.candidates}
        problems = read.problems
    for number, name in _printed(desk):
        if not found.get(number):
            found[number] = name
    write_file(desk.target / doubts.RECORD, dump(BatchRecord(1, desk.paper.code, found)), SECRET)
    return problems


def _printed(desk: Desk) -> Iterator[tuple[str, str]]:
    """Candidates that copies were printed for, with their names."""
    for path in sorted((desk.folder / "runs").glob("*/run.json")):
        try:
            run = shelf.read_record(Run, path)
        except ShapeError:
            continue
        yield from ((one.candidate, one.name) for one in run.copies if one.candidate)
    yield from ((entry.candidate, "") for entry in desk.plans.ledger.entries.values() if entry.candidate)


def read(desk: Desk, files: list[File], workers: int, quiet: bool) -> None:
    """Read every page that is not read yet."""
    total = sum(pages_in(file.path) for file in files)
    with Steps("Reading", quiet, total=total, pace=True) as steps:
        read_batch(desk.folder, desk.target, files, min(workers, max(1, total // 4)), steps.step)


def accounted(desk: Desk, accept_proposed: bool) -> tuple[Account, tuple[Answered, ...]]:
    """The account of the batch with what was settled, and the sittings that can be marked; doubts and sittings are written."""
    settled = doubts.current(desk.folder, desk.batch)
    scanned = read_named(desk.folder, desk.target, settled)
    names = doubts.candidates(desk.folder, desk.batch)
    found = account(desk.plans.ledger, desk.plans, scanned, settled, names, _elsewhere(desk), accept_proposed)
    answers = sittings(desk.plans.ledger, desk.plans, found, settled)
    write_file(desk.target / doubts.DOUBTS, dump_lines(found.doubts), SECRET)
    most = max(len(form.slots) for form in desk.paper.forms)
    write_file(desk.target / "responses.csv", write_csv(responses_rows(answers, most)), SECRET)
    write_file(desk.folder / "sittings" / f"{sittings_name(desk.batch)}.jsonl", dump_lines(one.sitting for one in answers), SECRET)
    return found, answers


def sittings_name(batch: str) -> str:
    """The name of a batch's file of sittings; no batch can take that of the typed ones."""
    return f"scan-{batch}"


def accepted(found: Account, settled: Mapping[str, Settled]) -> int:
    """How many doubts count as proposed, without a person."""
    return sum(doubt.kind == "marks" and doubt.id not in settled and doubt.id not in found.open for doubt in found.doubts)


def _elsewhere(desk: Desk) -> set[str]:
    """Codes of copies, and candidates, that came in other batches."""
    others = [name for name in doubts.batches(desk.folder) if name != desk.batch]
    paths = (doubts.batch_folder(desk.folder, name) / doubts.READINGS for name in others)
    codes = {one.reading.code for path in paths for one in load_readings(path) if one.reading.code}
    return codes | {sitting.candidate for name in others for sitting in _sittings(desk, name)}


def _sittings(desk: Desk, batch: str) -> tuple[Sitting, ...]:
    """What was marked of a batch."""
    path = desk.folder / "sittings" / f"{sittings_name(batch)}.jsonl"
    return load_lines(Sitting, shelf.read_text(path), str(path)) if path.is_file() else ()


def marked(desk: Desk, answers: tuple[Answered, ...], quiet: bool) -> tuple[Results, list[Problem]]:
    """The results of this batch and of the others; a candidate with different answers in two batches is not marked."""
    found = {one.sitting.candidate: one.sitting for one in answers}
    clash: dict[str, str] = {}
    for batch in doubts.batches(desk.folder):
        for other in _sittings(desk, batch) if batch != desk.batch else ():
            if found.setdefault(other.candidate, other) != other:
                clash[other.candidate] = batch
    problems = [
        refuse(desk.batch, "scan-candidate-twice", f"{name!r} is in batch {batch}, too, with other answers; not marked",
               hint="set one of the sheets aside").problems[0]
        for name, batch in clash.items()
    ]  # fmt: skip
    kept = [sitting for name, sitting in found.items() if name not in clash]
    with Steps("Marking", quiet, total=len(kept)) as steps:
        return mark(desk.paper, shelf.corrections(desk.folder), kept, steps.step), problems


def finished(
    desk: Desk,
    found: Account,
    answers: tuple[Answered, ...],
    results: Results,
    accept: int,
    *,
    reports: bool,
    quiet: bool,
    answers_shown: bool,
) -> Path:
    """Write results, annotated sheets and the report of the batch; returns the report's path."""
    if results.scores:
        write_results(desk.folder, desk.paper, results, reports, quiet, typed=False)
    count = _annotate(desk, found, {one.sitting.candidate for one in answers}, results, answers_shown, quiet)
    from generator.render.scanned import scan_html
    from generator.scan.thumbnails import thumbnail

    report = desk.target / "report.html"
    write_file(report, scan_html(desk.paper, desk.batch, found, count, lambda reading: thumbnail(desk.target, reading), accept), SECRET)
    return report


def _annotate(desk: Desk, found: Account, here: set[str], results: Results, answers_shown: bool, quiet: bool) -> int:
    """The sheets of those who were marked, each as a PDF; those of an earlier time are gone. Returns how many."""
    from generator.scan.annotate import annotated

    folder = desk.target / "annotated"
    scores = {score.candidate: score for score in results.scores if score.candidate in here}
    written = set()
    with Steps("Annotating", quiet, total=len(scores)) as steps:
        for sheet in found.returned:
            score, plan = scores.get(sheet.candidate), desk.plans(sheet.code)
            if score is None or plan is None or sheet.open or not sheet.pages:
                continue
            copy = desk.plans.ledger.copy(desk.plans.ledger.entries[sheet.copy])
            name = _file_name(sheet.code, sheet.candidate, many=not sheet.copy)
            data = annotated(desk.target, sheet, copy, plan, score, desk.paper.title, answers=answers_shown)
            write_file(folder / name, data, SECRET)
            written.add(name)
            steps.step()
    for path in folder.glob("*.pdf"):
        if path.name not in written:
            path.unlink()
    return len(written)


def _file_name(code: str, candidate: str, *, many: bool) -> str:
    from generator.render.names import file_stems

    return f"{code}-{file_stems([candidate])[candidate]}.pdf" if many else f"{code}.pdf"
