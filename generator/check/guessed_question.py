"""Turn a question whose key can be told without the subject into a warning.

In nine of ten of its variants, as they would be printed, the same guesser ticks the key, and clearly: the longest option is longer
by a quarter and twelve characters than the next, the one that shares words with the stem shares two more, the odd one is odd in two
more ways. Letters and middle numbers are as clear as they are; where `ranks` has spoken, and of true and false, nothing more is said.

Bad: `key: {text: "Turn on versioning and replicate the bucket to another Region"}` beside `Buy a disk` and `Call support`.
Good: distractors that say as much as the key, in its form and with as many of the stem's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.check.guessers import GUESSERS
from generator.check.ranks import FEWEST
from generator.check.rule import Finding
from generator.model.bank import Bank
from generator.model.problem import Problem
from generator.model.question import Question
from generator.realize.prove import Proof

NEARLY_ALL = 90
"""Of a hundred variants."""


def find(bank: Bank, proofs: Mapping[str, Proof]) -> Iterator[Finding]:
    """Questions that a guesser wins clearly in nearly all variants."""
    for id, proof in proofs.items():
        question = bank.questions[id]
        if question.kind == "true_false" or any(problem.severity == "error" for problem in proof.problems):
            continue
        for tally in proof.tallies:
            guesser = GUESSERS[tally.guesser]
            if tally.sure * 100 >= NEARLY_ALL * tally.played and (guesser.reads or not 0 < len(proof.ranks) < FEWEST):
                yield Finding(_problem(question, tally.guesser, f"{tally.sure:,} of {tally.played:,} games"), id)


def _problem(question: Question, name: str, often: str) -> Problem:
    guesser = GUESSERS[name]
    several = "s" if question.right > 1 and name != "first ones" else ""
    message = f"who knows nothing and ticks {guesser.picks}{several} is right"
    return Problem(question.place, "guessed-question", message, f"less than {NEARLY_ALL} in 100", often, guesser.mend, "warning")
