"""A record reads back as it was written; one that is truncated, edited or foreign is refused in words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.copies import CopyEntry, Ledger, dump_lines, load_lines
from generator.model.paper import Paper, Policy
from generator.model.problem import Problem, RefusedError
from generator.model.record import dump_paper, load_paper, signed
from generator.model.response import Sitting
from tests.render.papers import paper, rows_paper


def refused(text: str) -> Problem:
    with pytest.raises(RefusedError) as caught:
        load_paper(text, "paper.json")
    return caught.value.problems[0]


def resigned(data: dict[str, object]) -> str:
    from generator.model.code import long_code

    rest = {name: member for name, member in data.items() if name != "code"}
    data["code"] = long_code(json.dumps(rest, ensure_ascii=False, separators=(",", ":")).encode())[:6]
    return json.dumps(data, ensure_ascii=False)


def test_round_trip() -> None:
    made = paper(12)
    text = dump_paper(made)
    assert load_paper(text, "paper.json") == made
    assert dump_paper(load_paper(text, "paper.json")) == text
    assert load_paper(json.dumps(json.loads(text), indent=2), "paper.json") == made


@given(st.data())
def test_every_truncation_is_refused(data: st.DataObject) -> None:
    text = dump_paper(paper(3)).rstrip()
    refused(text[: data.draw(st.integers(0, len(text) - 1))])


@given(st.data())
def test_every_changed_character_of_a_value_is_refused(data: st.DataObject) -> None:
    text = dump_paper(paper(3))
    at = data.draw(st.integers(0, len(text) - 2))
    other = data.draw(st.sampled_from("abcXYZ019").filter(lambda letter: letter != text[at]))
    refused(text[:at] + other + text[at + 1 :])


def test_messages_say_what_is_wrong() -> None:
    data = json.loads(dump_paper(paper(2)))
    assert refused(dump_paper(paper(2)).replace('"minutes":', '"minutes" :', 1).replace('"cut":720', '"cut":100')).rule == "record-edited"
    assert refused(resigned({**data, "format": 2})).rule == "record-format"
    assert "surprise" in refused(resigned({**data, "surprise": 1})).message
    assert ".minutes" in refused(resigned({**data, "minutes": "ten"})).message
    assert "missing" in refused(resigned({name: data[name] for name in data if name != "cut"})).message
    assert refused('{"format": 1, "format": 1, "forms": []}').rule == "record-shape"
    assert refused('{"format": 1.5}').rule == "record-shape"
    assert refused("[" * 100_000).rule in ("record-shape", "record-syntax")
    assert refused("[]").rule == "record-foreign"
    assert refused(resigned({**data, "forms": []})).rule == "record-shape"
    assert ":1:" in str(refused('{"format": }').place)


def test_the_code_is_the_hash_of_the_rest() -> None:
    first, second = paper(4), paper(5)
    assert first.code != second.code
    assert signed(first).code == first.code
    assert len(signed(first, 9).code) == 9
    assert signed(first, 9).code.startswith(first.code)


def test_json_lines_name_their_line() -> None:
    entries = (CopyEntry(1, "AAAAAA-BBBBB", 1, Policy("shuffled", "shuffled")), CopyEntry(2, "AAAAAA-CCCCC", 1, Policy(), "run 1", "Ada"))
    assert load_lines(CopyEntry, dump_lines(entries), "copies.jsonl") == entries
    with pytest.raises(RefusedError, match=r"copies.jsonl:2"):
        load_lines(CopyEntry, dump_lines(entries[:1]) + '{"number": "one"}\n', "copies.jsonl")


def test_a_sitting_round_trips() -> None:
    from generator.model.response import Response

    sitting = Sitting(
        "P", "Ada", 0, "typed", {"1.1": Response(("abc",), "answered"), "1.2": Response("1,000", "answered"), "1.3": Response()}
    )
    assert load_lines(Sitting, dump_lines([sitting]), "typed.jsonl") == (sitting,)


def test_the_ledger_knows_codes_numbers_and_nothing_else() -> None:
    made: Paper = paper(3)
    from generator.model.code import copy_code

    code = copy_code(made.code, made.root, 7)
    ledger = Ledger(made, [CopyEntry(7, code, 1, Policy("shuffled", "shuffled"))])
    found = ledger.find(code.lower())
    assert found is not None
    assert found.number == 7
    assert ledger.find(" 7 ") is found
    assert ledger.find("") is ledger.find("0")
    assert ledger.find("8") is None
    assert ledger.find(code[:-1] + ("A" if code[-1] != "A" else "B")) is None
    assert ledger.find("\u0667") is None


@pytest.mark.parametrize("text", ['{"format":1,"forms":[],"minutes":' + "9" * 5000 + "}", '{"format":1,"forms":[],"title":"\\ud800"}'])
def test_what_cannot_be_written_again_is_refused(text: str) -> None:
    assert refused(text).rule == "record-shape"


def test_rows_are_in_the_record_only_where_there_are_some() -> None:
    """Fields that came later leave old records as they were: text and code."""
    text = dump_paper(rows_paper())
    assert load_paper(text, "paper.json") == rows_paper()
    items = [slot["variants"][0] for slot in json.loads(text)["forms"][0]["slots"]]
    assert [len(item.get("rows", ())) for item in items] == [0, 4, 0, 4]
    assert [("rows" in item) for item in items] == [False, True, False, True]
    assert [list(row) for row in items[1]["rows"]] == [["text", "right"]] * 4


@pytest.mark.parametrize("row", [{"text": "a"}, {"text": "a", "right": "b", "more": 1}, {"text": 1, "right": "b"}, "a", None])
def test_a_row_of_another_shape_is_refused(row: object) -> None:
    data = json.loads(dump_paper(rows_paper()))
    data["forms"][0]["slots"][1]["variants"][0]["rows"][0] = row
    problem = refused(resigned(data))
    assert problem.rule == "record-shape"
    assert "rows[0]" in problem.message
