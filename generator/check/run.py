"""Turn what was read of a bank into a report: proofs from the cache or from children, then every rule, then what authors allow."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.bank.read import Reading
from generator.check.cache import Cache, keys
from generator.check.pool import prove_all
from generator.check.rule import Finding
from generator.check.table import RULES
from generator.model.bank import Bank
from generator.model.place import Place
from generator.model.problem import Problem
from generator.realize.prove import Proof


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is wrong in order of place, the proofs by question id, how many warnings authors silenced, and how many
    proofs came from the cache."""

    problems: tuple[Problem, ...]
    proofs: Mapping[str, Proof] = field(default_factory=dict)
    silenced: int = 0
    cached: int = 0

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.severity == "error" for problem in self.problems)


def check_bank(
    reading: Reading, *, workers: int = 2, cache: Path | None = None, progress: Callable[[str], None] = lambda question: None
) -> Report:
    """The whole check. `progress` is called with each question's id when its proof is there."""
    bank = reading.bank
    store = Cache(cache, [name for name, _ in bank.digests])
    proofs, failures, cached = _proofs(bank, workers, store, progress)
    findings = [*_owned(reading.problems, bank), *failures]
    for find in RULES.values():
        findings.extend(find(bank, proofs))
    problems, silenced = _allowed(findings, bank, proofs)
    ordered = sorted(dict.fromkeys(problems), key=lambda one: (one.place, one.severity, one.rule, one.message))
    return Report(tuple(ordered), proofs, silenced, cached)


def _proofs(bank: Bank, workers: int, store: Cache, progress: Callable[[str], None]) -> tuple[dict[str, Proof], list[Finding], int]:
    address = keys(bank)
    found = {id: proof for id in bank.questions if (proof := store.get(address[id])) is not None}
    cached = len(found)
    for id in found:
        progress(id)
    failures = []
    try:
        missing = [question for id, question in bank.questions.items() if id not in found]
        for question, outcome in prove_all(missing, bank.facts, workers) if missing else ():
            if isinstance(outcome, Problem):
                failures.append(Finding(outcome, question.id))
            else:
                found[question.id] = outcome
                store.put(address[question.id], outcome)
            progress(question.id)
    finally:
        store.save()
    return {id: found[id] for id in bank.questions if id in found}, failures, cached


def _owned(problems: Iterable[Problem], bank: Bank) -> Iterator[Finding]:
    """The reader's problems, each with the question in whose lines it stands: the last that begins before it in the same file."""
    begins: dict[str, list[tuple[Place, str]]] = defaultdict(list)
    for question in bank.questions.values():
        begins[question.place.file].append((question.place, question.id))
    for found in begins.values():
        found.sort()
    for problem in problems:
        spots = begins.get(problem.place.file, [])
        at = bisect_right(spots, problem.place, key=lambda spot: spot[0])
        yield Finding(problem, spots[at - 1][1] if at else "")


def _allowed(findings: Iterable[Finding], bank: Bank, proofs: Mapping[str, Proof]) -> tuple[list[Problem], int]:
    """What remains, and how much was silenced; an `allow` that silences nothing is a warning itself."""
    kept: list[Problem] = []
    used: set[tuple[str, str]] = set()
    silenced = 0
    for finding in findings:
        problem, question = finding.problem, bank.questions.get(finding.question)
        if problem.severity == "warning" and question is not None and problem.rule in question.allow:
            used.add((question.id, problem.rule))
            silenced += 1
        else:
            kept.append(problem)
    sound = [id for id, proof in proofs.items() if not any(problem.severity == "error" for problem in proof.problems)]
    for question in (bank.questions[id] for id in sound):
        for rule in question.allow:
            if (question.id, rule) not in used:
                message = f"allow silences nothing: no warning of the rule {rule}"
                kept.append(
                    Problem(question.place, "allow-unused", message, hint="delete it; errors cannot be silenced", severity="warning")
                )
    return kept, silenced
