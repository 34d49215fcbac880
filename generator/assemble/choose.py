"""Turn cells and a seed into chosen questions: ranked by keyed hash, so one more question moves only what it replaces.

A greedy choice with repair, tried under several rankings; the workshop's solver will take this place behind the same function.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.assemble.wishes import Wishes
from generator.model.blueprint import Blueprint
from generator.model.problem import Problem, RefusedError
from generator.model.question import Question
from generator.model.seed import Seed

TRIES = 40


class Choice:
    """A choice in the making: who is in, and what that forbids."""

    def __init__(self, wishes: Wishes, asks: Mapping[str, frozenset[str]]) -> None:
        self.wishes = wishes
        self.asks = asks
        self.chosen: dict[str, Question] = {}
        self.facts: Counter[str] = Counter()
        self.cells: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.topics: Counter[str] = Counter()

    def add(self, question: Question) -> None:
        self.chosen[question.id] = question
        self._count(question, 1)

    def drop(self, question: Question) -> None:
        del self.chosen[question.id]
        self._count(question, -1)

    def _count(self, question: Question, step: int) -> None:
        self.cells[self.wishes.cell(question)] += step
        self.kinds[question.kind] += step
        self.topics[question.topic_id] += step
        for fact in self.asks[question.id]:
            self.facts[fact] += step

    def has_room(self, question: Question) -> bool:
        """Whether its cell and its kind have a place left, and the kinds that are still short keep theirs."""
        wishes = self.wishes
        if self.cells[wishes.cell(question)] >= wishes.cells.get(wishes.cell(question), 0):
            return False
        if not wishes.kinds:
            return True
        left = sum(wishes.cells.values()) - len(self.chosen)
        owed = sum(max(0, low - self.kinds[kind]) for kind, (low, _) in wishes.kinds.items() if kind != question.kind)
        return self.kinds[question.kind] < wishes.kinds.get(question.kind, (0, left))[1] and owed < left

    def against(self, question: Question) -> list[Question]:
        """Those chosen that cannot stand in one paper with this question."""
        asks = self.asks[question.id]
        clash = self.wishes.facts_once and any(self.facts[fact] for fact in asks)
        return [
            other
            for other in self.chosen.values()
            if other.id in question.enemies or question.id in other.enemies or (clash and not asks.isdisjoint(self.asks[other.id]))
        ]

    @property
    def missing(self) -> dict[str, int]:
        """How many each cell is short."""
        return {cell: wanted - self.cells[cell] for cell, wanted in self.wishes.cells.items() if self.cells[cell] < wanted}


def choose(questions: Sequence[Question], blueprint: Blueprint, wishes: Wishes, seed: Seed, used: Collection[str] = ()) -> list[Question]:
    """Questions for one form; those in `used` (earlier forms) come last. Raises RefusedError that names each short
    cell, or each pick that does not fit."""
    asks = {question.id: question.all_asks for question in questions}
    if problems := list(_misplaced(questions, blueprint, Choice(wishes, asks))):
        raise RefusedError(problems)
    best: Choice | None = None
    for attempt in range(TRIES):
        ranks = seed.child("try", attempt) if attempt else seed
        late = used if attempt < TRIES // 2 else ()  # a small bank may need a question again to fill a cell at all
        order = sorted(questions, key=lambda question: (question.id in late, ranks.rank(question.id)))
        choice = _greedy(order, blueprint, Choice(wishes, asks), late)
        if not choice.missing:
            return list(choice.chosen.values())
        if best is None or sum(choice.missing.values()) < sum(best.missing.values()):
            best = choice
    assert best is not None
    raise RefusedError(_shortage(best, questions, blueprint))


def _misplaced(questions: Sequence[Question], blueprint: Blueprint, choice: Choice) -> Iterator[Problem]:
    """Picks for which there is no place, and picks that cannot stand in one paper with another."""
    by_id = {question.id: question for question in questions}
    for question in (by_id[name] for name in dict.fromkeys(blueprint.picks)):
        cell = choice.wishes.cell(question)
        wanted = choice.wishes.cells.get(cell, 0)
        if choice.cells[cell] >= wanted:
            message, hint = f"there is no place for {question.id}", "pick fewer questions, or ask for more items"
            yield Problem(blueprint.place, "blueprint-pick", message, got=f"{wanted} of {cell} in this paper", hint=hint)
        elif against := choice.against(question):
            message = f"{question.id} cannot stand beside {against[0].id}"
            yield Problem(blueprint.place, "blueprint-pick", message, got="they ask the same fact, or are enemies", hint="pick one of them")
        else:
            choice.add(question)


def _greedy(order: Sequence[Question], blueprint: Blueprint, choice: Choice, used: Collection[str]) -> Choice:
    picks = set(blueprint.picks)
    for question in order:
        if question.id in picks:
            choice.add(question)
    for spread, again in ((True, False), (False, False), (False, True)):  # one a topic, then whatever fits, then of earlier forms
        for question in order:
            wait = (spread and choice.topics[question.topic_id]) or (question.id in used and not again)
            if question.id not in choice.chosen and not wait and choice.has_room(question) and not choice.against(question):
                choice.add(question)
    for _ in range(3):
        if not choice.missing or not _repair(choice, order, picks):
            break
    return choice


def _repair(choice: Choice, order: Sequence[Question], picks: Collection[str]) -> bool:
    """Let a question of a short cell in by exchanging the one chosen question against it for another of that one's cell."""
    moved = False
    for question in order:
        cell = choice.wishes.cell(question)
        if question.id in choice.chosen or choice.cells[cell] >= choice.wishes.cells.get(cell, 0):
            continue
        against = choice.against(question)
        if len(against) != 1 or against[0].id in picks:
            continue
        out = against[0]
        choice.drop(out)
        if not choice.has_room(question):
            choice.add(out)
            continue
        choice.add(question)
        cell_out = choice.wishes.cell(out)
        stand_in = next((other for other in order if _fits(choice, other, cell_out) and other is not out), None)
        if stand_in is None:
            choice.drop(question)
            choice.add(out)
        else:
            choice.add(stand_in)
            moved = True
    return moved


def _fits(choice: Choice, question: Question, cell: str) -> bool:
    inside = question.id not in choice.chosen and choice.wishes.cell(question) == cell
    return inside and choice.has_room(question) and not choice.against(question)


def _shortage(choice: Choice, questions: Sequence[Question], blueprint: Blueprint) -> list[Problem]:
    problems = []
    for cell, short in choice.missing.items():
        there = [question for question in questions if choice.wishes.cell(question) == cell]
        idle = [question for question in there if question.id not in choice.chosen]
        blocked = sum(1 for question in idle if choice.against(question))
        reasons = f"{len(there)} of {cell} are in the bank for this paper"
        if blocked:
            reasons += f"; {blocked} of them ask a fact that is asked already or are enemies of one chosen"
        if len(idle) > blocked:
            reasons += f"; {len(idle) - blocked} are of a kind that has its number ({_kinds(choice.kinds, choice.wishes.kinds)})"
        wanted = choice.wishes.cells[cell]
        problems.append(
            Problem(
                blueprint.place,
                "blueprint-cell",
                f"{cell} is {short} short",
                expected=f"{wanted} items of {cell}",
                got=f"{wanted - short}; {reasons}",
                hint="ask for fewer items, allow more topics, or add a bank with --bank",
            )
        )
    return problems


def _kinds(have: Mapping[str, int], want: Mapping[str, tuple[int, int]]) -> str:
    return ", ".join(f"{kind} {have[kind]} of {low} to {high}" for kind, (low, high) in want.items())
