"""Turn a guesser that beats chance over a whole bank into a warning.

Each question with options counts once, by the part of its variants that the guesser wins. The sampling error is that of chance when
every question is answered once, as a candidate does who sits the whole bank. Over a bank of fewer than 50 questions nothing is said.

Bad: the key is the longest option in 300 of 820 questions of four options.
Good: it is in about 205 of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf, sqrt
from os.path import commonpath
from statistics import fmean

from generator.check.guessers import GUESSERS
from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.place import Place
from generator.model.problem import Problem
from generator.realize.prove import Proof

FEWEST = 50
MOST_ERRORS = 2.5
"""A guesser may be so many standard errors above chance over all questions: luck alone puts one of the dozen there in 15 banks,"""
MOST_ERRORS_OF_A_KIND = 3.0
"""and over the questions of one kind so many: there are two or three times as many comparisons, and each is of fewer questions."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a guesser fares over a bank's questions (of one `kind`, or of all): mean part `won`, mean part that `chance` wins, and how
    many standard errors (`z`) lie between them."""

    guesser: str
    kind: str
    questions: int
    won: float
    chance: float
    z: float

    @property
    def beats_chance(self) -> bool:
        """By more than the sampling error; the random one, who is there to be compared with, is left in peace."""
        return self.guesser != "random" and self.questions >= FEWEST and self.z > (MOST_ERRORS_OF_A_KIND if self.kind else MOST_ERRORS)


def standings(bank: Bank, proofs: Mapping[str, Proof], name: str) -> list[Standing]:
    """Each guesser over the sound questions of the bank of that name, then over those of each kind, where there are several."""
    parts: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for id, proof in proofs.items():
        if id.startswith(f"{name}/") and not any(problem.severity == "error" for problem in proof.problems):
            for tally in proof.tallies:
                won, of = tally.won
                for kind in ("", bank.questions[id].kind):
                    parts[kind, tally.guesser].append((won / of / tally.played, 1 / tally.chance))
    kinds = sorted({kind for kind, _ in parts})
    shown = kinds if len(kinds) > 2 else kinds[:1]
    return [_standing(guesser, kind, parts[kind, guesser]) for kind in shown for guesser in GUESSERS if (kind, guesser) in parts]


def _standing(guesser: str, kind: str, parts: Sequence[tuple[float, float]]) -> Standing:
    won, chance = fmean(part for part, _ in parts), fmean(part for _, part in parts)
    error = sqrt(sum(part * (1 - part) for _, part in parts)) / len(parts)
    above = won - chance
    return Standing(guesser, kind, len(parts), won, chance, above / error if error else inf if above > 0 else 0.0)


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Who beats chance, at the bank's folder; over one kind only where it is not said of the whole bank already."""
    for name, _ in bank.digests:
        files = [question.place.file for id, question in bank.questions.items() if id.startswith(f"{name}/")]
        said = set()
        for standing in standings(bank, proofs, name):
            if standing.beats_chance and standing.guesser not in said:
                said.add(standing.guesser)
                yield Finding(_problem(standing, Place(commonpath(files))))


def _problem(standing: Standing, place: Place) -> Problem:
    guesser, of = GUESSERS[standing.guesser], f"{standing.questions} {standing.kind} questions".replace("  ", " ")
    message = f"{standing.guesser} wins {standing.won:.1%} of {of}, chance {standing.chance:.1%}".replace("%", " %")
    found = f"{standing.z:.1f} standard errors above chance"
    most = f"at most {MOST_ERRORS_OF_A_KIND if standing.kind else MOST_ERRORS}"
    return Problem(place, "guessed-bank", message, most, found, f"{guesser.mend}; see `check --guessers`", "warning")
