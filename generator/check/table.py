"""Turn a rule's id into the rule: the one literal table of the family. The id is the file's name with hyphens."""

from __future__ import annotations

from generator.check import (
    duplicate_stem,
    letter_reference,
    question_proof,
    ranks,
    raw_html,
    typed_instruction,
    unsourced_fact,
    unused_name,
)
from generator.check.rule import Rule

RULES: dict[str, Rule] = {
    "duplicate-stem": duplicate_stem.find,
    "letter-reference": letter_reference.find,
    "question-proof": question_proof.find,
    "ranks": ranks.find,
    "raw-html": raw_html.find,
    "typed-instruction": typed_instruction.find,
    "unsourced-fact": unsourced_fact.find,
    "unused-name": unused_name.find,
}
