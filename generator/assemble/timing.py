"""Turn a form into the time it asks for: the authors' seconds, summed, against the minutes of the paper."""

from __future__ import annotations

from generator.model.paper import Form


def expected_minutes(form: Form) -> int:
    """Whole minutes, rounded up, that the authors expect a prepared candidate to need."""
    seconds = sum(slot.variants[0].seconds for slot in form.slots)
    return -(-seconds // 60)
