"""Turn a question into the texts and the expressions in it, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.question import Question, Source


def code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where `{{ }}` and `{% %}` stand in a template, in one pass however the text is made."""
    closings = {"{{": "}}", "{%": "%}"}
    at = text.find("{")
    while at >= 0:
        closing = closings.get(text[at : at + 2], "")
        end = text.find(closing, at + 2) if closing else -1
        if end >= 0:
            yield at, end + 2
        elif closing:
            del closings[text[at : at + 2]]  # none is closed from here on; do not search again
        at = text.find("{", end + 2 if end >= 0 else at + 1)


def reasons(question: Question) -> Iterator[Source]:
    """What explains the key: each option's why, and the explanation."""
    yield from (option.why for option in (*question.keys, *question.distractors, *question.wrong))
    if question.distractors_from is not None:
        yield question.distractors_from.why
    if question.answer is not None:
        yield question.answer.why
    if question.explanation is not None:
        yield question.explanation


def texts(question: Question) -> Iterator[Source]:
    """Every template: stem, options, reasons, fields of rows, unit."""
    yield question.stem
    yield from (option.item for option in question.keys if option.item is not None)
    yield from (option.text for option in (*question.keys, *question.distractors))
    if question.distractors_from is not None:
        yield question.distractors_from.text
    for row in (row for table in question.rows.values() for row in table):
        yield from (member for member in row.fields.values() if isinstance(member, Source))
    if question.unit is not None:
        yield question.unit
    yield from reasons(question)


def expressions(question: Question) -> Iterator[Source]:
    """Every expression: where, let, the answer, the wrong answers, what orders steps."""
    yield from question.where
    yield from (source for _, source in question.let)
    yield from (option.value for option in (*question.keys, *question.wrong) if option.value is not None)
    if question.answer is not None:
        yield from (question.answer.value, question.answer.tolerance)


def sources(question: Question) -> Iterator[Source]:
    """Every text and every expression."""
    yield from texts(question)
    yield from expressions(question)
