"""Turn a question into its proof and how each guesser fares in it: it plays every variant that is proved, as it would be printed."""

from __future__ import annotations

import contextlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import comb

from generator.check.guessers import GUESSERS, Guesser, Sight
from generator.model.fact import Fact
from generator.model.question import Question
from generator.model.seed import Seed
from generator.realize.compiler import Values
from generator.realize.items import arranged
from generator.realize.options import Candidate, are_numbers
from generator.realize.parts import Program
from generator.realize.program import compile_question
from generator.realize.prove import Proof, Tally, prove
from generator.realize.trouble import AuthorError

KINDS = frozenset({"choice", "multiple", "true_false"})
FEWEST = 32
"""A question with fewer variants is played so often, each time with other options and in another order."""
STEPS_TO_PLAY = 8_000_000
STEPS_OF_A_GAME = 600
"""Steps are those of `realize.limits`; a question with many long texts is not played to its end."""


def played(question: Question, facts: Mapping[str, Fact]) -> Proof:
    """The proof of one question, with its tallies where its kind has options to guess from."""
    if question.kind not in KINDS:
        return prove(question, facts)
    player = Player(compile_question(question, facts))
    proof = prove(question, facts, player.play)
    return replace(proof, tallies=player.tallies())


def share(scores: Sequence[int], right: Sequence[int]) -> tuple[int, int]:
    """The part of its games that a guesser wins with these scores, numerator and denominator: those that are tied share."""
    count = len(right)
    if count == 1:
        key = right[0]
        return (0, 1) if max(scores) > scores[key] else (1, scores.count(scores[key]))
    least = sorted(scores, reverse=True)[count - 1]
    above = [at for at, score in enumerate(scores) if score > least]
    if not all(at in right for at in above):
        return 0, 1
    tied = [at in right for at, score in enumerate(scores) if score == least]
    free = count - len(above)
    return comb(sum(tied), free), comb(len(tied), free)


@dataclass(slots=True)
class _Score:
    played: int = 0
    sure: int = 0
    won: Counter[tuple[int, int]] = field(default_factory=Counter)


class Player:
    """All guessers at one question."""

    def __init__(self, program: Program) -> None:
        self.program = program
        reads = program.question.kind != "true_false"
        self._guessers = {name: guesser for name, guesser in GUESSERS.items() if reads or not guesser.reads}
        self._seed = Seed.of("guessers").child(program.question.id)
        self._scores: dict[str, _Score] = defaultdict(_Score)
        self._points: list[Values] = []
        self._games = self._steps = self._chance = 0

    def play(self, values: Values) -> None:
        """One game at one point."""
        if len(self._points) < FEWEST:
            self._points.append(values)
        if self._steps < STEPS_TO_PLAY:
            with contextlib.suppress(AuthorError):  # the proof has it
                self._game(values, self._seed.child(self._games))
        self._games += 1

    def _game(self, values: Values, seed: Seed) -> None:
        program = self.program
        options = arranged(program, values, seed, None).options
        right = [at for at, option in enumerate(options) if option.right]
        sight = _sight(program, values, options, seed)
        self._steps += STEPS_OF_A_GAME + (program.point_cost - program.try_cost + sum(map(len, sight.read))) // 2
        self._chance = comb(len(options), len(right))
        for name, guesser in self._guessers.items():
            scores = guesser.score(sight)
            if scores is not None:
                _add(self._scores[name], guesser, scores, right)

    def tallies(self) -> tuple[Tally, ...]:
        """How all of them fared; few points are played again."""
        points = self._points
        for at in range(FEWEST - len(points) if points else 0):
            self.play(points[at % len(points)])
        return tuple(_tally(name, score, self._chance) for name, score in self._scores.items())


def _sight(program: Program, values: Values, options: list[Candidate], seed: Seed) -> Sight:
    dice = seed.key * (len(options) // len(seed.key) + 1)
    texts = [option.text for option in options]
    return Sight(texts, program.question.right, are_numbers(options), dice[: len(options)], lambda: program.stem.render(values))


def _add(score: _Score, guesser: Guesser, scores: Sequence[int], right: list[int]) -> None:
    score.played += 1
    won = share(scores, right)
    if won[0]:
        score.won[won] += 1
        if won == (1, 1):
            order = sorted(scores, reverse=True)
            score.sure += len(order) > len(right) and guesser.is_sure(order[len(right) - 1], order[len(right)])


def _tally(name: str, score: _Score, chance: int) -> Tally:
    won = sum((Fraction(*part) * times for part, times in score.won.items()), Fraction())
    return Tally(name, score.played, (won.numerator, won.denominator), score.sure, chance)
