"""Typed answers are read by the letters printed on that copy; everything else is reported with line and column."""

import pytest

from generator.model.code import copy_code
from generator.model.copies import CopyEntry, Ledger
from generator.model.paper import Paper, Policy, copy
from generator.score.responses import Reading, read_responses
from tests.render.papers import paper, rows_paper

N = 8
HEADER = "candidate,copy," + ",".join(str(number) for number in range(1, N + 1))


@pytest.fixture(scope="module")
def made() -> Paper:
    return paper(N)


def read(made: Paper, text: str) -> Reading:
    entry = CopyEntry(3, copy_code(made.code, made.root, 3), 1, Policy("shuffled", "shuffled"))
    return read_responses(text, "class.csv", Ledger(made, [entry]))


def right_row(made: Paper, number: int = 0) -> str:
    policy = Policy("shuffled", "shuffled")
    places = copy(made, number, 1, policy).slots
    return ",".join(place.right_letters() or (place.item.answer.value if place.item.answer else "") for place in places)


def places_of(reading: Reading) -> list[tuple[str, int, int]]:
    return [(problem.rule, problem.place.line, problem.place.column) for problem in reading.problems]


def test_letters_are_those_of_the_copy(made: Paper) -> None:
    code = copy_code(made.code, made.root, 3)
    reading = read(made, f"{HEADER}\nAda,,{right_row(made)}\nBob,3,{right_row(made, 3)}\nCleo,{code},{right_row(made, 3)}\n")
    assert reading.problems == ()
    assert len(reading.sittings) == 3
    for sitting in reading.sittings:
        for slot in made.form(1).slots:
            item = slot.variants[0]
            if item.options:
                assert set(sitting.responses[slot.id].value) == item.right


@pytest.mark.parametrize("style", ["\ufeff", ";", "\t", "\r\n"])
def test_spreadsheet_dialects(made: Paper, style: str) -> None:
    text = f"{HEADER}\nAda,,{right_row(made)}\n"
    text = {"\ufeff": "\ufeff" + text, "\r\n": text.replace("\n", "\r\n")}.get(style, text.replace(",", style))
    reading = read(made, text)
    assert reading.problems == ()
    assert reading.sittings[0].candidate == "Ada"


def test_everything_wrong_is_reported_and_the_rest_is_read(made: Paper) -> None:
    row = right_row(made)
    shortened = ",".join(row.split(",")[:-1])
    text = f"{HEADER},note\nAda,,{row},x\n,,{row},\nBob,99,{row},\nCleo,,{row},,\nDan,,Z,{row[2:]},\nEve,,{shortened}\n"
    reading = read(made, text)
    assert places_of(reading) == [
        ("responses-extra-column", 1, N + 3),
        ("responses-candidate", 3, 1),
        ("responses-copy", 4, 2),
        ("responses-width", 5, N + 4),
        ("responses-unreadable", 6, 3),
        ("responses-width", 7, N + 2),
    ]
    assert [sitting.candidate for sitting in reading.sittings] == ["Ada", "Cleo", "Dan", "Eve"]


def test_missing_and_doubled_columns(made: Paper) -> None:
    reading = read(made, "candidate,1,2,2,3\nAda,A,B,C,D\n")
    rules = {problem.rule: problem for problem in reading.problems}
    assert (rules["responses-column-twice"].place.line, rules["responses-column-twice"].place.column) == (1, 4)
    assert "4 to 8" in rules["responses-missing-column"].message
    slots = made.form(1).slots
    assert reading.sittings[0].responses[slots[1].id].state == "invalid"
    assert reading.sittings[0].responses[slots[7].id].state == "blank"


@pytest.mark.parametrize("text", ["", "name,1,2\nAda,A,B\n", "candidate,candidate,1\nA,B,C\n", "candidate,copy,copy,1\nA,,,C\n"])
def test_a_header_that_does_not_serve_is_refused(made: Paper, text: str) -> None:
    reading = read(made, text)
    assert reading.sittings == ()
    assert any(problem.severity == "error" for problem in reading.problems)


def test_duplicates(made: Paper) -> None:
    row = right_row(made)
    other = ",".join(["", *row.split(",")[1:]])
    reading = read(made, f"{HEADER}\nAda,,{row}\nBob,,{row}\nAda,,{row}\nBob,,{other}\n")
    assert [sitting.candidate for sitting in reading.sittings] == ["Ada"]
    assert sorted(places_of(reading)) == [("responses-candidate-twice", line, 1) for line in (3, 4, 5)]


def test_lines_count_quoted_line_breaks(made: Paper) -> None:
    row = right_row(made)
    reading = read(made, f'{HEADER}\n"Ada\nLovelace",,{row}\n,,{row}\n')
    assert places_of(reading) == [("responses-candidate", 4, 1)]


def test_a_column_is_the_same_with_zeros_before_its_number(made: Paper) -> None:
    reading = read(made, "candidate,1,01,002\nAda,A,B,C\n")
    assert ("responses-column-twice", 1, 3) in places_of(reading)
    first, second, *_ = made.form(1).slots
    assert reading.sittings[0].responses[first.id].state == "invalid"
    assert reading.sittings[0].responses[second.id].state != "blank"


@pytest.mark.parametrize("number", ["9" * 5000, "0", "\u0661"])
def test_a_column_of_no_question_is_left_out(made: Paper, number: str) -> None:
    reading = read(made, f"{HEADER},{number}\nAda,,{right_row(made)},A\n")
    assert places_of(reading) == [("responses-extra-column", 1, N + 3)]
    assert len(reading.problems[0].message) < 200


def test_a_line_that_is_no_csv_costs_itself_only(made: Paper) -> None:
    row = right_row(made)
    reading = read(made, f'{HEADER}\nAda,,{row}\n"B"ob,,{row}\nCleo,{"x" * 200_000},{row}\nDan,,{row}\n')
    assert places_of(reading) == [("responses-csv", 3, 1), ("responses-csv", 4, 1)]
    assert [sitting.candidate for sitting in reading.sittings] == ["Ada", "Dan"]


def test_a_quote_that_is_not_closed_swallows_nobody_in_silence(made: Paper) -> None:
    row = right_row(made)
    reading = read(made, f'{HEADER}\nAda,,{row}\n"Bob,,{row}\nCleo,,{row}\n')
    assert [sitting.candidate for sitting in reading.sittings] == ["Ada"]
    assert [(problem.rule, problem.place.line, "not closed" in problem.message) for problem in reading.problems] == [
        ("responses-csv", 3, True)
    ]
    assert read(made, f'"{HEADER}\nAda,,{row}\n').problems[0].rule == "responses-csv"


def test_messages_stay_short(made: Paper) -> None:
    lines = "\n".join(f"{'y' * 1000},,{'z' * 5000},{at}" for at in range(300))
    assert max(len(str(problem)) for problem in read(made, f"{HEADER}\n{lines}\n").problems) < 400


def test_rows_are_read_by_the_letters_of_the_copy() -> None:
    made = rows_paper()
    policy = Policy("shuffled", "shuffled")
    ledger = Ledger(made, [CopyEntry(number, copy_code(made.code, made.root, number), 1, policy) for number in range(1, 8)])
    header = "candidate,copy,1,2,3,4"
    lines = []
    for number in range(8):
        places = copy(made, number, 1, policy if number else Policy()).slots
        cells = [place.right_letters() or (place.item.answer.value if place.item.answer else "") for place in places]
        lines.append(f"c{number},{number or ''},{','.join(cells)}")
    reading = read_responses("\n".join([header, *lines]), "class.csv", ledger)
    assert reading.problems == ()
    for sitting in reading.sittings:
        for slot in made.form(1).slots:
            item = slot.variants[0]
            if item.rows:
                assert sitting.responses[slot.id].value == tuple(row.right for row in item.rows)


def test_rows_that_cannot_be_read_are_said_and_counted_as_invalid() -> None:
    made = rows_paper()
    text = 'candidate,1,2,3,4\nAda,A,1a 1b,5,"1a, 2b"\nBob,A,5a,5,abcd\nCleo,A,1e2a,5,1e\n'
    reading = read_responses(text, "class.csv", Ledger(made))
    assert [(problem.place.line, problem.place.column) for problem in reading.problems] == [(2, 3), (3, 3), (4, 5)]
    assert "row 1 stands there twice; counted as wrong" in reading.problems[0].message
    assert "no row 5; this question has rows 1 to 4" in reading.problems[1].message
    assert "no option E; this question has ABCD" in reading.problems[2].message
    states = [[sitting.responses[f"1.{at}"].state for at in (2, 4)] for sitting in reading.sittings]
    assert states == [["invalid", "answered"], ["invalid", "answered"], ["answered", "invalid"]]
