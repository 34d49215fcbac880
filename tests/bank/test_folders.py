"""A bank's folder: what is read of it, what is refused, how several banks meet, and the hash of it all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.bank.folders import is_bank_name
from generator.bank.read import load_banks, read_banks
from generator.model.problem import RefusedError
from tests.bank.broken import TINY

TOPIC = """format: 1
topic: {topic}
domain: secure
facts:
  f: {{says: Two is two., value: 2}}
questions:
  q:
    kind: true_false
    asks: [{asks}]
    level: remember
    difficulty: 1
    seconds: 30
    stem: Two is two.
    key: true
    why: {{true: "It is.", false: "It is."}}
"""
BLUEPRINT = "format: 1\nblueprint: {name}\ntitle: T\nminutes: 5\nitems: 1\n"


def bank(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def topic(asks: str = "f", title: str = "Twos") -> str:
    return TOPIC.format(topic=title, asks=asks)


def rules(*folders: Path) -> list[str]:
    return [problem.rule for problem in read_banks(folders).problems]


def test_a_bank_without_notes_has_its_folders_as_chapters_and_a_flat_one_its_name(tmp_path: Path) -> None:
    deep = bank(tmp_path / "deep", {"sums/twos.yaml": topic()})
    flat = bank(tmp_path / "flat", {"twos.yaml": topic()})
    reading = read_banks([deep, flat])
    assert reading.problems == ()
    assert list(reading.bank.questions) == ["deep/sums/twos/q", "flat/flat/twos/q"]
    assert reading.bank.chapters == {"sums": "sums", "flat": "flat"}
    assert reading.bank.topics["flat/flat/twos"].lines == (0, 0)


def test_questions_refer_to_facts_of_other_topics_and_other_banks(tmp_path: Path) -> None:
    one = bank(tmp_path / "one", {"sums/twos.yaml": topic("two/sums/twos#f")})
    two = bank(tmp_path / "two", {"sums/twos.yaml": topic()})
    assert rules(one, two) == []
    assert read_banks([one, two]).bank.questions["one/sums/twos/q"].asks == ("two/sums/twos#f",)
    assert rules(one) == ["unknown-fact"]


def test_a_reference_into_a_file_that_is_not_yaml_is_no_further_problem(tmp_path: Path) -> None:
    folder = bank(tmp_path / "one", {"sums/twos.yaml": topic("one/sums/threes#f"), "sums/threes.yaml": "a: [\n"})
    assert rules(folder) == ["yaml-syntax"]


def test_files_that_are_not_read_are_named(tmp_path: Path) -> None:
    folder = bank(
        tmp_path / "one",
        {
            "sums/twos.yaml": topic(),
            "sums/more/threes.yaml": topic(),
            "sums/fours.yml": topic(),
            "sums/Fives.yaml": topic(),
            "sums/latin.yaml": "format: 1\ntopic: Caf\xe9\n".encode("latin-1"),
            "sums/large.yaml": "#" * 1_000_001,
            "sums/empty.yaml": "",
            "sums/readme.md": "not yaml",
            ".git/x.yaml": "not: [ours",
        },
    )
    (folder / "sums" / "link.yaml").symlink_to("/etc/hostname")
    os.mkfifo(folder / "sums" / "pipe.yaml")
    problems = {Path(problem.place.file).name: problem.rule for problem in read_banks([folder]).problems}
    assert problems == {
        "threes.yaml": "bank-folder",
        "fours.yml": "bank-folder",
        "Fives.yaml": "bank-folder",
        "latin.yaml": "yaml-syntax",
        "large.yaml": "file-size",
        "empty.yaml": "wrong-type",
        "link.yaml": "bank-folder",
        "pipe.yaml": "bank-folder",
    }
    assert f"{folder}/sums/latin.yaml:2:11" in [str(problem.place) for problem in read_banks([folder]).problems]


def test_a_folder_that_is_none_or_holds_nothing(tmp_path: Path) -> None:
    assert rules(tmp_path / "nowhere") == ["bank-folder"]
    (tmp_path / "empty").mkdir()
    assert rules(tmp_path / "empty") == ["bank-folder"]
    with pytest.raises(RefusedError):
        load_banks([tmp_path / "empty"])


def test_two_banks_of_one_name_are_refused(tmp_path: Path) -> None:
    one = bank(tmp_path / "a" / "same", {"sums/twos.yaml": topic()})
    two = bank(tmp_path / "b" / "same", {"sums/twos.yaml": topic()})
    assert rules(one, two) == ["duplicate-id"]


def test_the_first_bank_has_the_blueprint_of_a_name(tmp_path: Path) -> None:
    one = bank(tmp_path / "one", {"sums/twos.yaml": topic(), "blueprints/short.yaml": BLUEPRINT.format(name="short")})
    two = bank(tmp_path / "two", {"sums/twos.yaml": topic(), "blueprints/short.yaml": BLUEPRINT.format(name="short")})
    found = load_banks([two, one]).blueprints
    assert list(found) == ["short", "one/short"]
    assert "two" in found["short"].place.file


def test_a_topic_or_chapter_that_the_notes_do_not_list(tmp_path: Path) -> None:
    notes = "format: 1\nchapters:\n  - {id: sums, title: Sums, headings: [{topic: twos, heading: Twos, lines: [1, 2], testable: true}]}\n"
    files: dict[str, str | bytes] = {"notes.yaml": notes, "sums/two.yaml": topic(), "sumz/twos.yaml": topic(title="Other")}
    problems = read_banks([bank(tmp_path / "one", files)]).problems
    assert [(problem.rule, problem.hint) for problem in problems] == [
        ("unknown-topic", "did you mean twos?"),
        ("unknown-chapter", "did you mean sums?"),
    ]


def test_the_digest_is_of_names_and_bytes(tmp_path: Path) -> None:
    def digest(folder: Path) -> str:
        return dict(read_banks([folder]).bank.digests)["tiny"]

    copy = Path(shutil.copytree(TINY, tmp_path / "tiny"))
    first = digest(copy)
    assert first == digest(TINY)
    assert len(first) == 64
    (copy / "notes.txt").write_text("not a part of the bank")
    assert digest(copy) == first
    file = copy / "measures" / "time.yaml"
    file.write_bytes(file.read_bytes() + b"\n")
    second = digest(copy)
    (copy / "blueprints" / "five.yaml").rename(copy / "blueprints" / "six.yaml")
    assert len({first, second, digest(copy)}) == 3


def test_a_folder_that_cannot_be_read_costs_itself_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = bank(
        tmp_path / "mine", {"a/t.yaml": TOPIC.format(topic="A", asks="f"), "shut/t.yaml": "", "z/t.yaml": TOPIC.format(topic="Z", asks="f")}
    )
    look = Path.iterdir

    def refusing(folder: Path) -> Iterator[Path]:
        if folder.name == "shut":
            raise PermissionError(13, "Permission denied", str(folder))
        return look(folder)

    monkeypatch.setattr(Path, "iterdir", refusing)
    reading = read_banks([mine])
    assert set(reading.bank.questions) == {"mine/a/t/q", "mine/z/t/q"}
    (problem,) = reading.problems
    assert (problem.place.file, problem.rule) == (str(mine / "shut"), "bank-folder")
    assert "Permission denied" in problem.message


@pytest.mark.parametrize("name", ["", "a#b", "a:b", "a b", "a\tb", "a\x1bb"])
def test_what_cannot_name_a_bank(name: str) -> None:
    assert not is_bank_name(name)
    assert is_bank_name("My-Bank_2")
