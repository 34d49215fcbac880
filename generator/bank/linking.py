"""Turn the topic files of all banks into one whole: every reference is found, or is a problem with a suggestion."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from generator.bank.references import Reference
from generator.bank.sources import sources
from generator.bank.topics import TopicFile
from generator.bank.trouble import MOST_PROBLEMS, Trouble, nearest
from generator.model.fact import NEVER_ASKED, Fact
from generator.model.place import Place
from generator.model.problem import Problem
from generator.model.question import OptionSource, Question, Row

_FACT = re.compile(r"""\bfact\s*\[\s*(["'])([^"'\]]{1,200})\1\s*\]""")


class Linker:
    """All facts and questions by full id, and the problems of joining them."""

    def __init__(self, topics: Sequence[TopicFile]) -> None:
        self.facts: dict[str, Fact] = {}
        self.questions: dict[str, Question] = {}
        self._trouble: dict[str, Trouble] = {}
        self._topics = {topic.id: topic for topic in topics}
        self._named = frozenset[str]().union(*(topic.named for topic in topics))
        self._suggested = 0
        for topic in topics:
            self.facts |= topic.facts
            self.questions |= topic.questions

    def link(self) -> None:
        """Check every reference, take unknown ones out of their questions, and make enemies mutual."""
        unknown: dict[str, set[str]] = defaultdict(set)
        for topic in self._topics.values():
            for reference in topic.references:
                if not self._known(reference):
                    unknown[reference.owner].add(reference.id)
        for id, ids in unknown.items():
            self._without(id, ids)
        self._make_enemies_mutual()
        for question in self.questions.values():
            self._mentions(question)

    @property
    def problems(self) -> list[Problem]:
        """Everything that was found, file by file."""
        return [problem for trouble in self._trouble.values() for problem in trouble.problems]

    def _at(self, place: Place) -> Trouble:
        return self._trouble.setdefault(place.file, Trouble(place.file))

    def _known(self, reference: Reference) -> bool:
        if reference.kind == "question":
            if reference.id in self._named and reference.id != reference.owner:
                return True
            self._unknown(reference, "unknown-question", self._named, "/")
            return False
        fact = self.facts.get(reference.id)
        if fact is None:
            self._unknown(reference, "unknown-fact", self.facts, "#")
            return False
        if fact.status in NEVER_ASKED:
            self._in_use(fact, reference.place)
        return True

    def _unknown(self, reference: Reference, rule: str, known: Iterable[str], mark: str) -> None:
        home = reference.id.rpartition(mark)[0]
        if home in self._topics and not self._topics[home].readable:
            return  # the file that should hold it could not be read, and that was said
        self._suggested += 1
        message = f"no {reference.kind} has this id"
        if self._suggested > MOST_PROBLEMS:
            hint = ""
        elif reference.id == reference.owner:
            message, hint = "a question is not its own enemy", ""
        elif home not in self._topics:
            near = nearest(home, self._topics)
            hint = f"there is no topic {home[:200]}" + (f"; did you mean {near}?" if near else "")
        else:
            hint = self._suggestion(reference, known, home + mark)
        self._at(reference.place).add(reference.place, rule, message, got=reference.text, hint=hint)

    def _suggestion(self, reference: Reference, known: Iterable[str], home: str) -> str:
        name = reference.id.removeprefix(home)
        elsewhere = [id for id in known if id.endswith(home[-1] + name)]
        near = nearest(name, [id.removeprefix(home) for id in known if id.startswith(home)]) or next(iter(elsewhere), "")
        return f"did you mean {near}?" if near else ""

    def _without(self, id: str, unknown: set[str]) -> None:
        question = self.questions.get(id)
        if question is None:
            return
        if any(draw.draw == "fact" and draw.args["id"] in unknown for draw in question.given):
            del self.questions[id]
            return
        self.questions[id] = without(question, unknown)

    def _make_enemies_mutual(self) -> None:
        enemies: dict[str, list[str]] = {id: list(question.enemies) for id, question in self.questions.items()}
        for id, question in self.questions.items():
            for other in question.enemies:
                if other in enemies and id not in enemies[other]:
                    enemies[other].append(id)
        for id, found in enemies.items():
            if len(found) != len(self.questions[id].enemies):
                self.questions[id] = dataclasses.replace(self.questions[id], enemies=tuple(found))

    def _mentions(self, question: Question) -> None:
        """Facts that must not be used, where a text or an expression refers to them."""
        for source in sources(question):
            if "fact" not in source.text:
                continue
            for found in _FACT.finditer(source.text):
                id = found[2] if "#" in found[2] else f"{question.topic_id}#{found[2]}"
                if id in self.facts and self.facts[id].status in NEVER_ASKED:
                    self._in_use(self.facts[id], source.at(found.start()))

    def _in_use(self, fact: Fact, place: Place) -> None:
        hint = "confirm it, or ask something else" if fact.status == "unverified" else "ask what holds today"
        self._at(place).add(place, "fact-in-use", f"fact marked {fact.status} in use", got=fact.id, hint=hint)


def without(question: Question, unknown: set[str]) -> Question:
    """The question without the facts and enemies that do not exist."""

    def kept(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(id for id in ids if id not in unknown)

    def options(found: tuple[OptionSource, ...]) -> tuple[OptionSource, ...]:
        return tuple(dataclasses.replace(one, asks=kept(one.asks), uses=kept(one.uses)) for one in found)

    def rows(found: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(dataclasses.replace(one, asks=kept(one.asks), uses=kept(one.uses)) for one in found)

    return dataclasses.replace(
        question,
        asks=kept(question.asks),
        uses=kept(question.uses),
        enemies=kept(question.enemies),
        keys=options(question.keys),
        distractors=options(question.distractors),
        wrong=options(question.wrong),
        rows={name: rows(table) for name, table in question.rows.items()},
    )
