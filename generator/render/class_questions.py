"""Turn the marks of a class into what each question showed: who had it right, which wrong options were chosen, which facts are missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.model.item import Item
from generator.model.paper import Paper
from generator.model.score import Mark, Score
from generator.render.lessons import LOST, Choice, Lesson, choice, in_short, percent, ranked


@dataclass(frozen=True, slots=True)
class Taken:
    """A wrong option, how many candidates chose it, and the question it belongs to."""

    count: int
    number: str
    topic: str
    asked: str
    pilot: bool
    choice: Choice


@dataclass(frozen=True, slots=True)
class Question:
    """A question over the class: `right` of `count` candidates who had it; wrong options chosen, most often first."""

    number: str
    topic: str
    asked: str
    pilot: bool
    void: bool
    right: int
    count: int
    percent: int
    taken: tuple[Taken, ...]

    @property
    def as_often(self) -> int:
        """How many other wrong options were chosen as often as the first."""
        return sum(one.count == self.taken[0].count for one in self.taken[1:])


@dataclass(frozen=True, slots=True)
class _Met:
    """One candidate at one slot; `whys` gives the reason of each wrong option chosen."""

    mark: Mark
    item: Item
    whys: Mapping[str, str]


def class_questions(paper: Paper, scores: Iterable[Score]) -> tuple[Question, ...]:
    """Every question that somebody had, in the order of the paper; with several forms its number is its slot's (`2.17`)."""
    slots = paper.slots()
    met: dict[str, list[_Met]] = {name: [] for name in slots}
    for score in scores:
        whys: dict[int, dict[str, str]] = defaultdict(dict)
        for found in score.misconceptions:
            whys[found.number][found.option] = found.why
        for mark in score.marks:
            met[mark.slot].append(_Met(mark, slots[mark.slot].variants[mark.variant], whys[mark.number]))
    return tuple(_question(number_of(paper, name), members) for name, members in met.items() if members)


def number_of(paper: Paper, slot: str) -> str:
    """What a slot is called over the whole class."""
    return slot if len(paper.forms) > 1 else slot.rpartition(".")[2]


def hardest_first(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Those that somebody had not right, by the share of right answers; equal ones in the order of the paper."""
    lost = [one for one in questions if one.right < one.count]
    return tuple(sorted(lost, key=lambda one: Fraction(one.right, one.count)))


def _question(number: str, met: Sequence[_Met]) -> Question:
    counted = [one for one in met if one.mark.outcome != "void"]
    item = Counter(one.item for one in met).most_common(1)[0][0]
    right, pilot = sum(one.mark.outcome == "right" for one in counted), met[0].mark.pilot
    return Question(
        number=number,
        topic=item.topic_title,
        asked=in_short(item),
        pilot=pilot,
        void=len(counted) < len(met),
        right=right,
        count=len(counted),
        percent=percent(right, len(counted)),
        taken=_taken(number, pilot, counted),
    )


def _taken(number: str, pilot: bool, met: Iterable[_Met]) -> tuple[Taken, ...]:
    """The wrong options; text and reason are those of the variant in which the option was chosen most often."""
    chosen: dict[str, Counter[tuple[Item, str]]] = defaultdict(Counter)
    for one in met:
        for name in one.mark.chosen:
            chosen[name][one.item, one.whys.get(name, "")] += 1
    found = []
    for name, variants in chosen.items():
        item, why = variants.most_common(1)[0][0]
        found.append(Taken(variants.total(), number, item.topic_title, in_short(item), pilot, choice(item, name, why)))
    return tuple(sorted(found, key=lambda one: (-one.count, one.choice.name, one.choice.text)))


def facts_behind(paper: Paper, scores: Iterable[Score]) -> tuple[Lesson, ...]:
    """The facts of questions that were not answered rightly: those that most candidates need first."""
    slots = paper.slots()
    who: Counter[str] = Counter()
    numbers: dict[str, list[str]] = defaultdict(list)
    for score in scores:
        needed = set()
        for mark in (mark for mark in score.marks if mark.outcome in LOST):
            for fact in slots[mark.slot].variants[mark.variant].asks:
                needed.add(fact)
                if number_of(paper, mark.slot) not in numbers[fact]:
                    numbers[fact].append(number_of(paper, mark.slot))
        who.update(needed)
    order = {number_of(paper, name): at for at, name in enumerate(slots)}
    return ranked(paper, who, {fact: sorted(found, key=order.__getitem__) for fact, found in numbers.items()})
