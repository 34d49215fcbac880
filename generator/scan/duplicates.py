"""Turn two pages of the same side into the verdict whether they say the same, and into a doubt where they do not."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.scan import Doubt, PageReading


def same_marks(first: PageReading, second: PageReading) -> bool:
    """Whether all marks that are clear on both pages agree, written numbers are on both or neither, and the candidate's number fits.

    What is written in a box is not compared: only a person can read it.
    """
    if first.digest == second.digest:
        return True
    others = {(one.question, one.row, one.option): one.state for one in second.bubbles}
    pairs = [(one.state, others.get((one.question, one.row, one.option))) for one in first.bubbles]
    if any("doubtful" not in pair and (pair[0] == "filled") != (pair[1] == "filled") for pair in pairs):
        return False
    if {one.question: one.state for one in first.write_ins} != {one.question: one.state for one in second.write_ins}:
        return False
    digits = list(zip(first.number, second.number, strict=False))
    return all("?" in pair or pair[0] == pair[1] for pair in digits)


def which_page(pages: Sequence[PageReading], side: int) -> Doubt:
    """Which of several pages of one side counts."""
    first = pages[0]
    choices = tuple(labels(pages))
    why = f"side {side} came {len(pages)} times with different marks ({', '.join(choices)}): which one counts?"
    name = f"{first.digest[:12]}-which"
    return Doubt(name, "page", first.source, first.page, first.code, 0, 0, choices[0], why, choices)


def labels(pages: Sequence[PageReading]) -> list[str]:
    """`scans.pdf:3`, with a part of the picture's digest where two files have one name."""
    plain = [f"{one.source}:{one.page}" for one in pages]
    return [name if plain.count(name) == 1 else f"{name}:{one.digest[:6]}" for name, one in zip(plain, pages, strict=True)]
