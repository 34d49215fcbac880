"""Examwright: exam papers from a bank of facts and parametric questions. The one-page tour.

    question_bank/*.yaml --bank--> facts, questions, blueprints          --check--> problems (file:line:column)
    question + facts + seed --realize--> item (with its key)             .public() --> public item (without it)
    bank + blueprint + seed --assemble--> paper  ==> paper.json, the one record that every output is made from
    paper --render--> paper.html, paper.pdf, key.html, key.pdf, sheet.pdf
    scans --scan--> readings, doubts + what a person settled --> sittings
    responses.csv --> sittings;  paper + corrections + sittings --score--> results --render--> reports

Floors; imports go down, never up, never sideways (tests/test_floors.py):

    cli        the Typer app: problems become lines and an exit code
    commands   one verb, one file: paper print scan doubts grade check list show rebuild coverage errata affected new
    web        the Django site: pages on which a person settles doubts, on this machine only
    check      one rule a file over a bank that was read; proofs of questions in limited children, cached by content
    render     one Jinja2 environment; HTML, PDF (the only importer of WeasyPrint), key, answer sheet, reports; press: print runs, whose
               blocks are laid out once and placed many times
    scan       pages of any kind -> aligned -> identity and marks with their confidence -> a batch's account, doubts, sittings
    scan       pages, marks, identity; a batch's account of every page, doubts for a person, annotated sheets
    assemble   wishes -> choose -> realize -> letters -> paper; an order may be fulfilled in a limited child
    score      responses, mark (the one function that every way of sitting ends in), scale, gradebook
    realize    exact expressions and checked templates, draws at seed addresses, options, enumeration and proof
    bank       strict YAML that remembers its lines; collects every problem, then stops once
    kinds      choice multiple true_false numeric matching ordering: what a kind of question must offer, one file each
    model      frozen nouns, standard library only

Three things to know. A seed is a tree of addresses (`model/seed.py`): a draw hashes its own path, so adding a question, an option or
a parameter moves no other draw. An option has an author id (the misconception's name, on the key's side only) and a public id (a keyed
hash); everything that a candidate gets is built from public items, which cannot hold a key. And realizing ends when `paper.json` is
written: copies select and order (`model/paper.copy`), nothing is drawn again.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# The public API, imported when it is first asked for, so that `--help` stays instant.
_API = {
    "load_banks": ("generator.bank.read", "load_banks"),
    "prove": ("generator.realize.prove", "prove"),
    "realize_item": ("generator.realize.realize", "realize"),
    "build_paper": ("generator.assemble.build", "build_paper"),
    "copy": ("generator.model.paper", "copy"),
    "load_paper": ("generator.model.record", "load_paper"),
    "dump_paper": ("generator.model.record", "dump_paper"),
    "read_responses": ("generator.score.responses", "read_responses"),
    "mark": ("generator.score.mark", "mark"),
}
__all__ = ["__version__", *_API]


def __getattr__(name: str) -> Any:
    if name in _API:
        module, member = _API[name]
        return getattr(import_module(module), member)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
