"""Turn "always ends quickly" into numbers: what a question may ask of the machine, by construction and not by a clock.

Work is counted in steps of roughly a tenth of a microsecond; `program` adds up what one point of a question costs.
"""

from __future__ import annotations

LONGEST_EXPRESSION = 2_000
MOST_NODES = 400
DEEPEST = 40
LARGEST_EXPONENT = 1_000
MOST_DECIMALS = 30

LONGEST_TEXT = 20_000
LONGEST_VALUE = 2_000
LONGEST_NUMBER = 110

MOST_ENTRIES = 50
MOST_MEMBERS = 200
MOST_GIVENS = 30
MOST_ROWS = 100
MOST_PARTS = 100
"""Options, `let`, `where`, examples, wrong values: of each at most so many."""

MOST_SOURCE = 200_000
"""Characters of one question, all its texts and expressions together."""

MOST_VARIANTS = 5_000
MOST_POINTS = 20_000
"""Points looked at before `where`, to find at most MOST_VARIANTS that hold."""
SAMPLES = 1_000
EDGE_TRIES = 50

MOST_TRIES = 1_000
MOST_FAILURES = 100
"""Tries that met every condition and did not make a sound item, before `realize` gives up."""
STEPS_TO_REALIZE = 6_000_000
STEPS_TO_ENUMERATE = 8_000_000
STEPS_TO_SAMPLE = 16_000_000
"""Of a proof: looking for points where the conditions hold."""
STEPS_TO_PROVE = 12_000_000
"""Of a proof: looking at those points."""

MOST_STEPS = 100_000
"""Steps of one point: a question that is dearer is refused."""

DRAW_STEPS = 60
HASH_STEPS = 15
NAME_STEPS = 2
ARITHMETIC_STEPS = 40
"""Of fractions with many digits."""
MOST_SCALARS = 300
"""Values that one try may draw."""
MOST_NAMES = 4
"""Different lists of Faker's names in one question."""
