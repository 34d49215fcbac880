"""Turn short references of a topic file into full ids, and remember each with its place until the whole bank is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.bank.fields import Fields
from generator.bank.markup import Node
from generator.model.place import Place


@dataclass(frozen=True, slots=True)
class Reference:
    """`owner` is the question that refers, `id` the full id it refers to, `text` what the author wrote."""

    kind: Literal["fact", "question"]
    owner: str
    id: str
    text: str
    place: Place


class References:
    """What the questions of one topic refer to. A short reference stays inside the topic; a full one holds # or /."""

    def __init__(self, topic_id: str) -> None:
        self.topic_id = topic_id
        self.owner = ""
        self.found: list[Reference] = []

    def fact(self, node: Node) -> str:
        """The full id of one fact."""
        id = node.text if "#" in node.text else f"{self.topic_id}#{node.text}"
        self.found.append(Reference("fact", self.owner, id, node.text, node.place))
        return id

    def facts(self, fields: Fields, name: str) -> tuple[str, ...]:
        """The full ids of a field that lists facts, each once."""
        return tuple(dict.fromkeys(self.fact(node) for node in fields.texts(name)))

    def questions(self, fields: Fields, name: str) -> tuple[str, ...]:
        """The full ids of a field that lists questions, each once."""
        found = []
        for node in fields.texts(name):
            id = node.text if "/" in node.text else f"{self.topic_id}/{node.text}"
            self.found.append(Reference("question", self.owner, id, node.text, node.place))
            found.append(id)
        return tuple(dict.fromkeys(found))
