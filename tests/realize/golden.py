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

MATCHING = """
kind: matching
draw: 3
spare: 1
given: {site: {one_of: [shop, portal]}}
stem: "Match each need of a {{ site }} to what meets it."
pairs:
  store: {item: "Keep a file.", text: A bucket, why: "A bucket keeps files."}
  queue: {item: "Keep a message until it is read.", text: A queue, why: "A queue keeps messages."}
  count: {item: "Keep {{ fact['two'] }} numbers.", text: A counter, why: "A counter keeps numbers."}
  name: {item: "Keep a name.", text: A label, why: "A label keeps a name."}
  time: {item: "Keep the time.", text: A clock, why: "A clock keeps the time."}
distractors:
  wall: {text: A wall, why: "A wall keeps nothing."}
  door: {text: A door, why: "A door keeps nothing."}
"""

ORDERING = """
kind: ordering
draw: 4
stem: "In which order do these happen?"
steps:
  open: {text: It is opened., why: "What is closed cannot be read."}
  read: {text: It is read., why: "What is not read is not known."}
  check: {text: It is checked., why: "What is not known is not checked."}
  sign: {text: It is signed., why: "What is not checked is not signed."}
  send: {text: It is sent., why: "What is not signed is not sent."}
"""

ORDERING_BY_VALUE = """
kind: ordering
given: {near: {whole: [2, 30]}, far: {whole: [2, 30]}}
where: ["near != far", "near != fact['two'] * 9", "far != fact['two'] * 9"]
stem: "One way takes {{ near }} minutes, another {{ far }}, a third {{ fact['two'] }} times nine. Put them in order, the shortest first."
steps:
  one: {text: The first way, value: near, why: "It takes {{ near }} minutes."}
  two: {text: The second way, value: far, why: "It takes {{ far }} minutes."}
  three: {text: The third way, value: 'fact["two"] * 9', why: "It takes nine minutes {{ fact['two'] }} times."}
"""

ROWS = {"matching": (MATCHING, FACTS), "ordering": (ORDERING, FACTS), "ordering-by-value": (ORDERING_BY_VALUE, FACTS)}
QUESTIONS = {**BANK_EXAMPLES, "pool": (POOL, FACTS), "truth": (TRUTH, FACTS), **ROWS}


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
