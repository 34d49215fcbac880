"""Turn pairs to match, and steps to put in order, into the pools that variants draw their numbered rows from."""

from __future__ import annotations

from generator.bank.fields import Fields, check_id
from generator.bank.options import OPTION, FullFacts, read_option, read_options
from generator.model.question import OptionSource

PAIR = OPTION | {"asks", "item"}
STEP = OPTION | {"asks"}
VALUED = STEP | {"value"}
MOST_LETTERS = 8
FEWEST_PAIRS, FEWEST_STEPS = 2, 3  # of two steps the assembled order, which is never the right one, would tell it


def read_pairs(fields: Fields, facts: FullFacts) -> tuple[tuple[OptionSource, ...], tuple[OptionSource, ...], int, int]:
    """Pairs, distractors, how many rows are drawn, and how many options are printed."""
    pairs = _members(fields, "pairs", PAIR, facts)
    node = fields.node("distractors", "map")
    distractors = read_options(node, OPTION, facts, fields.trouble) if node else ()
    if node is not None and not node.entries:
        fields.trouble.add(node.place, "bad-value", "distractors is empty")
    for twice in (one for one in distractors if one.id in {pair.id for pair in pairs}):
        fields.trouble.add(twice.place, "duplicate-id", "another option has this id", got=twice.id)
    drawn = _draw(fields, "pairs", len(pairs), FEWEST_PAIRS)
    spare = _spare(fields, len(distractors))
    return pairs, distractors, drawn, _letters(fields, drawn, drawn + spare)


def read_steps(fields: Fields, facts: FullFacts) -> tuple[tuple[OptionSource, ...], int]:
    """Steps in the author's order (or each with the value that orders it), and how many are drawn."""
    steps = _members(fields, "steps", VALUED, facts)
    valued = next((step for step in steps if step.value is not None), None)
    if valued is not None:
        for step in steps:
            if step.value is None:
                hint = f"step {valued.id} has it: all steps have a value, or none"
                fields.trouble.add(step.place, "missing-field", f"step {step.id} needs the field value", hint=hint)
    drawn = _draw(fields, "steps", len(steps), FEWEST_STEPS)
    return steps, _letters(fields, drawn, drawn)


def _members(fields: Fields, name: str, known: frozenset[str], facts: FullFacts) -> tuple[OptionSource, ...]:
    node = fields.node(name, "map")
    pairs = [(key, value) for key, value in node.entries.values() if check_id(key, "an option", fields.trouble)] if node else []
    what = "a pair" if name == "pairs" else "a step"
    return tuple(read_option(key.place, value, key.text, known, facts, fields.trouble, what) for key, value in pairs)


def _draw(fields: Fields, name: str, there: int, fewest: int) -> int:
    """How many of the pool a variant draws: all of it, unless the author says so."""
    if name in fields and there < fewest:
        message = f"too few {name}"
        fields.trouble.add(fields.key_place(name), "bad-value", message, expected=f"at least {fewest}", got=str(there))
        return fewest
    return fields.whole("draw", fewest, max(there, fewest), max(there, fewest))


def _spare(fields: Fields, there: int) -> int:
    if "spare" in fields and "distractors" not in fields:
        fields.missing("distractors", hint="spare says how many of them are added to the options")
        return 0
    return fields.whole("spare", 0, there, there)


def _letters(fields: Fields, drawn: int, options: int) -> int:
    """The number of options, where a page has room for them."""
    if options <= MOST_LETTERS:
        return options
    place = fields.key_place("draw" if "draw" in fields else "pairs" if "pairs" in fields else "steps")
    hint = "draw fewer, with fewer spare" if options > drawn else "say with draw how many of them a variant has"
    fields.trouble.add(place, "bad-value", "too many options", expected=f"at most {MOST_LETTERS}", got=str(options), hint=hint)
    return options
