"""Turn proofs into a file and back, so that what has not changed is not proved again.

One JSON file for a set of banks: proofs by the hash of everything that they depend on: the question with its places, the facts
that it can refer to, the code that proves, and the versions of the libraries under that code.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.bank.sources import sources
from generator.model.bank import Bank
from generator.model.fact import Fact
from generator.model.question import Question
from generator.model.record import ShapeError, build, plain
from generator.realize.prove import Proof

_WORD = re.compile(r"[\w./#-]+")
_GENERATOR = Path(__file__).resolve().parents[1]
_CODE = ("model", "kinds", "bank", "realize", "check")
_LIBRARIES = ("faker", "jinja2", "markdown-it-py")


def default_folder() -> Path | None:
    """The user's cache folder (https://specifications.freedesktop.org/basedir-spec/latest/); None for a user without a home."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "examwright" / "check"
    except RuntimeError:
        return None


@cache
def code_hash() -> str:
    """The hash of the code that a proof depends on."""
    digest = hashlib.sha256(sys.version.encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for folder in _CODE:
        for path in sorted((_GENERATOR / folder).glob("*.py")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def keys(bank: Bank) -> dict[str, str]:
    """The hash of all that each question's proof depends on, by question id."""
    by_topic: dict[str, list[Fact]] = defaultdict(list)
    for fact in bank.facts.values():
        by_topic[fact.topic].append(fact)
    own = {topic: repr(facts) for topic, facts in by_topic.items()}
    return {id: _key(question, own.get(question.topic_id, ""), bank.facts) for id, question in bank.questions.items()}


def _key(question: Question, own: str, facts: Mapping[str, Fact]) -> str:
    written = repr(question)
    words = {word for source in sources(question) if "#" in source.text for word in _WORD.findall(source.text) if "#" in word}
    named = sorted({*question.all_asks, *question.all_uses, *(str(draw.args.get("id", "")) for draw in question.given), *words})
    foreign = [repr(facts.get(id)) for id in named if not id.startswith(f"{question.topic_id}#")]
    return hashlib.sha256("\0".join((code_hash(), written, own, *foreign)).encode("utf-8", "surrogatepass")).hexdigest()


class Cache:
    """The proofs of earlier runs over the same banks. A damaged file counts as empty; it is never trusted to be more than JSON."""

    def __init__(self, folder: Path | None, banks: Iterable[str]) -> None:
        name = hashlib.sha256("\n".join(banks).encode()).hexdigest()[:16]
        self.path = folder / f"{name}.json" if folder else None
        self._known: dict[str, object] = {}
        self._kept: dict[str, object] = {}
        if self.path is not None:
            with contextlib.suppress(OSError, ValueError, RecursionError):
                known = json.loads(self.path.read_text(encoding="utf-8"))
                self._known = known if isinstance(known, dict) else {}

    def get(self, key: str) -> Proof | None:
        """The proof of an earlier run."""
        data = self._known.get(key)
        if data is None:
            return None
        try:
            proof: Proof = build(Proof, data)
        except ShapeError:
            return None
        self._kept[key] = data
        return proof

    def put(self, key: str, proof: Proof) -> None:
        """Keep a proof of this run."""
        self._kept[key] = plain(proof)

    def save(self) -> None:
        """Write what this run used, beside and then over the old file; a cache that cannot be written is no trouble."""
        if self.path is None or self._kept == self._known:
            return
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, beside = tempfile.mkstemp(dir=self.path.parent, prefix=self.path.name, suffix=".part")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as stream:
                    json.dump(self._kept, stream, ensure_ascii=False, separators=(",", ":"))
                os.replace(beside, self.path)
            except BaseException:
                os.unlink(beside)
                raise
