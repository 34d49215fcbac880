"""Turn the results of a class into what its report shows: figures, a picture, candidates, weak domains, hard questions, misconceptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from generator.model.number import places
from generator.model.paper import Paper
from generator.model.score import Results, Score, Tally
from generator.render.charts import Histogram, ScaleChart, histogram, scale_chart
from generator.render.class_questions import Question, Taken, class_questions, facts_behind, hardest_first
from generator.render.lessons import Lesson, in_domain_order, percent, weakest
from generator.render.names import file_stems, in_order, shown

STATISTICS_FROM, HISTOGRAM_FROM, PERCENT_FROM = 3, 5, 10
MOST_MISCONCEPTIONS = MOST_FACTS = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate; `stem` names the file of the candidate's own report."""

    name: str
    stem: str
    score: Score
    chart: ScaleChart


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of statistics over the candidates."""

    name: str
    mean: str
    middle: str
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Share:
    """A domain over the class: points that a candidate has on average, of so many, and the share in whole percent."""

    name: str
    mean: str
    possible: str
    percent: int


@dataclass(frozen=True, slots=True)
class ClassView:
    """The whole report; parts that so few candidates do not bear are empty or None. `half` are the estimates between which
    the middle half of the class lies, `percents` says that there are candidates enough for percentages."""

    title: str
    paper: str
    count: int
    cut: int
    passed: int
    rows: tuple[Row, ...]
    summaries: tuple[Summary, ...]
    half: tuple[int, int] | None
    histogram: Histogram | None
    domains: tuple[Share, ...]
    weakest: str
    hard: tuple[Question, ...]
    all_right: tuple[str, ...]
    void: tuple[str, ...]
    pilots: int
    misconceptions: tuple[Taken, ...]
    more_misconceptions: int
    facts: tuple[Lesson, ...]
    more_facts: int
    corrections: int
    percents: bool


def class_view(paper: Paper, results: Results) -> ClassView:
    """The report of all candidates."""
    scores, count = results.scores, len(results.scores)
    estimates = sorted(score.scaled for score in scores)
    questions = class_questions(paper, scores)
    taken = sorted((found for one in questions for found in one.taken), key=lambda found: -found.count)
    common = [found for found in taken if found.count > 1 or count == 1][:MOST_MISCONCEPTIONS]
    facts, domains = facts_behind(paper, scores), _domains(scores)
    return ClassView(
        title=paper.title,
        paper=paper.code,
        count=count,
        cut=results.cut,
        passed=sum(score.passed for score in scores),
        rows=_rows(results),
        summaries=_summaries(scores) if count >= STATISTICS_FROM else (),
        half=(estimates[count // 4], estimates[-1 - count // 4]) if count >= HISTOGRAM_FROM else None,
        histogram=histogram(estimates, results.cut) if count >= HISTOGRAM_FROM else None,
        domains=tuple(_share(tally, count) for tally in domains),
        weakest=weakest(domains),
        hard=hardest_first(questions),
        all_right=tuple(one.number for one in questions if one.count and one.right == one.count),
        void=tuple(one.number for one in questions if one.void),
        pilots=sum(one.pilot for one in questions),
        misconceptions=tuple(common),
        more_misconceptions=len(taken) - len(common),
        facts=facts[:MOST_FACTS],
        more_facts=max(0, len(facts) - MOST_FACTS),
        corrections=results.key_version,
        percents=count >= PERCENT_FROM,
    )


def _rows(results: Results) -> tuple[Row, ...]:
    """Sorted by name; names that look alike have the names of their files behind them."""
    stems = file_stems(score.candidate for score in results.scores)
    alike = Counter(shown(score.candidate) for score in results.scores)
    rows = []
    for score in sorted(results.scores, key=lambda score: in_order(score.candidate)):
        name, stem = shown(score.candidate), stems[score.candidate]
        chart = scale_chart(score.scaled, score.low, score.high, results.cut)
        rows.append(Row(f"{name} ({stem})" if alike[name] > 1 else name, stem, score, chart))
    return tuple(rows)


def _summaries(scores: Sequence[Score]) -> tuple[Summary, ...]:
    possible = {score.possible for score in scores}
    name = f"Points of {min(possible)}" if len(possible) == 1 else "Points"
    return (_summary(name, [score.points for score in scores], 1), _summary("Estimate", [score.scaled for score in scores], 0))


def _summary(name: str, values: Sequence[int], digits: int) -> Summary:
    mean, middle = Fraction(sum(values), len(values)), median([Fraction(value) for value in values])
    return Summary(name, places(mean, digits), places(middle, 0 if middle.denominator == 1 else digits), min(values), max(values))


def _domains(scores: Sequence[Score]) -> tuple[Tally, ...]:
    """Points of the whole class in each domain."""
    points: Counter[str] = Counter()
    possible: Counter[str] = Counter()
    for tally in (tally for score in scores for tally in score.domains):
        points[tally.name] += tally.points
        possible[tally.name] += tally.possible
    return in_domain_order([Tally(name, points[name], possible[name]) for name in possible])


def _share(tally: Tally, candidates: int) -> Share:
    mean = places(Fraction(tally.points, candidates), 1 if candidates > 1 else 0)
    return Share(tally.name, mean, places(Fraction(tally.possible, candidates), 0), percent(tally.points, tally.possible))
