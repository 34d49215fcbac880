"""Turn one topic file into its facts, its questions and what they refer to: a function of its bytes and its address only."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.bank.facts import read_facts
from generator.bank.fields import Fields, check_id
from generator.bank.markup import LARGEST_FILE, Node, read_markup
from generator.bank.questions import Home, read_question
from generator.bank.references import Reference, References
from generator.bank.trouble import Trouble
from generator.model.bank import Topic
from generator.model.fact import Fact
from generator.model.place import Place
from generator.model.problem import Problem
from generator.model.question import DOMAINS, Question

FIELDS = frozenset({"format", "topic", "notes", "domain", "facts", "questions"})
FORMAT = 1


@dataclass(frozen=True, slots=True)
class TopicFile:
    """What one file holds. `topic` is None and `readable` false where it is not YAML; `named` holds the full ids of all
    questions, also of those too broken to be kept."""

    id: str
    topic: Topic | None = None
    readable: bool = False
    facts: dict[str, Fact] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, trouble: Trouble) -> str | None:
    """The text of a file of at most 1 MB, or None with a problem."""
    if len(data) > LARGEST_FILE:
        trouble.add(Place(trouble.file), "file-size", "the file is larger than 1 MB", hint="one topic, one file")
        return None
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = Place(trouble.file, before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1)
        trouble.add(place, "yaml-syntax", "a byte that is not UTF-8", hint="save the file as UTF-8")
        return None


def check_format(fields: Fields) -> None:
    """The file's format is ours."""
    node = fields.node("format", "number")
    if node is not None and node.number != FORMAT:
        fields.trouble.add(node.place, "bad-value", "a format that is not read", expected=f"format: {FORMAT}", got=node.text)


def read_topic(data: bytes, file: str, bank: str, chapter: str, name: str) -> TopicFile:
    """Everything in one topic file; never raises for an author's trouble."""
    trouble = Trouble(file)
    id = f"{bank}/{chapter}/{name}"
    text = decode(data, trouble)
    root = read_markup(text, trouble) if text is not None else None
    if root is None:
        if text is not None and not trouble.problems:
            trouble.add(Place(file), "wrong-type", "the file is empty", expected="a topic: format, topic, facts, questions")
        return TopicFile(id, problems=trouble.problems)
    fields = Fields(root, "a topic file", trouble, FIELDS, ("format", "topic"))
    check_format(fields)
    home = Home(bank, chapter, name, fields.text("topic"), fields.one_of("domain", DOMAINS))
    topic = Topic(id, home.title, chapter, home.domain, fields.lines("notes"), root.place)
    facts_node = fields.node("facts", "map")
    facts = read_facts(facts_node, id, "notes" in fields, trouble) if facts_node else {}
    references = References(id)
    questions, named = _questions(fields.node("questions", "map"), home, references, trouble)
    found = tuple(references.found)
    return TopicFile(id, topic, root.kind == "map", facts, questions, named, found, trouble.problems)


def _questions(node: Node | None, home: Home, references: References, trouble: Trouble) -> tuple[dict[str, Question], frozenset[str]]:
    found, named = {}, set()
    for key, value in node.entries.values() if node else ():
        if check_id(key, "a question", trouble):
            references.owner = f"{home.id}/{key.text}"
            named.add(references.owner)
            question = read_question(key, value, home, references, trouble)
            if question is not None:
                found[question.id] = question
    return found, frozenset(named)
