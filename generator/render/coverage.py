"""Turn a bank's coverage into one page to look at."""

from __future__ import annotations

from generator.model.coverage import Coverage
from generator.render.carried import policy, style
from generator.render.environment import asset, page

SHEETS = ("report/report.css", "report/results.css")


def coverage_html(coverage: Coverage) -> str:
    """One file that fetches nothing: the bars, then each chapter with its headings; what is missing stands beside the heading."""
    sheet = style(*(asset(name) for name in SHEETS))
    chapters = [
        (title, [one for one in coverage.headings if one.heading.chapter == id and one.heading.testable])
        for id, title in coverage.chapters.items()
    ]
    shown = [(title, rows, sum(not one.missing for one in rows)) for title, rows in chapters if rows]
    return page("report/coverage.html.j2", coverage=coverage, chapters=shown, style=sheet, policy=policy("", sheet))
