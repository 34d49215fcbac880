"""Turn a bank's `notes.yaml` into its chapters in order and the headings of the notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.bank.fields import Fields, check_id
from generator.bank.markup import Node, read_markup
from generator.bank.topics import check_format, decode
from generator.bank.trouble import Trouble
from generator.model.bank import Heading
from generator.model.problem import Problem
from generator.model.question import DOMAINS

FIELDS = frozenset({"format", "bars", "chapters"})
CHAPTER = frozenset({"id", "title", "headings"})
BARS = frozenset(
    {"questions", "computing", "scenarios", "multiple", "variants", "computing_median", "most_remember_percent"}
    | {"per_heading", "per_exam_heading", "per_exam_line", *DOMAINS}
)
HEADING = frozenset({"topic", "heading", "lines", "domain", "testable", "exam"})


@dataclass(frozen=True, slots=True)
class Notes:
    """`chapters` are titles by id in the notes' order, `bars` what `examwright coverage` asks of the bank."""

    chapters: dict[str, str]
    headings: tuple[Heading, ...]
    problems: tuple[Problem, ...]
    bars: dict[str, int] = field(default_factory=dict)


def read_notes(data: bytes, file: str, bank: str) -> Notes:
    """The index of the notes, as complete as it can be read; a heading's topic is a full id."""
    trouble = Trouble(file)
    text = decode(data, trouble)
    root = read_markup(text, trouble) if text is not None else None
    if root is None:
        return Notes({}, (), trouble.problems)
    fields = Fields(root, "notes.yaml", trouble, FIELDS, ("format", "chapters"))
    check_format(fields)
    chapters: dict[str, str] = {}
    headings: dict[str, Heading] = {}
    for node in fields.items("chapters"):
        _chapter(node, bank, chapters, headings, trouble)
    return Notes(chapters, tuple(headings.values()), trouble.problems, _bars(fields))


def _bars(fields: Fields) -> dict[str, int]:
    node = fields.node("bars", "map")
    if node is None:
        return {}
    bars = Fields(node, "bars", fields.trouble, BARS, (), fields.key_place("bars"))
    return {name: bars.whole(name, 0, 10**9) for name in BARS if name in bars}


def _chapter(node: Node, bank: str, chapters: dict[str, str], headings: dict[str, Heading], trouble: Trouble) -> None:
    fields = Fields(node, "a chapter", trouble, CHAPTER, ("id", "title"))
    id = fields.node("id", "text")
    if id is None or not check_id(id, "a chapter", trouble):
        return
    if id.text in chapters:
        trouble.add(id.place, "duplicate-id", "another chapter has this id", got=id.text)
    chapters[id.text] = fields.text("title") or id.text
    for item in fields.items("headings"):
        heading = _heading(item, bank, id.text, trouble)
        if heading is None:
            continue
        if heading.topic in headings:
            trouble.add(item.place, "duplicate-id", "another heading has this topic", got=heading.topic.rsplit("/", 1)[-1])
        headings[heading.topic] = heading


def _heading(node: Node, bank: str, chapter: str, trouble: Trouble) -> Heading | None:
    fields = Fields(node, "a heading", trouble, HEADING, ("topic", "heading", "lines", "testable"))
    topic = fields.node("topic", "text")
    if topic is None or not check_id(topic, "a topic", trouble):
        return None
    exam = tuple(item.number for item in fields.items("exam") if isinstance(item.number, int) and item.number > 0)
    if len(exam) != len(fields.items("exam")):
        trouble.add(fields.key_place("exam"), "bad-value", "exam lists the lines that are flagged", expected="[1482, 1484]")
    return Heading(
        topic=f"{bank}/{chapter}/{topic.text}",
        heading=fields.text("heading"),
        chapter=chapter,
        lines=fields.lines("lines"),
        testable=fields.flag("testable") is not False,
        exam=exam,
        domain=fields.one_of("domain", DOMAINS),
    )
