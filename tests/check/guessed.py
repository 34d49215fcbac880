"""Turn texts of options into banks for guessers to play on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from generator.bank.read import Reading, read_banks

HEAD = "format: 1\ntopic: Guessed\ndomain: secure\nfacts:\n  f: {says: Two is two., value: 2}\nquestions:\n"
COMMON = "asks: [f], level: apply, difficulty: 1, seconds: 30"
NAMES = ("alder", "birch", "cedar", "dogwood", "elm", "fir", "gum", "hazel")


def choice(key: str, *others: str, stem: str = "Which of these is right?") -> str:
    """A question as one line of YAML, without its name."""
    wrong = ", ".join(f'd{at}: {{text: "{text}", why: "It is not right."}}' for at, text in enumerate(others))
    return f'{{kind: choice, {COMMON}, stem: "{stem}", key: {{text: "{key}", why: "It is right."}}, distractors: {{{wrong}}}}}'


def multiple(keys: Sequence[str], others: Sequence[str], right: int = 2) -> str:
    """Several right among five."""
    pools = [
        ", ".join(f'{letter}{at}: {{text: "{text}", why: "Because."}}' for at, text in enumerate(texts))
        for letter, texts in (("k", keys), ("d", others))
    ]
    return f'{{kind: multiple, {COMMON}, right: {right}, stem: "Which?", keys: {{{pools[0]}}}, distractors: {{{pools[1]}}}}}'


def bank(folder: Path, *questions: str, name: str = "mine") -> Reading:
    """A bank with these questions, `q0` and so on."""
    path = folder / name / "part" / "topic.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + "".join(f"  q{at}: {question}\n" for at, question in enumerate(questions)), encoding="utf-8")
    reading = read_banks([folder / name])
    assert not reading.errors, reading.problems
    return reading


def many(folder: Path, number: int, make: Callable[[int], str], name: str = "mine") -> Reading:
    """A bank of so many questions."""
    return bank(folder, *(make(at) for at in range(number)), name=name)
