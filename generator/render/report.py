"""Turn results into reports: one for the class and one for each candidate, each as HTML and as PDF."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from markupsafe import Markup

from generator.model.copies import Ledger
from generator.model.files import SECRET, write_file
from generator.model.paper import Copy, Paper
from generator.model.score import Results, Score
from generator.model.sheet import SIZES, SizeName
from generator.render.candidate_view import CandidateView, candidate_view
from generator.render.class_view import ClassView, class_view
from generator.render.environment import asset, page
from generator.render.fonts import html_rules
from generator.render.names import file_stems, shown

REPORT_STYLE = ("look.css", "report/report.css", "report/results.css")
CLASS, CANDIDATE = "report/class.html.j2", "report/candidate.html.j2"
_POLICY = "default-src 'none'; style-src 'sha256-{}'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
_RUNNING_NAME = 40


def write_reports(
    paper: Paper, results: Results, target: Path, step: Callable[..., None], *, size: SizeName = "a4", ledger: Ledger | None = None
) -> None:
    """Write `class.{html,pdf}` and `candidates/<name>.{html,pdf}` into the folder, for its owner's eyes only; call `step` after each file.

    With the ledger of copies, questions are numbered and lettered as on each candidate's own copy; without it that is known of copy 0.
    """
    from generator.render.pdf import to_pdf  # WeasyPrint is heavy, and HTML alone needs none of it

    def put(path: Path, html: str, print_html: str, name: str) -> None:
        write_file(path.with_name(f"{path.name}.html"), html, SECRET)
        step()
        write_file(path.with_name(f"{path.name}.pdf"), to_pdf(print_html, REPORT_STYLE, identifier=f"report {name}"), SECRET)
        step()

    whole = class_view(paper, results)
    put(target / "class", _class(whole, None), _class(whole, size), paper.code)
    stems = file_stems(score.candidate for score in results.scores)
    for score in results.scores:
        view = candidate_view(paper, results, score, _copy(ledger, score))
        path = target / "candidates" / stems[score.candidate]
        put(path, _candidate(view, None), _candidate(view, size), f"{score.copy_code} {score.candidate}")


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
    style, policy = ("", "") if size else _style()
    paper_size = SIZES[size] if size else None
    return page(template, report=view, style=style, policy=policy, size=paper_size, running=running, running_right=right)


@cache
def _style() -> tuple[Markup, str]:
    """The style sheet that every report carries, and a policy that lets it and nothing else work. https://www.w3.org/TR/CSP3/"""
    style = html_rules() + Markup("").join(asset(name) for name in REPORT_STYLE)
    return style, _POLICY.format(base64.b64encode(hashlib.sha256(style.encode()).digest()).decode())


def _copy(ledger: Ledger | None, score: Score) -> Copy | None:
    entry = ledger.find(score.copy_code) if ledger else None
    return ledger.copy(entry) if ledger and entry else None
