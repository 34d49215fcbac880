"""Turn results into reports: one for the class and one for each candidate, each as HTML and as PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from markupsafe import Markup

from generator.model.copies import Ledger
from generator.model.files import SECRET, write_file
from generator.model.paper import Copy, Paper
from generator.model.score import Results, Score
from generator.model.sheet import SIZES, SizeName
from generator.render.candidate_view import CandidateView, candidate_view
from generator.render.carried import report_style
from generator.render.class_view import ClassView, class_view
from generator.render.environment import page
from generator.render.names import file_stems, shown

CLASS, CANDIDATE = "report/class.html.j2", "report/candidate.html.j2"
_RUNNING_NAME = 40


def write_reports(
    paper: Paper, results: Results, target: Path, step: Callable[..., None], *, size: SizeName = "a4", ledger: Ledger | None = None
) -> None:
    """Write `class.{html,pdf}` and `candidates/<name>.{html,pdf}` into the folder, for its owner's eyes only; call `step` after each file.

    With the ledger of copies, questions are numbered and lettered as on each candidate's own copy; without it that is known of copy 0.
    """
    from generator.render.pdf import REPORT_STYLE, to_pdf  # WeasyPrint is heavy, and HTML alone needs none of it

    def put(path: Path, html: str, print_html: str, name: str) -> None:
        write_file(path.with_name(f"{path.name}.html"), html, SECRET)
        step()
        done = to_pdf(print_html, (*REPORT_STYLE, "report/results.css"), identifier=f"report {name}")
        write_file(path.with_name(f"{path.name}.pdf"), done, SECRET)
        step()

    whole = class_view(paper, results)
    put(target / "class", _class(whole, None), _class(whole, size), paper.code)
    stems = file_stems(score.candidate for score in results.scores)
    for score in results.scores:
        view = candidate_view(paper, results, score, _copy(ledger, score))
        stem = stems[score.candidate]
        put(target / "candidates" / stem, _candidate(view, None), _candidate(view, size), f"{score.copy_code} {stem}")


def clear_reports(target: Path, names: Iterable[str], kept: Iterable[str]) -> None:
    """Delete the reports that an earlier marking wrote of these candidates, but for those that will be written again."""
    for stem in set(file_stems(names).values()) - set(file_stems(kept).values()):
        for ending in (".html", ".pdf"):
            (target / "candidates" / f"{stem}{ending}").unlink(missing_ok=True)


def class_html(paper: Paper, results: Results) -> str:
    """The class report as one file that fetches nothing; names lead to `candidates/`."""
    return _class(class_view(paper, results), None)


def candidate_html(paper: Paper, results: Results, score: Score, of: Copy | None = None) -> str:
    """The report of one candidate as one file that fetches nothing; `of` is the candidate's copy, not needed for copy 0."""
    return _candidate(candidate_view(paper, results, score, of), None)


def _class(view: ClassView, size: SizeName | None) -> str:
    """For the screen, or, with a size of paper, as `to_pdf` takes it."""
    return _page(CLASS, view, size, f"{view.title}, class report", f"Paper {view.paper}")


def _candidate(view: CandidateView, size: SizeName | None) -> str:
    return _page(CANDIDATE, view, size, f"{shown(view.name, _RUNNING_NAME)}, {view.title}", f"Copy {view.code}")


def _page(template: str, view: ClassView | CandidateView, size: SizeName | None, running: str, right: str) -> str:
    sheet, rule = (Markup(""), "") if size else report_style()
    paper_size = SIZES[size] if size else None
    return page(template, report=view, style=sheet, policy=rule, size=paper_size, running=running, running_right=right)


def _copy(ledger: Ledger | None, score: Score) -> Copy | None:
    entry = ledger.find(score.copy_code) if ledger else None
    return ledger.copy(entry) if ledger and entry else None
