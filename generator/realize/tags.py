"""Turn what a parser says of a text's lines into offsets: the tag that is being read, and the words in it."""

from __future__ import annotations

import re
from collections.abc import Collection

_TAG = re.compile(r"\{\{|\{%[-+]?\s*(\w*)")
_WORD = re.compile(r"\w+")
VALUE = "{{"


class Tags:
    """The tags of a text in their order; a reader that goes through them in order says which comes next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tags = [(found.start(), found[1] or VALUE) for found in _TAG.finditer(text)]
        self._next = 0
        self.offset = 0

    def enter(self, words: Collection[str], line: int, *, other: bool = False) -> None:
        """Go to the next tag with one of these words (`{{`, `if`), or with none of them, that is not before a line."""
        start = self._line(line)
        for at in range(self._next, len(self._tags)):
            offset, word = self._tags[at]
            if (word in words) != other and offset >= start:
                self._next, self.offset = at + 1, offset
                return

    def enter_line(self, line: int) -> None:
        """Go to the first tag of a line (or to its start)."""
        start = self._line(line)
        self.offset = next((offset for offset, _ in self._tags if offset >= start), start)

    def _line(self, line: int) -> int:
        start = 0
        for _ in range(line - 1):
            start = self.text.find("\n", start) + 1
        return start

    @property
    def written(self) -> str:
        """The tag as its author wrote it."""
        ends = [end for end in (self.text.find("}}", self.offset), self.text.find("%}", self.offset)) if end >= 0]
        return self.text[self.offset : min(ends) + 2 if ends else self.offset + 80]

    def spot(self, word: str) -> int:
        """The offset of a word inside the tag, or of the tag."""
        pattern = rf"(?<!\w){re.escape(word)}(?!\w)" if _WORD.match(word) else re.escape(word)
        found = re.compile(pattern).search(self.text, self.offset, self.offset + len(self.written))
        return found.start() if found else self.offset
