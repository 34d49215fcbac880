"""Turn one score into what its candidate's report shows: estimate, weak places, misconceptions, facts to read again, every question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from generator.kinds.kind import WORDS
from generator.kinds.table import KINDS
from generator.model.item import Item, Option
from generator.model.paper import Copy, CopySlot, Paper, copy, key_letters, right_options
from generator.model.response import Response
from generator.model.score import Mark, Results, Score, Tally
from generator.render.charts import ScaleChart, scale_chart
from generator.render.commonmark import inline
from generator.render.lessons import LOST, Choice, Lesson, choice, in_domain_order, in_short, lessons, percent, weakest
from generator.render.names import shown
from generator.score.mark import keys_of

_LONGEST_ANSWER = 24


@dataclass(frozen=True, slots=True)
class Cell:
    """One question of the list: its outcome, and where it is known what would have been right (letters or a number)."""

    number: int
    outcome: str
    right: str
    pilot: bool


@dataclass(frozen=True, slots=True)
class Lapse:
    """A question answered wrongly: what was chosen and why not, what was left out, what is right, facts by their numbers."""

    number: int
    topic: str
    asked: str
    pilot: bool
    chosen: tuple[Choice, ...]
    given: str
    few: str
    right: tuple[Markup, ...]
    facts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Topics:
    """All topics with so many points of so many: most topics of a paper have one question or two, and would fill a page one by one."""

    points: int
    possible: int
    percent: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Domain:
    """Points of those possible in a domain."""

    name: str
    points: int
    possible: int
    percent: int


@dataclass(frozen=True, slots=True)
class CandidateView:
    """The whole report; `own_numbers` says that questions are numbered as on this candidate's copy."""

    name: str
    title: str
    code: str
    score: Score
    cut: int
    chart: ScaleChart
    across: str
    domains: tuple[Domain, ...]
    weakest: str
    topics: tuple[Topics, ...]
    lapses: tuple[Lapse, ...]
    blank: tuple[int, ...]
    invalid: tuple[tuple[int, str], ...]
    facts: tuple[Lesson, ...]
    cells: tuple[Cell, ...]
    pilots: int
    void: int
    corrections: int
    own_numbers: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question of this candidate: its mark, item and response, and its number; `place` is None where the copy is not known."""

    mark: Mark
    item: Item
    response: Response
    number: int
    place: CopySlot | None
    right: tuple[Option, ...]

    def answer(self) -> str:
        """The right letters or number, short; "" where they are not known."""
        if self.item.answer:
            return f"{self.item.answer.value} {self.item.unit}".strip()
        return key_letters(self.item, self.place.letters) if self.place else ""


def candidate_view(paper: Paper, results: Results, score: Score, of: Copy | None = None) -> CandidateView:
    """The report of a score; `of` is the candidate's copy, which need not be given for copy 0."""
    known = of or (copy(paper) if score.copy == 0 else None)
    asked = sorted(_asked(paper, results, score, known), key=lambda one: one.number)
    lost = [one for one in asked if one.mark.outcome in LOST]
    facts = lessons(paper, [(one.number, one.item.asks) for one in lost])
    by_fact = {lesson.fact.id: lesson.number for lesson in facts}
    return CandidateView(
        name=shown(score.candidate),
        title=paper.title,
        code=score.copy_code,
        score=score,
        cut=results.cut,
        chart=scale_chart(score.scaled, score.low, score.high, results.cut),
        across="above" if score.low >= results.cut else "below" if score.high < results.cut else "across",
        domains=tuple(_domain(tally) for tally in in_domain_order(score.domains)),
        weakest=weakest(score.domains),
        topics=_topics(score.topics),
        lapses=tuple(_lapse(one, score, by_fact) for one in lost if one.mark.outcome == "wrong"),
        blank=tuple(one.number for one in lost if one.mark.outcome == "blank"),
        invalid=tuple((one.number, _written(one.response)) for one in lost if one.mark.outcome == "invalid"),
        facts=facts,
        cells=tuple(_cell(one) for one in asked),
        pilots=sum(one.mark.pilot for one in asked),
        void=sum(one.mark.outcome == "void" for one in asked),
        corrections=results.key_version,
        own_numbers=known is not None,
    )


def _domain(tally: Tally) -> Domain:
    return Domain(tally.name, tally.points, tally.possible, percent(tally.points, tally.possible))


def _topics(tallies: Iterable[Tally]) -> tuple[Topics, ...]:
    """The weakest first: the lowest share, and of equal shares the one with most points lost."""
    names: dict[tuple[int, int], list[str]] = {}
    for tally in tallies:
        names.setdefault((tally.points, tally.possible), []).append(tally.name)
    order = sorted(names, key=lambda pair: (Fraction(*pair), pair[0] - pair[1], -pair[1]))
    return tuple(Topics(*pair, percent(*pair), tuple(sorted(names[pair]))) for pair in order)


def _asked(paper: Paper, results: Results, score: Score, known: Copy | None) -> Iterator[_Asked]:
    keys = keys_of(paper, results.corrections)
    places = {place.slot.id: place for place in known.slots} if known else {}
    responses: Mapping[str, Response] = next(
        (one.responses for one in results.sittings if (one.candidate, one.copy) == (score.candidate, score.copy)), {}
    )
    for mark in score.marks:
        item, response = keys[mark.slot, mark.variant].item, responses.get(mark.slot, Response())
        place = places.get(mark.slot)
        number = place.number if place else mark.number
        yield _Asked(mark, item, response, number, place, right_options(item))


def _lapse(asked: _Asked, score: Score, by_fact: Mapping[str, int]) -> Lapse:
    mark, item = asked.mark, asked.item
    whys = {one.option: one.why for one in score.misconceptions if one.number == mark.number and one.question == item.question}
    written = asked.response.value if isinstance(asked.response.value, str) else ""
    chosen = tuple(choice(item, name, whys.get(name, ""), written) for name in mark.chosen)
    right = asked.right
    count = len(asked.response.value) if isinstance(asked.response.value, tuple) else 0
    return Lapse(
        number=asked.number,
        topic=item.topic_title,
        asked=in_short(item),
        pilot=mark.pilot,
        chosen=chosen,
        given=f"{_written(asked.response)} {item.unit}".strip() if written and not chosen else "",
        few=_rows_right(item, asked.response) if item.rows else _few(count, len(right), bool(chosen)),
        right=tuple(_right_texts(asked)),
        facts=tuple(sorted(by_fact[name] for name in item.asks if name in by_fact)),
    )


def _right_texts(asked: _Asked) -> Iterator[Markup]:
    """What is right: the number, the options, or row by row what belongs there."""
    item = asked.item
    if item.answer:
        yield inline(asked.answer())
    elif item.rows:
        texts = {option.public_id: option.text for option in item.options}
        for number, row in enumerate(item.rows, 1):
            before = inline(row.text) + Markup(" → ") if row.text else Markup(f"{number}. ")
            yield before + inline(texts.get(row.right, ""))
    else:
        yield from (inline(option.text) for option in asked.right)


def _rows_right(item: Item, response: Response) -> str:
    """How many rows had their letter, and how many had none."""
    right, of = KINDS[item.kind].parts(item, response)
    blank = sum(not public for public in response.value) if isinstance(response.value, tuple) else 0
    left = f", {WORDS[blank].lower()} left blank" if blank else ""
    return f"{WORDS[right].capitalize() if right else 'None'} of {WORDS[of].lower()} rows right{left}."


def _few(count: int, wanted: int, wrong: bool) -> str:
    """What was wrong with the number of options chosen, where that is all that was wrong or part of it."""
    if not count or count == wanted or not wanted or (count > wanted and wrong):
        return ""
    return f"{WORDS[count].capitalize()} chosen where {WORDS[wanted].lower()} are right."


def _cell(asked: _Asked) -> Cell:
    lost = asked.mark.outcome in LOST
    return Cell(asked.number, asked.mark.outcome, asked.answer() if lost else "", asked.mark.pilot)


def _written(response: Response) -> str:
    return shown(response.value, _LONGEST_ANSWER) if isinstance(response.value, str) and response.value else ""
