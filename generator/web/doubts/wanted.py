"""Turn a form that came back into the value it means, or into a sentence that says why it means none."""

from __future__ import annotations

from typing import Any

from generator.model.batch import BLANK, IGNORE, INVALID
from generator.model.scan import Doubt
from generator.web.doubts.desk import Asked, Desk

LONGEST = 60


def wanted(desk: Desk, batch: str, doubt: Doubt, asked: Asked, form: Any) -> str:
    """The value of a decision. Raises ValueError with a sentence for the person."""
    action = form.get("action", "")
    if action in ("blank", "invalid") and doubt.kind in ("marks", "written"):
        return BLANK if action == "blank" else INVALID
    if action != "save":
        raise ValueError("The form does not say what to do.")
    if doubt.kind == "marks":
        letters = set(form.getlist("letter"))
        if not letters <= set(asked.letters):
            raise ValueError("A letter is not one of this question's.")
        return "".join(letter for letter in asked.letters if letter in letters) or BLANK
    given = [" ".join(form.get(field, "").split()) for field in ("typed", "choice")]
    if all(given) and given[0] != given[1]:
        raise ValueError("One is chosen and another one is typed: which is it?")
    text = given[0] or given[1]
    if len(text) > LONGEST or not text.isprintable():
        raise ValueError(f"The text is longer than {LONGEST} characters, or holds one that cannot be printed.")
    if not text:
        raise ValueError("Type what is written, or say that it is blank." if doubt.kind == "written" else "Choose one, or type one.")
    names = desk.candidates(batch)
    if doubt.kind == "identity" and names and text not in (*names, IGNORE):
        raise ValueError(f"Nobody on the list has the number {text}.")
    return text
