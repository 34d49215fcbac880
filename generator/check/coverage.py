"""Turn a bank and its proofs into its coverage of the notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median

from generator.model.bank import Bank, Heading
from generator.model.coverage import Bar, Coverage, HeadingCoverage
from generator.model.fact import NEVER_ASKED
from generator.model.question import DOMAINS, Question
from generator.realize.prove import Proof

MOST_VARIANTS = 500
NUMBERS = frozenset({"whole", "decimal", "list"})


def is_computing(question: Question) -> bool:
    """Whether the key is worked out from drawn numbers."""
    drawn = any(draw.draw in NUMBERS or (draw.draw in ("one_of", "fact") and question.let) for draw in question.given)
    return bool(question.let or question.answer) and drawn


def is_scenario(question: Question) -> bool:
    """Whether it tells services or settings apart: options from a table of needs, or reasoning over ready-made options."""
    return not is_computing(question) and (question.distractors_from is not None or question.level in ("apply", "analyze"))


def coverage(bank: Bank, proofs: Mapping[str, Proof]) -> Coverage:
    """What each heading has and lacks, and the bank's figures against its bars (those that `notes.yaml` states)."""
    by_line = _questions_by_line(bank)
    variants = {id: min(proof.variants, MOST_VARIANTS) for id, proof in proofs.items()}
    headings = tuple(_heading(bank, heading, by_line, variants) for heading in bank.headings)
    used = {fact for question in bank.questions.values() for fact in (*question.all_asks, *question.all_uses)}
    idle = tuple(
        fact.id for fact in bank.facts.values() if fact.value is not None and fact.id not in used and fact.status not in NEVER_ASKED
    )
    return Coverage(dict(bank.chapters), headings, _bars(bank, variants), idle)


def _questions_by_line(bank: Bank) -> dict[tuple[str, int], set[str]]:
    """The questions that ask a fact of each line, by (bank, line)."""
    found: dict[tuple[str, int], set[str]] = {}
    for question in bank.questions.values():
        for name in question.all_asks:
            first, last = bank.facts[name].lines
            for line in range(first, last + 1):
                found.setdefault((name.split("/", 1)[0], line), set()).add(question.id)
    return found


def _heading(bank: Bank, heading: Heading, by_line: Mapping[tuple[str, int], set[str]], variants: Mapping[str, int]) -> HeadingCoverage:
    first, last = heading.lines
    owner = heading.topic.split("/", 1)[0]
    asked = {id for line in range(first, last + 1) for id in by_line.get((owner, line), ())}
    facts = sum(fact.id.startswith(f"{owner}/") and fact.lines[0] <= last and fact.lines[1] >= first for fact in bank.facts.values())
    exam = tuple((line, len(by_line.get((owner, line), ()))) for line in heading.exam)
    missing = _missing(heading, len(asked), exam, bank.bars)
    total = sum(variants.get(id, 0) for id in asked)
    return HeadingCoverage(heading, facts, tuple(sorted(asked)), total, exam, missing)


def _missing(heading: Heading, asked: int, exam: Sequence[tuple[int, int]], bars: Mapping[str, int]) -> tuple[str, ...]:
    if not heading.testable:
        return ()
    want = max(bars.get("per_heading", 1), bars.get("per_exam_heading", 1) if heading.exam else 0)
    found = [f"{want - asked} more of {want} questions"] if asked < want else []
    per_line = bars.get("per_exam_line", 1)
    found += [f"EXAM line {line}: {per_line - count} more of {per_line}" for line, count in exam if count < per_line]
    return tuple(found)


def _bars(bank: Bank, variants: Mapping[str, int]) -> tuple[Bar, ...]:
    questions = list(bank.questions.values())
    computing = [question for question in questions if is_computing(question)]
    kinds = Counter(question.kind for question in questions)
    domains = Counter(question.domain for question in questions if question.kind in ("choice", "multiple"))
    remember = sum(question.level == "remember" for question in questions)
    have = {
        "questions": len(questions),
        "computing": len(computing),
        "scenarios": sum(is_scenario(question) for question in questions),
        "multiple": kinds["multiple"],
        "variants": sum(variants.get(question.id, 0) for question in questions),
        "computing_median": int(median([variants.get(question.id, 0) for question in computing] or [0])),
        **{domain: domains[domain] for domain in DOMAINS},
    }
    found = [Bar(name, have[name], want) for name, want in bank.bars.items() if name in have]
    if "most_remember_percent" in bank.bars:
        percent = -(-100 * remember // max(len(questions), 1))
        found.append(Bar("most_remember_percent", percent, bank.bars["most_remember_percent"], most=True))
    order = [*have, "most_remember_percent"]
    return tuple(sorted(found, key=lambda bar: order.index(bar.name)))
