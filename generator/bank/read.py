"""Turn the folders of one or more banks into one bank and the problems in it: everything is read, then it stops once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.bank.blueprints import parse_blueprint
from generator.bank.folders import BLUEPRINTS, NOTES, BankFile, Folder, read_folder
from generator.bank.linking import Linker
from generator.bank.notes import Notes, read_notes
from generator.bank.topics import TopicFile, read_topic
from generator.bank.trouble import nearest
from generator.model.bank import Bank, Heading
from generator.model.blueprint import Blueprint
from generator.model.place import Place
from generator.model.problem import Problem, RefusedError

ReadTopic = Callable[[bytes, str, str, str, str], TopicFile]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `bank` holds the questions that are complete enough to be proved, also where they have problems;
    `files` says how many files each bank has."""

    bank: Bank
    problems: tuple[Problem, ...]
    files: Mapping[str, int] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep a bank from being used."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


@dataclass(slots=True)
class _Gathered:
    topics: list[TopicFile] = field(default_factory=list)
    chapters: dict[str, str] = field(default_factory=dict)
    headings: dict[str, Heading] = field(default_factory=dict)
    bars: dict[str, int] = field(default_factory=dict)
    blueprints: dict[str, Blueprint] = field(default_factory=dict)
    digests: list[tuple[str, str]] = field(default_factory=list)
    named: list[tuple[str, str, Place]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, int] = field(default_factory=dict)


def load_banks(folders: Sequence[Path]) -> Bank:
    """The banks as one. Raises RefusedError with every problem where there is an error."""
    reading = read_banks(folders)
    if reading.errors:
        raise RefusedError(reading.problems)
    return reading.bank


def read_banks(folders: Sequence[Path], read: ReadTopic = read_topic) -> Reading:
    """The banks as one, and everything that is wrong with their files; never raises for an author's trouble.

    Full ids keep banks apart. A blueprint is known by its name; where two banks have one of the same name, the first bank's
    is, and the other's is known as bank/name. `read` may be a cache around `read_topic`.
    """
    gathered = _Gathered()
    names: set[str] = set()
    for path in folders:
        folder = read_folder(path)
        if folder.name in names:
            gathered.problems.append(Problem(Place(str(path)), "duplicate-id", "another bank has this name", got=folder.name))
            continue
        names.add(folder.name)
        _gather(folder, gathered, read)
    linker = Linker(gathered.topics)
    linker.link()
    bank = Bank(
        facts=linker.facts,
        questions=linker.questions,
        topics={topic.id: topic.topic for topic in gathered.topics if topic.topic is not None},
        blueprints=gathered.blueprints,
        chapters=gathered.chapters,
        headings=tuple(gathered.headings.values()),
        bars=gathered.bars,
        digests=tuple(gathered.digests),
    )
    problems = [*gathered.problems, *linker.problems, *_unknown_parts(gathered, bank)]
    return Reading(bank, tuple(sorted(dict.fromkeys(problems), key=lambda one: (one.place, one.rule))), gathered.files)


def _gather(folder: Folder, gathered: _Gathered, read: ReadTopic) -> None:
    gathered.problems.extend(folder.problems)
    gathered.digests.append((folder.name, folder.digest))
    gathered.files[folder.name] = len(folder.files)
    notes = next((file for file in folder.files if file.parts == (NOTES,)), None)
    index = read_notes(notes.data, notes.file, folder.name) if notes else None
    if index:
        gathered.problems.extend(index.problems)
        gathered.headings |= {heading.topic: heading for heading in index.headings}
        gathered.bars |= index.bars
        for id, title in index.chapters.items():
            gathered.chapters.setdefault(id, title)
    for file in folder.files:
        if file.parts[0] == BLUEPRINTS:
            _blueprint(file, folder.name, gathered)
        elif file.parts != (NOTES,):
            _topic(file, folder.name, index, gathered, read)


def _blueprint(file: BankFile, bank: str, gathered: _Gathered) -> None:
    read = parse_blueprint(file.data, file.file)
    blueprint = read.blueprint
    gathered.problems.extend(read.problems)
    gathered.named.extend(read.named)
    if blueprint is not None:
        name = blueprint.name if blueprint.name not in gathered.blueprints else f"{bank}/{blueprint.name}"
        if name in gathered.blueprints:
            message = "another blueprint of this bank has this name"
            gathered.problems.append(Problem(blueprint.place, "duplicate-id", message, got=blueprint.name))
        gathered.blueprints.setdefault(name, blueprint)


def _topic(file: BankFile, bank: str, index: Notes | None, gathered: _Gathered, read: ReadTopic) -> None:
    chapter = file.parts[0] if len(file.parts) == 2 else bank
    name = file.parts[-1].removesuffix(".yaml")
    topic = read(file.data, file.file, bank, chapter, name)
    gathered.topics.append(topic)
    gathered.problems.extend(topic.problems)
    gathered.chapters.setdefault(chapter, chapter)
    if index is None or index.problems:
        return
    if chapter not in index.chapters:
        gathered.problems.append(_not_listed(file.file, "unknown-chapter", chapter, index.chapters))
    elif index.headings and topic.id not in gathered.headings:
        known = [heading.topic.rsplit("/", 1)[-1] for heading in index.headings if heading.chapter == chapter]
        gathered.problems.append(_not_listed(file.file, "unknown-topic", name, known))


def _not_listed(file: str, rule: str, name: str, known: Iterable[str]) -> Problem:
    what = rule.removeprefix("unknown-")
    near = nearest(name, known)
    hint = f"did you mean {near}?" if near else f"list it in {NOTES}, or rename the file"
    return Problem(Place(file), rule, f"{NOTES} of this bank has no such {what}", got=name, hint=hint)


def _unknown_parts(gathered: _Gathered, bank: Bank) -> Iterable[Problem]:
    """Topics, chapters and questions that a blueprint names and no bank has."""
    topics = {topic.id for topic in gathered.topics}
    short = {id.rsplit("/", 1)[-1] for id in (*topics, *(heading.topic for heading in bank.headings))}
    parts: dict[str, tuple[str, Collection[str]]] = {
        "topics": ("topic", short | topics),
        "chapters": ("chapter", bank.chapters),
        "picks": ("question", bank.questions),
    }
    for field_name, name, place in gathered.named:
        what, known = parts[field_name]
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean {near}?" if near else ""
            yield Problem(place, f"unknown-{what}", f"no bank that was read has this {what}", got=name, hint=hint)
