"""Turn a new file's path into a text that works from the start and shows how the format goes."""

from __future__ import annotations

from pathlib import Path

from generator.bank.fields import is_id
from generator.bank.folders import is_bank_name
from generator.model.files import write_file
from generator.model.place import Place
from generator.model.problem import Problem, RefusedError, refuse

EXPECTED = "small letters, digits and single hyphens"

BLUEPRINT = """\
# What a paper is made of. Change the numbers; `examwright paper starter --bank THIS-FOLDER` makes it.
format: 1
blueprint: starter
title: My first paper
minutes: 10
cut: 720
scoring: all-or-nothing
items: 3
domains: any
never_twice: asked facts
"""

TOPIC = """\
# One topic: the facts that your notes hold, and the questions that ask them.
format: 1
topic: TITLE
notes: [1, 20]                  # the lines of your notes that it comes from
domain: high-performing         # secure | resilient | high-performing | cost-optimized

facts:
  minutes-per-hour:
    says: An hour has sixty minutes.
    value: 60
    unit: minutes
    line: 3
    source: "your notes"
    as_of: 2026-01-01
  week-length:
    says: A week has seven days.
    value: 7
    unit: days
    line: 5
    source: "your notes"
    as_of: 2026-01-01
  leap-year:
    says: A year divisible by 4 is a leap year, except full centuries that 400 does not divide.
    line: [7, 9]
    source: "your notes"
    as_of: 2026-01-01

questions:
  lessons:                      # numbers are drawn, the key and each wrong answer are computed
    kind: choice
    asks: [minutes-per-hour]
    level: apply                # remember | understand | apply | analyze
    difficulty: 2               # 1 to 5
    seconds: 60
    given:
      hours: {whole: [3, 9]}
      length: {one_of: [20, 30, 45]}
    where:
      - hours * fact["minutes-per-hour"] % length == 0
    let:
      lessons: hours * fact["minutes-per-hour"] / length
      pauses: lessons - 1
      doubled: lessons * 2
      per_hour: hours * 2
      off_by_one: lessons + 1
      product: hours * length
    stem: |
      A school is open for {{ hours }} hours and a lesson takes {{ length }} minutes without a break between lessons.
      How many lessons fit into the day?
    key:
      text: "{{ lessons }}"
      why: "{{ hours }} hours are divided into parts of {{ length }} minutes."
    distractors:                # named after the mistake; in order of preference
      counted-pauses: {text: "{{ pauses }}", why: "This counts the gaps between lessons."}
      one-too-many: {text: "{{ off_by_one }}", why: "This counts both ends of the day."}
      twice: {text: "{{ doubled }}", why: "This counts each lesson twice."}
      halves: {text: "{{ per_hour }}", why: "This takes every lesson for half an hour."}
      multiplied: {text: "{{ product }}", why: "This multiplies hours by minutes."}
    examples:                   # worked by hand; run by `examwright check`
      - {given: {hours: 6, length: 45}, key: "8"}

  days:
    kind: numeric
    asks: [week-length]
    level: apply
    difficulty: 1
    seconds: 40
    unit: days
    given:
      weeks: {whole: [2, 30]}
    let:
      days: weeks * fact["week-length"]
      working: weeks * 5
    stem: How many days are {{ weeks }} weeks?
    answer: {value: days, tolerance: 0, why: "Each of the {{ weeks }} weeks has {{ fact['week-length'] }} days."}
    wrong:
      working-days: {value: working, why: "This counts working days only."}
    examples:
      - {given: {weeks: 4}, answer: 28}

  leap:                         # a pool of right and wrong options; each paper draws from it
    kind: choice
    asks: [leap-year]
    level: understand
    difficulty: 2
    seconds: 40
    stem: Which of these years is a leap year?
    keys:
      plain: {text: "2024", why: "It is divisible by 4 and no full century."}
      century: {text: "2000", why: "It is a full century, and 400 divides it."}
    distractors:
      full-century: {text: "1900", why: "It is a full century that 400 does not divide."}
      even: {text: "2022", why: "It is even, and 4 does not divide it."}
      odd: {text: "2023", why: "It is odd, so 4 does not divide it."}
      next-century: {text: "2100", why: "400 divides every fourth full century, and not this one."}
"""


def check_bank_name(folder: Path) -> None:
    """Raises RefusedError for a folder that `check` would refuse for its name."""
    if not is_bank_name(folder.resolve().name):
        raise refuse(str(folder), "bad-id", "this cannot name a bank", expected=f"{EXPECTED}, no spaces", got=folder.name)


def check_topic_names(path: Path) -> None:
    """Raises RefusedError for a topic's file, or the chapter it lies in, that `check` would refuse for its name."""
    chapter = path.parts[-2:-1] if len(path.parts) > 2 else ()
    for name in (path.stem, *chapter):
        if not is_id(name):
            raise refuse(str(path), "bad-id", "this cannot name a chapter or a topic", expected=EXPECTED, got=name)


def write_new(files: dict[Path, str]) -> None:
    """Write files that do not exist yet. Raises RefusedError, before anything is written, if one does."""
    there = [path for path in files if path.exists()]
    if there:
        hint = "choose another name, or delete it first"
        raise RefusedError(
            Problem(Place(str(path)), "file-exists", "the file is there already and is left as it is", hint=hint) for path in there
        )
    for path, text in files.items():
        write_file(path, text)
