"""Turn a bank's coverage into one page to look at."""

from __future__ import annotations

from generator.model.coverage import Coverage
from generator.render.carried import report_style
from generator.render.environment import page


def coverage_html(coverage: Coverage) -> str:
    """One file that fetches nothing: the bars, then each chapter with its headings; what is missing stands beside the heading."""
    sheet, rule = report_style()
    chapters = [chapter for chapter in coverage.by_chapter() if chapter[1]]
    return page("report/coverage.html.j2", coverage=coverage, chapters=chapters, style=sheet, policy=rule)
