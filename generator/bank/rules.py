"""Turn a reader's rule id into its meaning: the one literal table of what the reader finds by itself.

Rules that need the whole bank or the proof have a file each in `generator/check`.
"""

from __future__ import annotations

RULES: dict[str, str] = {
    "alias": "YAML anchors (&x), aliases (*x) and tags (!x) are not taken: they hide what a file holds",
    "bad-id": "an id is small letters, digits and hyphens; a name in expressions is a Python identifier",
    "bad-value": "the value is of the right type and not one that the field takes",
    "bank-folder": "a bank is a folder of <chapter>/<topic>.yaml, blueprints/*.yaml and notes.yaml",
    "blueprint-cells": "a blueprint counts either by domain (scored, pilots) or as a whole (items, domains)",
    "duplicate-id": "two things of one bank have the same id, so one of them would vanish",
    "duplicate-key": "a mapping has a key twice, so one of them would vanish",
    "example": "an example names givens of its question and says what the key or the answer is",
    "fact-in-use": "a fact marked unverified or superseded is asked, used or referred to",
    "file-size": "a file is larger than 1 MB",
    "invisible": "a character that cannot be seen, or that turns the direction of text",
    "missing-field": "a field that must be there is not",
    "missing-why": "an option without a reason; every option has its own",
    "nesting": "brackets and indentation go deeper than 20",
    "number": "a number with leading zeros or more digits than any fact has",
    "tab": "a tab; YAML is indented with spaces",
    "too-many": "more problems in one file than are of use at once",
    "unknown-chapter": "a chapter that the bank does not have",
    "unknown-fact": "a fact that the bank does not have",
    "unknown-field": "a field that the format does not have",
    "unknown-kind": "a kind of question that there is not",
    "unknown-option": "an option id that the question does not have",
    "unknown-question": "a question that the bank does not have",
    "unknown-table": "a table of rows that the question does not have",
    "unknown-topic": "a topic that the bank does not have",
    "wrong-type": "a value of another type than the field takes",
    "yaml-documents": "a second YAML document in one file, or a directive",
    "yaml-syntax": "the file is not YAML",
}

# A question with one of these is still complete enough to be proved, so that one run finds everything.
HARMLESS = frozenset({"unknown-field", "missing-why", "fact-in-use", "unknown-question", "too-many"})
