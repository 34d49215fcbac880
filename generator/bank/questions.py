"""Turn one entry of a topic file's `questions:` into a question."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from generator.bank.draws import check_name, read_given
from generator.bank.examples import read_examples
from generator.bank.fields import Fields, wrong_type
from generator.bank.markup import Node
from generator.bank.options import read_answer, read_rows, read_wrong
from generator.bank.pools import read_pools
from generator.bank.references import References
from generator.bank.trouble import Trouble
from generator.kinds.kind import Kind
from generator.kinds.table import KINDS
from generator.model.question import DOMAINS, LEVELS, Draw, Question, Row, Source

CONTENT = frozenset({"stem", "given", "where", "let", "rows", "examples", "explanation"})
FIELDS = CONTENT | {"kind", "level", "difficulty", "seconds", "asks", "domain", "uses", "tags", "enemies", "allow"}
REQUIRED = ("kind", "level", "difficulty", "seconds", "stem")
LONGEST_SECONDS = 3600
_EVERY = FIELDS.union(*(kind.fields for kind in KINDS.values()))


@dataclass(frozen=True, slots=True)
class Home:
    """The topic that a question stands in."""

    bank: str
    chapter: str
    topic: str
    title: str
    domain: str

    @property
    def id(self) -> str:
        """bank/chapter/topic."""
        return f"{self.bank}/{self.chapter}/{self.topic}"


def read_question(key: Node, node: Node, home: Home, references: References, trouble: Trouble) -> Question | None:
    """One question, or None where too little of it can be read for a proof to say anything true about it."""
    named = node.entries["kind"][1].text if "kind" in node.entries else ""
    kind = KINDS.get(named)
    what = f"a question of kind {kind.name}" if kind else "a question"
    required = (*REQUIRED, *sorted(kind.required)) if kind else REQUIRED
    before = trouble.grave
    fields = Fields(node, what, trouble, FIELDS | kind.fields if kind else _EVERY, required, key.place)
    if kind is None:
        fields.one_of("kind", KINDS, rule="unknown-kind")
        return None
    question = _read(fields, kind, home, references, f"{home.id}/{key.text}")
    return question if trouble.grave == before else None


def _read(fields: Fields, kind: Kind, home: Home, references: References, id: str) -> Question:
    trouble, facts = fields.trouble, references.facts
    given = _given(fields, references)
    rows = _rows(fields, given, references)
    pools = read_pools(fields, kind, rows, facts)
    answer, wrong = fields.node("answer", "map"), fields.node("wrong", "map")
    question = Question(
        id=id,
        bank=home.bank,
        chapter=home.chapter,
        topic=home.topic,
        topic_title=home.title,
        kind=kind.name,
        domain=_domain(fields, home),
        level=fields.one_of("level", LEVELS),
        difficulty=fields.whole("difficulty", 1, 5, 1),
        seconds=fields.whole("seconds", 5, LONGEST_SECONDS, 60),
        stem=fields.source("stem") or Source("", fields.place),
        place=fields.place,
        asks=facts(fields, "asks"),
        uses=facts(fields, "uses"),
        given=given,
        where=_where(fields),
        let=_let(fields, {draw.name for draw in given}),
        rows=rows,
        keys=pools.keys,
        distractors=pools.distractors,
        distractors_from=pools.distractors_from,
        right=pools.right,
        options=pools.options,
        answer=read_answer(answer, fields.key_place("answer"), trouble) if answer else None,
        wrong=read_wrong(wrong, facts, trouble) if wrong else (),
        truth=pools.truth,
        unit=fields.source("unit"),
        explanation=fields.source("explanation"),
        pin_last=pools.pin_last,
        tags=tuple(node.text for node in fields.texts("tags")),
        enemies=references.questions(fields, "enemies"),
        allow=_allow(fields),
        examples=read_examples(fields.items("examples"), given, rows, "answer" in kind.fields, trouble),
    )
    _check_asks(fields, question)
    return question


def _given(fields: Fields, references: References) -> tuple[Draw, ...]:
    node = fields.node("given", "map")
    return read_given(node, references.fact, fields.trouble) if node else ()


def _rows(fields: Fields, given: tuple[Draw, ...], references: References) -> Mapping[str, tuple[Row, ...]]:
    node = fields.node("rows", "map")
    rows = read_rows(node, references.facts, fields.trouble) if node else {}
    for draw in given:
        if draw.draw == "row" and draw.args["table"] not in rows:
            table = draw.args["table"]
            fields.trouble.add(draw.place, "unknown-table", "there is no such table of rows", got=table, near=(table, rows))
    return rows


def _where(fields: Fields) -> tuple[Source, ...]:
    found = []
    for node in fields.items("where"):
        if node.kind in ("text", "number", "flag"):
            found.append(node.source)
        else:
            wrong_type(node, "a condition", "an expression", fields.trouble, "put a condition that holds { or [ in quotes")
    return tuple(found)


def _let(fields: Fields, given: Collection[str]) -> tuple[tuple[str, Source], ...]:
    node = fields.node("let", "map")
    if node is None:
        return ()
    lets = Fields(node, "let", fields.trouble, node.entries.keys())
    found = []
    for name, (key, _) in node.entries.items():
        if name in given:
            fields.trouble.add(key.place, "duplicate-id", "let names a value that is given already", got=name)
        expression = lets.expression(name)
        if check_name(key, fields.trouble) and expression:
            found.append((name, expression))
    return tuple(found)


def _domain(fields: Fields, home: Home) -> str:
    if "domain" not in fields and not home.domain:
        fields.missing("domain", hint="or give the topic one")
    return fields.one_of("domain", DOMAINS, home.domain)


def _allow(fields: Fields) -> dict[str, str]:
    node = fields.node("allow", "map")
    inner = Fields(node, "allow", fields.trouble, node.entries.keys()) if node else None
    return {name: inner.text(name) for name in node.entries} if node and inner else {}


def _check_asks(fields: Fields, question: Question) -> None:
    """Facts decide the key: on the question, or on every row, every key, pair or step."""
    rows = [row for table in question.rows.values() for row in table]
    parts = (rows, list(question.keys))
    if question.asks or any(part and all(member.asks for member in part) for part in parts):
        return
    bare = next((member for part in parts if any(one.asks for one in part) for member in part if not member.asks), None)
    if bare is not None:
        fields.trouble.add(bare.place, "missing-field", f"{bare.id} needs the field asks, since the others have it")
    elif "asks" not in fields:
        fields.missing("asks", hint="name the facts that decide the key, here or on every row or key")
    elif (node := fields.node("asks")) is not None and node.kind == "list":
        fields.trouble.add(node.place, "bad-value", "asks names no fact")
