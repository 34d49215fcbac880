"""What the pages say and what their forms write; the raw reading is never touched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.scan.doubts import REOPENED
from generator.web.doubts.door import Door
from generator.web.doubts.guard import DESK, DOOR, KEY
from generator.web.doubts.serve import application
from generator.web.doubts.view import key_of
from tests.render.test_valid import messages
from tests.web.doubts.desks import DOUBTS, EVIL, MemoryDesk

HOST = "127.0.0.1:8001"


class Visitor:
    """A browser without script that was let in."""

    def __init__(self, desk: MemoryDesk, who: str = "Ann") -> None:
        links: list[str] = []
        door = Door(HOST, links.append)
        application(desk, door)
        from django.test import Client

        self.desk, self.room = desk, f"/{door.room}/"
        self.client: Any = Client(**{DESK: desk, DOOR: door, "HTTP_HOST": HOST})
        self.client.get(links[0].removeprefix(f"http://{HOST}"))
        assert KEY in self.client.cookies
        if who:
            self.post("name/", who=who)

    def get(self, path: str = "") -> str:
        answer = self.client.get(self.room + path)
        assert answer.status_code == 200, answer.status_code
        text: str = answer.content.decode()
        return text

    def post(self, path: str, **fields: Any) -> Any:
        return self.client.post(self.room + path, fields)

    def settle(self, at: int, **fields: Any) -> Any:
        return self.post(page_of(at), **{"action": "save", "seen": "0"} | fields)


def page_of(at: int) -> str:
    return f"batch/4b/{key_of(DOUBTS[at])}/"


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


@pytest.fixture
def visitor(desk: MemoryDesk) -> Visitor:
    return Visitor(desk)


def said(desk: MemoryDesk) -> list[tuple[str, str, str, str]]:
    return [(line.doubt, line.value, line.who, line.why) for line in desk.lines]


def test_nobody_decides_without_a_name(desk: MemoryDesk) -> None:
    visitor = Visitor(desk, who="")
    assert "Begin" in visitor.get()
    assert "Settle" not in visitor.get()
    assert visitor.settle(0, letter=["B"]).headers["location"] == visitor.room
    assert visitor.post("name/", who="  ").status_code == 422
    assert visitor.post("name/", who="x" * 81).status_code == 422
    assert visitor.post("name/", who="A\u202eB").status_code == 422
    assert not desk.lines
    visitor.post("name/", who="Ann  Łuk")
    visitor.settle(0, letter=["B"])
    assert said(desk) == [("a/1", "B", "Ann Łuk", "")]


def test_a_name_that_was_changed_in_the_cookie_is_none(visitor: Visitor) -> None:
    visitor.client.cookies["examwright-who"] = "Eve:1x:forged"
    assert "Begin" in visitor.get()
    visitor.settle(0, letter=["B"])
    assert not visitor.desk.lines


def test_accepting_leads_from_one_doubt_to_the_next_and_to_the_end(visitor: Visitor) -> None:
    forms: list[dict[str, Any]] = [
        {"letter": ["B"]}, {"letter": ["E", "A"]}, {"action": "blank"}, {"typed": " 7.5 "}, {"choice": "1010"}, {"choice": "ignore"},
    ]  # fmt: skip
    for at, form in enumerate(forms):
        answer = visitor.settle(at, **form)
        after = page_of(at + 1) if at < 5 else "batch/4b/all/"
        assert (answer.status_code, answer.headers["location"]) == (303, visitor.room + after)
    assert [line.value for line in visitor.desk.lines] == ["B", "AE", "", "7.5", "1010", "ignore"]
    end = visitor.get("batch/4b/all/")
    assert "All is settled" in end
    assert "examwright scan 7K3QWD --batch 4b --mark" in end
    assert "Cy O&#39;Neil (1010)" in end


def test_the_next_one_is_the_next_that_is_open(visitor: Visitor) -> None:
    visitor.settle(1, letter=["A"])
    assert visitor.settle(0, letter=["A"]).headers["location"].endswith(page_of(2))
    assert visitor.settle(5, choice="ignore").headers["location"].endswith(page_of(2))


def test_invalid_blank_and_a_reason(visitor: Visitor) -> None:
    visitor.settle(0, action="invalid", why=" two  marks ")
    visitor.settle(3, action="blank")
    assert said(visitor.desk) == [("a/1", "invalid", "Ann", "two marks"), ("a/4", "", "Ann", "")]
    page = visitor.get(page_of(0))
    assert "two marks" in page
    assert "✓ settled" in page


WRONG: list[tuple[int, dict[str, Any], str]] = [
    (0, {"letter": ["E"]}, "not one of this question"),
    (0, {"action": "delete"}, "does not say what to do"),
    (0, {"letter": ["A"], "why": "x" * 201}, "reason is longer"),
    (3, {"typed": "  "}, "Type what is written"),
    (3, {"typed": "7" * 61}, "longer than 60"),
    (3, {"typed": "7\x00"}, "cannot be printed"),
    (4, {}, "Choose one"),
    (4, {"choice": "9999"}, "Nobody on the list"),
    (4, {"action": "blank"}, "does not say what to do"),
    (5, {"choice": "ignore", "typed": "7K3QWD-M4TX2/1"}, "which is it"),
]


@pytest.mark.parametrize(("at", "form", "complaint"), WRONG)
def test_what_cannot_be_meant_is_said_and_not_written(at: int, form: dict[str, Any], complaint: str, visitor: Visitor) -> None:
    answer = visitor.settle(at, **form)
    assert answer.status_code == 422
    assert complaint in answer.content.decode()
    assert not visitor.desk.lines


def test_what_somebody_else_decided_meanwhile_is_shown_first(visitor: Visitor) -> None:
    visitor.desk.settle("4b", DOUBTS[0], "C", "Bob", "")
    answer = visitor.settle(0, letter=["B"])
    assert answer.status_code == 409
    assert "Somebody decided this meanwhile" in answer.content.decode()
    assert [line.who for line in visitor.desk.lines] == ["Bob"]
    assert visitor.settle(0, letter=["B"], seen="1").status_code == 303


def test_undo_opens_my_last_one_and_keeps_every_line(visitor: Visitor) -> None:
    visitor.settle(0, letter=["B"])
    visitor.settle(1, letter=["A"])
    visitor.desk.settle("4b", DOUBTS[2], "D", "Bob", "")
    assert visitor.post("batch/4b/undo/").headers["location"].endswith(page_of(1))
    assert visitor.post("batch/4b/undo/").headers["location"].endswith(page_of(0))
    assert visitor.post("batch/4b/undo/").headers["location"].endswith("batch/4b/"), "Bob's is not mine to undo"
    assert [(line.doubt, line.value) for line in visitor.desk.lines][-2:] == [("a/2", REOPENED), ("a/1", REOPENED)]
    assert len(visitor.desk.lines) == 5
    page = visitor.get(page_of(0))
    assert "opened again" in page
    assert "✓ settled" not in page


def test_a_candidate_is_found_by_number_or_name(visitor: Visitor) -> None:
    assert "Cy O&#39;Neil" in visitor.get(page_of(4))
    found = visitor.get(page_of(4) + "?find=nguyễn")
    assert 'value="1002" checked' in found
    assert "Cy O" not in found
    assert 'value="1001"' in visitor.get(page_of(4) + "?find=1001")
    assert "Nobody on the list fits" in visitor.get(page_of(4) + "?find=zz")


def test_without_a_list_a_number_is_typed(visitor: Visitor) -> None:
    visitor.desk.names.clear()
    assert 'id="typed"' in visitor.get(page_of(4))
    visitor.settle(4, typed="2001")
    assert visitor.desk.lines[-1].value == "2001"


def test_fixing_an_identity_writes_one_line_and_no_answer(visitor: Visitor) -> None:
    visitor.settle(4, choice="1001")
    assert said(visitor.desk) == [("a/5", "1001", "Ann", "")]


def test_hostile_names_are_text(visitor: Visitor) -> None:
    page = visitor.get(page_of(4))
    assert EVIL not in page
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "<script>" not in visitor.get(page_of(4) + "?find=<script>alert(1)")


def test_nothing_stands_inline(visitor: Visitor) -> None:
    for path in ("", "batch/4b/all/", *(page_of(at) for at in range(6))):
        page = visitor.get(path)
        assert "<style" not in page
        assert "style=" not in page
        assert "onclick" not in page
        assert page.count("<script") == page.count("<script src=") == 1
        assert "http" not in page.replace("http-equiv", "")


@pytest.mark.validator
def test_the_pages_are_valid(visitor: Visitor, tmp_path: Path) -> None:
    paths = ["", "batch/4b/all/", *(page_of(at) for at in range(6)), page_of(4) + "?find=bo"]
    for at, path in enumerate(paths):
        (tmp_path / f"{at}.html").write_text(visitor.get(path), encoding="utf-8")
    visitor.settle(0, letter=["B"])
    (tmp_path / "settled.html").write_text(visitor.get(page_of(0)), encoding="utf-8")
    (tmp_path / "refused.html").write_text(visitor.client.get("/nowhere").content.decode(), encoding="utf-8")
    assert messages(*tmp_path.glob("*.html")) == []


def test_pictures_are_there_or_say_so(visitor: Visitor) -> None:
    answer = visitor.client.get(visitor.room + page_of(0) + "picture.png")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert visitor.client.get(visitor.room + page_of(5) + "picture.png").status_code == 404


def test_a_batch_without_doubts_is_done(visitor: Visitor) -> None:
    assert visitor.client.get(visitor.room + "batch/empty/").headers["location"].endswith("empty/all/")
    assert "There is no doubt" in visitor.get("batch/empty/all/")


def test_no_batch_at_all(desk: MemoryDesk) -> None:
    desk.found = {}
    assert "No batch of this paper" in Visitor(desk).get()
