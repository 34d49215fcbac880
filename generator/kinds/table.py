"""Turn a kind's name into the kind: the one literal table of the family."""

from __future__ import annotations

from generator.kinds.choice import Choice
from generator.kinds.kind import Kind
from generator.kinds.matching import Matching
from generator.kinds.multiple import Multiple
from generator.kinds.numeric import Numeric
from generator.kinds.ordering import Ordering
from generator.kinds.true_false import TrueFalse

KINDS: dict[str, Kind] = {
    "choice": Choice(),
    "multiple": Multiple(),
    "true_false": TrueFalse(),
    "numeric": Numeric(),
    "matching": Matching(),
    "ordering": Ordering(),
}
