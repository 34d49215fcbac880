"""Turn an order for a paper (banks, blueprint, changes, seed) into the paper, here or in a child with limits.

The child is for banks that are not ours: what it may not do (hang, take the memory) the operating system sees to.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.assemble.build import build_paper
from generator.assemble.wishes import changed
from generator.bank.blueprints import read_blueprint
from generator.bank.read import load_banks
from generator.model.bank import Bank
from generator.model.blueprint import Blueprint
from generator.model.paper import Paper
from generator.model.problem import Problem, RefusedError, refuse
from generator.model.record import build, dump, dump_paper, load_paper
from generator.model.resources import child_command, child_environment
from generator.model.search import full_id

COMMAND = child_command("generator.assemble.child")
CPU_SECONDS = 300
MEMORY = 2 * 1024**3
_ITEM, _PAPER, _PROBLEM = "item ", "paper ", "problem "


@dataclass(frozen=True, slots=True)
class Order:
    """`banks` are folders; `blueprint` is a name or a file; None leaves a field of the blueprint as it is."""

    banks: tuple[str, ...]
    blueprint: str
    seed: str
    made_with: str
    topics: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    items: int | None = None
    minutes: int | None = None
    picks: tuple[str, ...] = ()
    forms: int = 1
    variants: int = 1


def blueprint_of(order: Order, bank: Bank) -> Blueprint:
    """The blueprint that an order means, with its changes. Raises RefusedError for an unknown one."""
    if order.blueprint in bank.blueprints:
        found = bank.blueprints[order.blueprint]
    elif Path(order.blueprint).is_file():
        found = read_blueprint(Path(order.blueprint))
    else:
        known = ", ".join(sorted(bank.blueprints)) or "none"
        raise refuse(order.blueprint, "blueprint-missing", "no such blueprint", expected=f"a file, or one of the banks': {known}")
    picks = tuple(full_id("question", name, bank.questions) for name in order.picks)
    return changed(found, topics=order.topics, chapters=order.chapters, items=order.items, minutes=order.minutes, picks=picks)


def fulfil(order: Order, progress: Callable[[str], None] = lambda _: None) -> Paper:
    """The paper, made here. Raises RefusedError for a bad bank or a blueprint that cannot be filled."""
    bank = load_banks([Path(folder) for folder in order.banks])
    blueprint = blueprint_of(order, bank)
    return build_paper(
        bank, blueprint, order.seed, made_with=order.made_with, forms=order.forms, variants=order.variants, progress=progress
    )


def fulfil_apart(order: Order, progress: Callable[[str], None] = lambda _: None) -> Paper:
    """The same paper, made in a child process with limits on time and memory."""
    pipe = subprocess.PIPE
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said,  # no pipe: one that nobody empties would stop the child
        subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, stderr=said, encoding="utf-8", env=child_environment()) as child,
    ):
        assert child.stdin is not None
        assert child.stdout is not None
        with contextlib.suppress(BrokenPipeError):  # a child that died at once says why by itself
            child.stdin.write(dump(order))
            child.stdin.close()
        paper, problems = _listen(child.stdout, progress)
        child.wait()
        said.seek(0)
        noise = said.read()
    if problems:
        raise RefusedError(problems)
    if paper is None:
        got = noise.strip().splitlines()[-1] if noise.strip() else f"it ended with code {child.returncode}"
        hint = "run `examwright check` on the bank: a question of it may take too much time or memory"
        raise refuse(order.banks[-1], "bank-limits", "the bank could not be realized within the limits", got=got, hint=hint)
    return paper


def _listen(lines: Iterable[str], progress: Callable[[str], None]) -> tuple[Paper | None, list[Problem]]:
    paper: Paper | None = None
    problems: list[Problem] = []
    for line in lines:
        if line.startswith(_ITEM):
            progress(line[len(_ITEM) :].strip())
        elif line.startswith(_PROBLEM):
            problems.append(build(Problem, json.loads(line[len(_PROBLEM) :])))
        elif line.startswith(_PAPER):
            paper = load_paper(line[len(_PAPER) :], "the child's paper")
    return paper, problems


def answer(text: str, say: Callable[[str], None]) -> None:
    """What the child does: read an order, say each item, then the paper or the problems."""
    order = build(Order, json.loads(text))
    try:
        say(_PAPER + dump_paper(fulfil(order, lambda name: say(f"{_ITEM}{name}\n"))))
    except RefusedError as error:
        for problem in error.problems:
            say(_PROBLEM + dump(problem))
