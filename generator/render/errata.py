"""Turn the facts that differ from the notes into a page and a table: what the notes have, what holds today, by line."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.bank import Bank
from generator.model.fact import Fact
from generator.render.carried import report_style
from generator.render.environment import page
from generator.score.spreadsheet import write_csv

HEADER = ("first line", "last line", "status", "the notes have", "what holds", "source", "as of", "fact")


def errata(bank: Bank) -> list[Fact]:
    """The facts whose notes are imprecise, outdated or wrong, by bank and line."""
    found = [fact for fact in bank.facts.values() if fact.status in ("imprecise", "outdated", "wrong")]
    return sorted(found, key=lambda fact: (fact.id.split("/", 1)[0], fact.lines, fact.id))


def errata_html(bank: Bank, facts: Sequence[Fact]) -> str:
    """One file that fetches nothing, a table for each chapter."""
    sheet, rule = report_style()
    chapters = [(title, [fact for fact in facts if fact.id.split("/")[1] == id]) for id, title in bank.chapters.items()]
    shown = [(title, rows) for title, rows in chapters if rows]
    return page("report/errata.html.j2", chapters=shown, count=len(facts), style=sheet, policy=rule)


def errata_csv(facts: Sequence[Fact]) -> str:
    """One row a fact; cells that a spreadsheet could run are made harmless."""
    rows = [(*fact.lines, fact.status, fact.notes_say, fact.says, fact.source, fact.as_of, fact.id) for fact in facts]
    return write_csv([HEADER, *rows])
