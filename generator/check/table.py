"""Turn a rule's id into the rule: the one literal table of the family. The id is the file's name with hyphens."""

from __future__ import annotations

from generator.check import (
    banned_phrase,
    duplicate_stem,
    guessed_bank,
    guessed_question,
    letter_reference,
    missing_why,
    near_duplicate_stem,
    plain_negative,
    question_proof,
    ranks,
    raw_html,
    reading_level,
    retired_service,
    typed_instruction,
    typed_number,
    unparallel_options,
    unsourced_fact,
    unused_name,
)
from generator.check.rule import Rule

RULES: dict[str, Rule] = {
    "banned-phrase": banned_phrase.find,
    "duplicate-stem": duplicate_stem.find,
    "guessed-bank": guessed_bank.find,
    "guessed-question": guessed_question.find,
    "letter-reference": letter_reference.find,
    "missing-why": missing_why.find,
    "near-duplicate-stem": near_duplicate_stem.find,
    "plain-negative": plain_negative.find,
    "question-proof": question_proof.find,
    "ranks": ranks.find,
    "raw-html": raw_html.find,
    "reading-level": reading_level.find,
    "retired-service": retired_service.find,
    "typed-instruction": typed_instruction.find,
    "typed-number": typed_number.find,
    "unparallel-options": unparallel_options.find,
    "unsourced-fact": unsourced_fact.find,
    "unused-name": unused_name.find,
}
