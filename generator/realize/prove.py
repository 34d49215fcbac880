"""Turn a question into a proof of what is mechanical about it, over its whole space or as much of it as is looked at.

Of each variant: so many right options, all distinct as printed, enough distractors, no text empty or with a placeholder, every number
printable; and over all of them: examples hold, a stem has one key, no distractor and no wrong number is there for nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from generator.model.fact import Fact
from generator.model.problem import Problem
from generator.model.question import Question
from generator.realize import space
from generator.realize.compiler import Values
from generator.realize.examples import run_examples
from generator.realize.ledger import Ledger
from generator.realize.limits import MOST_FAILURES, MOST_VARIANTS, SAMPLES, STEPS_TO_PROVE, STEPS_TO_SAMPLE
from generator.realize.parts import Program
from generator.realize.point import Prover
from generator.realize.program import compile_question
from generator.realize.trouble import AuthorError
from generator.realize.variants import variant

RAREST = 100
"""Conditions hold for one in so many draws at least: else `realize`, which tries a thousand, might find none."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How one who guesses fares in a question: of the items `played`, `won` (numerator, denominator; ties share a win), of which
    `sure` clearly; chance wins one in `chance`."""

    guesser: str
    played: int
    won: tuple[int, int]
    sure: int
    chance: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved. `space` is the number of variants (dressing apart) where all were looked at, else None.

    `ranks` are the ranks, counted from 0, that the key of sorted options can have; `dressing` are the givens that reach the stem only;
    `tallies` are there where somebody watched and played.
    """

    problems: tuple[Problem, ...] = ()
    space: int | None = None
    checked: int = 0
    exhaustive: bool = False
    ranks: tuple[int, ...] = ()
    dressing: tuple[str, ...] = ()
    variants: int = 0
    tallies: tuple[Tally, ...] = ()


def prove(question: Question, facts: Mapping[str, Fact], watch: Callable[[Values], None] | None = None) -> Proof:
    """The proof of one question; its problems are all there are, those of compiling included. `watch` gets each point proved."""
    program = compile_question(question, facts)
    if not program.sound:
        return Proof(program.problems)
    return _Run(program).proof(watch or (lambda values: None))


class _Run:
    """One proof on its way. `looked_at` counts the points drawn, `failed` those at which a condition or a `let` failed."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.ledger = Ledger()
        self.prover = Prover(program, self.ledger)
        self.extra: list[Problem] = []
        self.looked_at = self.failed = 0

    def proof(self, watch: Callable[[Values], None]) -> Proof:
        """All points where they are few enough, else samples and edges."""
        program = self.program
        most = min(MOST_VARIANTS, STEPS_TO_PROVE // program.point_cost)
        found = self._all(most) if space.is_small(program) else None
        exhaustive = found is not None
        names: set[str] = set()
        checked = 0
        for values in self._some(most) if found is None else found:
            names.add(variant(program, values))
            checked += 1
            self.prover.look_at(values)
            watch(values)
        self._judge(checked, min(SAMPLES, most), exhaustive)
        sets = self._key_sets()
        problems = [
            *program.problems,
            *self.ledger.problems(checked + self.failed),
            *self.extra,
            *self.prover.conclusions(),
            *(run_examples(program) if names else ()),
        ]
        return Proof(
            problems=tuple(dict.fromkeys(problems)),
            space=checked * sets if exhaustive else None,
            checked=checked * sets,
            exhaustive=exhaustive,
            ranks=tuple(sorted(self.prover.ranks)),
            dressing=tuple(given.name for given in program.givens if given.dressing),
            variants=len(names) * sets,
        )

    def _key_sets(self) -> int:
        question = self.program.question
        return math.comb(len(question.keys), question.right) if question.truth is None and question.keys else 1

    def _holds(self, values: Values) -> bool:
        """Whether the conditions hold; a failure on the way is recorded."""
        self.looked_at += 1
        try:
            self.program.fill(values)
            return self.program.settle(values)
        except AuthorError as error:
            self.failed += 1
            self.ledger.record(error, self.program.placed(error), variant(self.program, values))
            return False

    def _all(self, most: int) -> list[Values] | None:
        """Every point whose conditions hold, or None where they are more than are proved one by one."""
        found = []
        for values in space.points(self.program):
            if self._holds(values):
                found.append(values)
                if len(found) > most:
                    self.looked_at = self.failed = 0
                    self.ledger.clear()
                    return None
        return found

    def _some(self, most: int) -> Iterator[Values]:
        """Edges and samples; of a dear question fewer."""
        ends = list(islice(space.edges(self.program), max(1, most // 2)))
        number = SAMPLES if most >= SAMPLES else max(1, most - len(ends))
        for attempts in chain(ends, space.samples(self.program, number)):
            for values in attempts:
                if self._holds(values):
                    yield values
                    break
                if self.failed > MOST_FAILURES or self.looked_at * self.program.try_cost > STEPS_TO_SAMPLE:
                    return

    def _judge(self, checked: int, wanted: int, exhaustive: bool) -> None:
        """What the numbers of points say about the conditions, and about the size of the question."""
        where = self.program.question.where
        place = where[0].place if where else self.program.question.place
        if not checked:
            if not self.failed:
                message = f"the conditions hold in none of {self.looked_at:,} points"
                self.extra.append(Problem(place, "where-never", message, hint="widen what is drawn, or the conditions"))
            return
        if checked * RAREST < self.looked_at or (not exhaustive and not self.failed and checked < wanted):
            message = f"the conditions hold in {checked:,} of {self.looked_at:,} points only"
            self.extra.append(Problem(place, "where-rare", message, hint="draw closer to what is wanted"))
        if not exhaustive and wanted < SAMPLES:
            message = f"this question is too large to be proved: {wanted:,} points are looked at, and not {SAMPLES:,}"
            hint = "fewer rows, options, long texts or long lists"
            self.extra.append(Problem(self.program.question.place, "question-too-large", message, hint=hint))
