"""Turn the questions of the golden file into items, and write the file when asked to (`python -m tests.realize.golden`).

The file says what was drawn once; a change that moves any draw of an unchanged question shows as a difference.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.model.record import plain
from generator.model.seed import Seed
from generator.realize.realize import realize
from tests.realize.questions import BANK_EXAMPLES, FACTS, question_of

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "realize.json"
VARIANTS = 6

POOL = """
kind: choice
given:
  sites: {some_of: {k: 2, from: [Oslo, Rome, Lima, Bonn]}}
  size: {fact: sizes}
  share: {decimal: [0.25, 2.5], step: 0.25}
  hot: {one_of: [true, false]}
where: [share != 1]
let:
  part: size * share
stem: |
  Two sites, {{ sites | and_list }}, keep {{ size | plural("copy", "copies") }} of {{ share }} TB
  {% if hot %}and read them daily{% else %}and never read them{% endif %}. What is true?
keys:
  whole: {text: "It is {{ part | places(2) }} TB", why: "{{ size }} times {{ share }}.", asks: [sizes]}
  first: {text: "{{ sites[0] }} keeps some of it", why: "It is a site.", asks: [names]}
distractors:
  none: {text: "Nothing is kept", why: "Something is."}
  never: {text: "It can never be read", why: "It can."}
  last: {text: "It is lost within a day", why: "It is not."}
pin: {last: never}
explanation: "Sizes are {{ fact['sizes'] | or_list }}."
asks: []
"""

TRUTH = """
kind: true_false
given: {n: {whole: [1, 9]}}
stem: "Is {{ n }} a number?"
key: true
why: {"true": "It is one.", "false": "It is not nothing."}
"""

QUESTIONS = {**BANK_EXAMPLES, "pool": (POOL, FACTS), "truth": (TRUTH, FACTS)}


def items_of(body: str, facts: str = FACTS, count: int = VARIANTS) -> list[dict[str, Any]]:
    """The first variants of a question, as plain data."""
    question, known = question_of(body, facts)
    root = Seed.of("golden")
    return [plain(realize(question, known, root.child("question", "q", at), root.child("public", at))) for at in range(count)]


def golden() -> str:
    """The golden file's text."""
    found = {name: items_of(body, facts) for name, (body, facts) in QUESTIONS.items()}
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    GOLDEN.write_text(golden(), encoding="utf-8")
