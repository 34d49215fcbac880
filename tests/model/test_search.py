"""A question or a fact is found by the end of its id, and what a name may mean is said."""

import pytest

from generator.model.problem import RefusedError
from generator.model.search import full_id

QUESTIONS = ("bank/one/topic/leap", "bank/two/topic/leap", "bank/two/topic/days", "leap")
FACTS = ("bank/one/topic#hours", "bank/two/topic#minutes-per-hour")


def test_an_end_that_only_one_has() -> None:
    assert full_id("question", "topic/days", QUESTIONS) == full_id("question", "days", QUESTIONS) == QUESTIONS[2]
    assert full_id("question", "one/topic/leap", QUESTIONS) == full_id("question", QUESTIONS[0], QUESTIONS) == QUESTIONS[0]
    assert full_id("question", "leap", QUESTIONS) == "leap"
    assert full_id("fact", "hours", FACTS) == full_id("fact", "topic#hours", FACTS) == FACTS[0]


@pytest.mark.parametrize(
    ("what", "name", "says"),
    [
        ("question", "topic/leap", "more than one question.*try bank/one/topic/leap, bank/two/topic/leap"),
        ("question", "dais", "no such question.*try bank/two/topic/days"),
        ("question", "x", "no such question.*list"),
        ("fact", "minutes", "no such fact.*try bank/two/topic#minutes-per-hour"),
        ("fact", "", "no such fact.*ids look like"),
    ],
)
def test_others_are_refused_with_a_way_on(what: str, name: str, says: str) -> None:
    with pytest.raises(RefusedError, match=f"(?s){says}"):
        full_id(what, name, QUESTIONS if what == "question" else FACTS)
