"""Turn one point of a question's space and a seed into an item, proved as it is made."""

from __future__ import annotations

from collections.abc import Iterable

from generator.kinds.table import KINDS
from generator.model.item import AnswerRow, Item, Option
from generator.model.seed import Seed
from generator.realize.answer_rows import arranged_rows, has_rows
from generator.realize.answers import numeric_answer
from generator.realize.candidates import Arrangement, distractors_at, drawn_keys, keys_at, preferred
from generator.realize.compiler import Values
from generator.realize.options import Candidate, Lineup, line_up, several
from generator.realize.parts import ROW_ID, Program
from generator.realize.trouble import AuthorError
from generator.realize.variants import variant

_SHORTEST_ID = 8
_LONGEST_ID = 52


def draw(program: Program, seed: Seed) -> Values:
    """One value for each given, each from its own stream."""
    return {given.name: given.axis.draw(seed.child("given", given.name)) for given in program.givens}


def make_item(program: Program, values: Values, seed: Seed, ids: Seed, rank: int | None = None) -> Item:
    """The item at a point whose conditions hold. Raises AuthorError where it would not be sound."""
    question = program.question
    stem = program.stem.render(values)
    explanation = program.explanation.render(values) if program.explanation else ""
    unit = program.unit.render(values) if program.unit else ""
    arrangement = Arrangement([])
    answer = None
    if program.answer:
        answer = numeric_answer(program, values)[0]
    else:
        arrangement = arranged(program, values, seed, rank)
    options = _options(arrangement.options, ids)
    asks, uses = _facts(program, values, arrangement)
    pinned = next((option.public_id for option in options if option.author_id == question.pin_last), "") if question.pin_last else ""
    item = Item(
        question=question.id,
        kind=question.kind,
        domain=question.domain,
        chapter=question.chapter,
        topic=question.topic,
        topic_title=question.topic_title,
        level=question.level,
        difficulty=question.difficulty,
        seconds=question.seconds,
        variant=variant(program, values, arrangement.keys),
        stem=stem,
        instruction=KINDS[question.kind].instruction(question.right),
        explanation=explanation,
        asks=asks,
        uses=uses,
        options=options,
        free=arrangement.free,
        pinned=pinned,
        answer=answer,
        unit=unit,
        rows=_rows(arrangement, options),
    )
    prove_options(program, arrangement.options)
    return item


def arranged(program: Program, values: Values, seed: Seed, rank: int | None) -> Arrangement:
    """The options of one point in their order."""
    question = program.question
    if question.truth is not None:
        both = [*keys_at(program, values), *distractors_at(program, values)]
        return Arrangement(sorted(both, key=lambda candidate: candidate.id != "true"))
    if has_rows(program):
        return arranged_rows(program, values, seed)
    keys, drawn = drawn_keys(program, keys_at(program, values), seed)
    is_several = question.kind == "multiple"
    others = preferred(program, distractors_at(program, values), seed.child("distractors"), is_several)
    order = seed.child("order")
    if is_several:
        options, sorts = several(keys, others, size_of(program), question.pin_last, order)
        return Arrangement(options, drawn, not sorts)
    lineup = line_up(keys[0], others, size_of(program), question.pin_last)
    return Arrangement(lineup.arranged(_rank(lineup, rank, seed.child("rank")), order), drawn, not lineup.sorts)


def _rank(lineup: Lineup, wanted: int | None, seed: Seed) -> int | None:
    """The rank of the key: the one that is wanted, else any with the same chance. Where that cannot be, an outer one stands for an
    outer one and an inner one for an inner one: else the ends, which are out of reach more often, would seldom be the key."""
    ranks = lineup.ranks
    if not ranks:
        return None
    if wanted is None:
        ends = (0, lineup.places - 1)
        drawn = seed.below(lineup.places)
        alike = [rank for rank in ranks if (rank in ends) == (drawn in ends)]
        return drawn if drawn in ranks else seed.pick(alike or ranks)
    if wanted in ranks:
        return wanted
    raise AuthorError("rank-unreachable", "the key cannot have this rank here", expected=f"one of {ranks}", got=str(wanted))


def size_of(program: Program) -> int:
    """How many options are printed."""
    return program.question.options or KINDS[program.question.kind].options


def _options(candidates: list[Candidate], ids: Seed) -> tuple[Option, ...]:
    if not candidates:
        return ()
    seed = ids.child("option")
    public = [seed.letters(candidate.id, _SHORTEST_ID) for candidate in candidates]
    length = _SHORTEST_ID
    while len(set(public)) < len(public) and length < _LONGEST_ID:
        length += 1
        public = [seed.letters(candidate.id, length) for candidate in candidates]
    return tuple(
        Option(author_id=candidate.id, public_id=name, text=candidate.text, why=candidate.why(), right=candidate.right)
        for candidate, name in zip(candidates, public, strict=True)
    )


def _rows(arrangement: Arrangement, options: tuple[Option, ...]) -> tuple[AnswerRow, ...]:
    public = {option.author_id: option.public_id for option in options}
    return tuple(AnswerRow(text, public[id]) for text, id in arrangement.rows)


def _facts(program: Program, values: Values, arrangement: Arrangement) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What this variant asks and what it uses: the question's, and those of the drawn rows and of the printed options."""
    question = program.question
    asks, uses = set(question.asks), set(question.uses)
    for given in program.givens:
        if given.table:
            row = program.tables[given.table][values[given.name][ROW_ID]]
            asks.update(row.asks)
            uses.update(row.uses)
    if arrangement.options:
        chosen = {candidate.id for candidate in arrangement.options}
        single = program.keys[0] if len(program.keys) == 1 else None
        for part in (*program.keys, *program.distractors):
            if part.id in chosen or part is single:
                asks.update(part.asks)
                uses.update(part.uses)
    return _full(program, asks), _full(program, uses - asks)


def _full(program: Program, facts: Iterable[str]) -> tuple[str, ...]:
    topic = program.question.topic_id
    return tuple(sorted(fact if "#" in fact else f"{topic}#{fact}" for fact in facts))


def prove_options(program: Program, options: list[Candidate]) -> None:
    """Whether so many are right and no two the same, of the number that is printed. Raises AuthorError where not."""
    if program.answer:
        return
    question = program.question
    right = sum(candidate.right for candidate in options)
    if len(options) != size_of(program) or right != question.right:
        expected = f"{size_of(program)} options, {question.right} right"
        raise AuthorError("wrong-options", "other options than the question wants", expected=expected, got=f"{len(options)}, {right} right")
    if len({candidate.same for candidate in options}) < len(options) or len({candidate.id for candidate in options}) < len(options):
        raise AuthorError("equal-options", "two options are equal as printed", got=" | ".join(candidate.text for candidate in options))
