"""Turn the text of an expression into Python's own tree, and a node of it back into its place and its source text."""

from __future__ import annotations

import ast
import re
import warnings

from generator.realize.limits import LONGEST_EXPRESSION
from generator.realize.translation import Piece, Translation

_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")


class PythonText(Translation):
    """A source that is read with Python's parser, on one line so that an offset is a column."""

    _text = ""
    _start = 0

    def parsed(self) -> ast.expr | None:
        """Python's tree of the source, or None with a problem."""
        text = self.source.text
        if len(text) > LONGEST_EXPRESSION:
            self.wrong(0, "expression-too-large", "an expression that is too long", expected=f"at most {LONGEST_EXPRESSION} characters")
            return None
        self._text = text.replace("\n", " ").rstrip()
        self._start = len(self._text) - len(self._text.lstrip())
        bare = _STRING.sub(lambda found: "." * len(found[0]), self._text)
        for sign, where, name in (("\\", text, "a backslash"), ("\0", text, "a null character"), ("#", bare, "a comment")):
            if sign in where:
                self.wrong(where.index(sign), "expression-refused", f"{name} in an expression")
                return None
        return self._tree(text)

    def _tree(self, text: str) -> ast.expr | None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                return ast.parse(self._text[self._start :], mode="eval").body
        except SyntaxError as error:
            offset = self._start + max(0, int(error.offset or 1) - 1)
            self.wrong(min(offset, len(text)), "expression-syntax", "this is not an expression", got=text, hint=str(error.msg))
        except (ValueError, RecursionError, MemoryError):
            self.wrong(0, "expression-too-large", "this cannot be read as an expression: too deep, or a number too long", got=text)
        return None

    def offset(self, node: ast.AST, end: str = "col_offset") -> int:
        """Where a node starts in the source; Python counts bytes."""
        column: int = getattr(node, end, 0)
        return self._start + (column if self._text.isascii() else len(self._text[self._start :].encode()[:column].decode()))

    def written(self, node: ast.AST) -> str:
        """A node's source text."""
        return self._text[self.offset(node) : self.offset(node, "end_col_offset")]

    def refuse(self, node: ast.AST, what: str, hint: str = "") -> Piece:
        """A problem at a node."""
        return self.wrong(self.offset(node), "expression-refused", f"{what} in an expression", hint=hint)
