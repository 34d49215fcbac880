"""Turn the folder `templates/` into the one Jinja2 environment that every page is made with."""

from __future__ import annotations

import base64
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.model.fact import FactNote
from generator.model.resources import data_dir
from generator.render.commonmark import flowing, inline


def css_text(text: str) -> Markup:
    """The text as a CSS string in which nothing can end the string or the element around it."""
    safe = "".join(character if character.isalnum() or character in " -.,:;()" else f"\\{ord(character):06x} " for character in text)
    return Markup(f'"{safe}"')


def note_lines(lines: tuple[int, int]) -> str:
    """Where a fact stands in the notes: `Notes line 1482` or `Notes lines 2210-2213` (with a dash)."""
    first, last = lines
    return f"Notes line {first}" if first == last else f"Notes lines {first}\u2013{last}"


def sentence(text: str) -> str:
    """The text with its first letter in upper case, and the others as they are."""
    return text[:1].upper() + text[1:]


def fact_source(fact: FactNote) -> str:
    """Where a fact was looked up, and when."""
    return f"{fact.source}{', as of ' if fact.as_of else ''}{fact.as_of}."


@cache
def environment() -> Environment:
    """Autoescape is on and an undefined name is an error; `markdown` and `inline` are the only ways from text to markup."""
    found = Environment(
        loader=FileSystemLoader(data_dir("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    found.filters["markdown"] = flowing
    found.filters["inline"] = inline
    found.filters["css_text"] = css_text
    found.filters["base64"] = lambda text: base64.b64encode(text.encode()).decode()
    found.filters["lines"] = note_lines
    found.filters["source"] = fact_source
    found.filters["sentence"] = sentence
    return found


def page(template: str, **names: object) -> str:
    """The template filled in."""
    return environment().get_template(template).render(**names)


@cache
def asset(name: str) -> Markup:
    """One of our own style sheets or scripts, to stand inside a page. Raises ValueError where it would end its own element."""
    text = (data_dir("templates") / name).read_text(encoding="utf-8").strip()
    if "</" in text or "<!--" in text:
        raise ValueError(f"{name} holds `</` or `<!--`, which would end the element it stands in")
    return Markup(text)
