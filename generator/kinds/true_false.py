"""Turn a statement that holds or does not into a kind: A True, B False, always in this order."""

from __future__ import annotations

from generator.kinds.choice import Choice


class TrueFalse(Choice):
    """A choice between two; `key: true` or `false` and a why for each; author ids are `true` and `false`."""

    name = "true_false"
    fields = frozenset({"key", "why"})
    required = frozenset({"key", "why"})
    options = 2
