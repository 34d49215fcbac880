"""Turn one point of a question's space into what is wrong there, and all of them into what holds over the space."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import Any, TypeVar

from generator.model.place import Place
from generator.model.problem import Problem
from generator.model.seed import Seed
from generator.realize.answer_rows import has_rows, pool_at, shown_and_key
from generator.realize.answers import numeric_answer
from generator.realize.candidates import distractors_at, keys_at
from generator.realize.compiler import Values
from generator.realize.draws import Members
from generator.realize.items import prove_options, size_of
from generator.realize.ledger import Ledger
from generator.realize.options import Candidate, are_numbers, distinct, equal_options, line_up
from generator.realize.parts import Program
from generator.realize.trouble import AuthorError
from generator.realize.variants import variant

Made = TypeVar("Made")
MOST_DROPPED = 5
"""A wrong number may meet the answer in one of so many variants."""
_ANY = Seed.of("proof")


class Prover:
    """Looks at points one by one and remembers what only their sum shows."""

    def __init__(self, program: Program, ledger: Ledger) -> None:
        self.program, self.ledger = program, ledger
        self.ranks: set[int] = set()
        self._points = 0
        self._lineups = 0
        self._passed: Counter[str] = Counter()
        self._twins: dict[str, str] = {}
        self._keys: dict[bytes, tuple[object, str]] = {}
        self._variant = ""

    def look_at(self, values: Values) -> None:
        """Everything that can be printed at this point."""
        program = self.program
        self._variant = variant(program, values)
        stem = self._try(program.stem.render, values)
        if not self._points and "{%" in program.stem.source.text:
            self._try_dressing(values)
        self._points += 1
        for text in (program.explanation, program.unit):
            if text:
                self._try(text.render, values)
        if has_rows(program):
            self._rows(values, stem)
            return
        key = self._numeric(values) if program.answer else self._options(values)
        if stem is not None and key is not None:
            self._one_key(stem, key)

    def _try(self, make: Callable[..., Made], *arguments: Any) -> Made | None:
        try:
            return make(*arguments)
        except AuthorError as error:
            self.ledger.record(error, self.program.placed(error), self._variant)
            return None

    def _try_dressing(self, values: Values) -> None:
        """The stem with every member of the dressing, once: an `if` may ask for it."""
        for given in self.program.givens:
            if given.dressing and isinstance(given.axis, Members):
                for value in given.axis.members:
                    self._try(self.program.stem.render, {**values, given.name: value})

    def _one_key(self, stem: str, key: object) -> None:
        """The same stem never has two keys."""
        first = self._keys.setdefault(blake2b(stem.encode(), digest_size=16).digest(), (key, self._variant))
        if first[0] != key:
            hint = "print in the stem what decides the key"
            error = AuthorError("stem-undecided", "another variant has the same stem and another key", got=first[1], hint=hint)
            self.ledger.record(error, self.program.question.stem.place, self._variant)

    def _numeric(self, values: Values) -> object:
        made = self._try(numeric_answer, self.program, values)
        if made is None:
            return None
        self._passed.update(made[1])
        for part in self.program.wrong:
            self._try(part.why.render, values)
        return made[0].value

    def _pools(self, values: Values) -> tuple[list[Candidate], list[Candidate]] | None:
        """All keys and all distractors, where they can be printed."""
        keys = self._try(keys_at, self.program, values)
        others = self._try(distractors_at, self.program, values)
        if keys is None or others is None:
            return None
        for candidate in (*keys, *others):
            self._try(candidate.why)
        return keys, others

    def _rows(self, values: Values, stem: str | None) -> None:
        """Numbered rows: any of the pool may meet any other, and each has one option (or the steps one order) that is right."""
        pools = self._pools(values)
        if pools is None:
            return
        self._several(*pools)
        pool = self._try(pool_at, self.program, values)
        found = self._try(lambda: list(shown_and_key(self.program, values, pool or [])))
        for shown, key in found or ():
            if stem is not None:
                self._one_key(f"{stem}\0{shown}", key)

    def _options(self, values: Values) -> object:
        program = self.program
        pools = self._pools(values)
        if pools is None:
            return None
        keys, others = pools
        if program.question.truth is not None:
            return None
        if program.question.kind == "multiple":
            self._several(keys, others)
            return None
        for key in keys:
            self._try(self._single, key, others)
        return keys[0].same if len(keys) == 1 else None

    def _single(self, key: Candidate, others: Sequence[Candidate]) -> None:
        """One right answer: each rank that it can have, with the set of options that goes with it."""
        program = self.program
        self._lineups += 1
        for other in distinct([key], others)[1]:
            self._passed[other.id] += 1
            self._twins.setdefault(other.id, next(one.id for one in [key, *others] if one is not other and one.same == other.same))
        lineup = line_up(key, others, size_of(program), program.question.pin_last)
        self.ranks.update(lineup.ranks)
        for rank in lineup.ranks or (None,):
            options = lineup.arranged(rank, _ANY)
            prove_options(program, options)
            if rank is not None and (options.index(key) != rank or not are_numbers(options[: lineup.places])):
                raise AuthorError("wrong-options", "sorted options do not stand in order", got=" | ".join(one.text for one in options))

    def _several(self, keys: Sequence[Candidate], others: Sequence[Candidate]) -> None:
        """Several right answers: any of the pool may meet any other, so all of them differ."""
        question = self.program.question
        wanted = size_of(self.program) - question.right
        for name, found, least in (("keys", keys, question.right), ("distractors", others, wanted)):
            if len(found) < least:
                error = AuthorError("too-few-options", f"too few {name} in the pool", expected=str(least), got=str(len(found)))
                self.ledger.record(error, question.place, self._variant)
        pool = [*keys, *others]
        for twice in distinct([], pool)[1]:
            self.ledger.record(equal_options(twice, pool), self._place(twice.id), self._variant)

    def _place(self, id: str) -> Place:
        parts = (*self.program.keys, *self.program.distractors)
        return next((part.place for part in parts if part.id == id), self.program.question.place)

    def conclusions(self) -> Iterator[Problem]:
        """What is there for nothing: a distractor that is never printed, a wrong number that is too often right."""
        for part in self.program.distractors:
            if self._lineups and self._passed[part.id] == self._lineups:
                message = f"{part.id} is never printed: it always equals another option"
                yield Problem(part.place, "equal-options", message, got=f"the same as {self._twins[part.id]}")
        for part in self.program.wrong:
            dropped = self._passed[part.id]
            if dropped * MOST_DROPPED > self._points:
                message = f"{part.id} equals the answer, within its tolerance, in {dropped:,} of {self._points:,} variants"
                yield Problem(part.place, "wrong-dropped", message, expected=f"at most 1 in {MOST_DROPPED}")
