"""A class list as teachers save it: columns in any order, every mistake by line, the rest still read."""

from __future__ import annotations

import pytest

from generator.model.roster import Candidate, read_roster, seat_order

GOOD = """\ufeffName;Candidate;Room;Seat;Time factor;Large print;Status;Team
Ada Lovelace;17;A;10;1.25;yes;;red
"Hopper; Grace";18;A;2;;;absent;blue
"""


def test_columns_are_found_by_name_and_others_kept() -> None:
    roster = read_roster(GOOD, "class.csv")
    assert roster.problems == ()
    ada, grace = roster.candidates
    assert ada == Candidate("17", "Ada Lovelace", room="A", seat="10", time_factor="1.25", large_print=True, more={"team": "red"})
    assert (grace.name, grace.status, grace.time_factor, grace.more) == ("Hopper; Grace", "absent", "1", {"team": "blue"})
    assert roster.by_id()["18"] is grace


def test_seats_sort_as_people_count() -> None:
    people = [Candidate("1", "x", seat=""), Candidate("2", "x", room="B", seat="1"), Candidate("3", "x", room="A", seat="A10")]
    people += [Candidate("4", "x", room="A", seat="A2"), Candidate("5", "x", room="A")]
    assert [one.id for one in seat_order(people)] == ["4", "3", "5", "2", "1"]


@pytest.mark.parametrize(
    ("text", "rule", "line", "column", "words"),
    [
        ("", "roster-empty", 1, 1, "empty"),
        ("name\nAda\n", "roster-header", 1, 1, "no column is called candidate"),
        ("candidate,name,name\n1,a,b\n", "roster-header", 1, 2, "2 columns are called name"),
        ("candidate,name\n,Ada\n", "roster-value", 2, 1, "no candidate id"),
        ("candidate,name\n1,Ada,x\n", "roster-width", 2, 3, "3 cells where the header has 2"),
        ("candidate,name\n1,Ada\n1,Bob\n", "roster-candidate-twice", 3, 1, "line 2"),
        ("candidate,name,copy\n1,Ada,5\n2,Bob,5\n", "roster-copy-twice", 3, 1, "line 2"),
        ("candidate,name,copy\n1,Ada,0\n", "roster-value", 2, 3, "whole number from 1"),
        ("candidate,name,form\n1,Ada,two\n", "roster-value", 2, 3, "whole number from 1"),
        ("candidate,name,time_factor\n1,Ada,0.5\n", "roster-value", 2, 3, "from 1 to 5"),
        ('candidate,name,time_factor\n1,Ada,"1,25"\n', "roster-value", 2, 3, "decimal point"),
        ("candidate,name,large_print\n1,Ada,maybe\n", "roster-value", 2, 3, "yes or no"),
        ("candidate,name,status\n1,Ada,ill\n", "roster-value", 2, 3, "absent, excused, disqualified"),
        (f"candidate,name\n1,{'x' * 201}\n", "roster-value", 2, 2, "longer than 200"),
        ("candidate,name\n1,A\x07da\n", "roster-value", 2, 2, "cannot be printed"),
        ('candidate,name\n1,"Ada\n', "roster-csv", 2, 1, "quote is not closed"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, rule: str, line: int, column: int, words: str) -> None:
    problem = read_roster(text, "class.csv").problems[0]
    assert (problem.rule, problem.place.line, problem.place.column) == (rule, line, column)
    assert words in problem.message


def test_a_wrong_line_costs_nobody_else() -> None:
    roster = read_roster("candidate,name,status\n1,Ada,\n2,Bob,ill\n3,Cy,\n", "class.csv")
    assert [one.id for one in roster.candidates] == ["1", "3"]
    assert len(roster.problems) == 1
