"""Turn results into the table of a gradebook: one row a candidate."""

from __future__ import annotations

from collections import Counter

from generator.model.question import DOMAINS
from generator.model.score import Results, Score
from generator.score.spreadsheet import write_csv

FIRST = ("candidate", "copy", "points", "possible", "percent", "scaled_estimate", "low", "high", "passed", "blank", "invalid")


def results_csv(results: Results) -> str:
    """`results.csv`: the score, then points and possible of each domain; `scaled_estimate` lies between `low` and `high` (95 %)."""
    found = {tally.name for score in results.scores for tally in score.domains}
    domains = [name for name in DOMAINS if name in found] + sorted(found - set(DOMAINS))
    header = [*FIRST, *(name for domain in domains for name in (domain, f"{domain} possible"))]
    return write_csv([header, *(_row(score, domains) for score in results.scores)])


def _row(score: Score, domains: list[str]) -> list[str | int]:
    outcomes = Counter(mark.outcome for mark in score.marks if not mark.pilot)
    tallies = {tally.name: tally for tally in score.domains}
    first: list[str | int] = [score.candidate, score.copy_code, score.points, score.possible, score.percent, score.scaled, score.low]
    first += [score.high, "yes" if score.passed else "no", outcomes["blank"], outcomes["invalid"]]
    for domain in domains:
        tally = tallies.get(domain)
        first += [tally.points, tally.possible] if tally else ["", ""]
    return first
