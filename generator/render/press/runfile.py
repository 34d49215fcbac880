"""Turn pages into a PDF file as they come: written once, front to back, with no more in memory than where each object stands.

Base objects (fonts, blocks) are those of a small PDF; a page is a compressed content stream that places them. Nothing of a written
page is kept, so ten thousand copies need no more memory than ten. https://www.iso.org/standard/75839.html (ISO 32000-2)
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Sequence
from typing import BinaryIO

import pikepdf

_BRANCH = 64  # nodes under one node of the page tree


def text_string(text: str) -> bytes:
    """A PDF text string."""
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode() + b">"


class RunFile:
    """A PDF in the making. `base` is taken over object by object; its object numbers stay."""

    def __init__(self, file: BinaryIO, base: pikepdf.Pdf, resources: int, size: tuple[float, float], title: str) -> None:
        self._file, self._title = file, title
        self._at = 0
        self._starts = array("Q", [0])
        self._digest = hashlib.sha256()
        self._put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        for item in base.objects:
            self._base(item)
        self._root, self._outline, self._catalog, self._info = (self._reserve() for _ in range(4))
        self._resources, self._size = resources, size
        self._nodes: list[tuple[int, int]] = []  # (object, pages) of the finished branches
        self._branch, self._twigs = self._reserve(), []  # type: ignore[var-annotated]
        self._marks = array("Q")
        self._mark: tuple[int, str, int] | None = None
        self._first_mark = 0

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._at += len(data)

    def _reserve(self) -> int:
        self._starts.append(0)
        return len(self._starts) - 1

    def _write(self, number: int, body: bytes) -> None:
        self._starts[number] = self._at
        self._put(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def _base(self, item: pikepdf.Object) -> None:
        number = self._reserve()
        if isinstance(item, pikepdf.Stream):
            raw = item.read_raw_bytes()
            head = item.stream_dict.unparse()
            self._write(number, b"%b\nstream\n%b\nendstream" % (head, raw))
        else:
            self._write(number, item.unparse(resolved=True))

    def add(self, label: str, pages: Sequence[bytes]) -> None:
        """One copy: its pages' contents (compressed already), and a bookmark to the first of them."""
        twig = self._reserve()
        kids = []
        for content in pages:
            stream, page = self._reserve(), self._reserve()
            self._write(stream, b"<</Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (len(content), content))
            self._write(page, b"<</Type/Page/Parent %d 0 R/Contents %d 0 R>>" % (twig, stream))
            kids.append(page)
        self._write(twig, b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (self._branch, len(kids), _references(kids)))
        self._twigs.append((twig, len(kids)))
        if len(self._twigs) == _BRANCH:
            self._close_branch()
        self._bookmark(label, kids[0])

    def _close_branch(self) -> None:
        kids = [number for number, _ in self._twigs]
        count = sum(pages for _, pages in self._twigs)
        self._write(self._branch, b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (self._root, count, _references(kids)))
        self._nodes.append((self._branch, count))
        self._branch, self._twigs = self._reserve(), []

    def _bookmark(self, label: str, page: int) -> None:
        number = self._reserve()
        self._write_mark(number)
        self._first_mark = self._first_mark or number
        self._mark = (number, label, page)
        self._marks.append(number)

    def _write_mark(self, following: int) -> None:
        """The bookmark before, now that the next one's number is known (0: there is none)."""
        if self._mark is None:
            return
        number, label, page = self._mark
        links = b"/Next %d 0 R" % following if following else b""
        if len(self._marks) > 1:
            links += b"/Prev %d 0 R" % self._marks[-2]
        self._write(number, b"<</Title%b/Parent %d 0 R/Dest[%d 0 R/Fit]%b>>" % (text_string(label), self._outline, page, links))

    def close(self) -> None:
        """The page tree, the bookmarks and the table of objects."""
        if self._twigs:
            self._close_branch()
        self._write_mark(0)
        width, height = self._size
        count = sum(pages for _, pages in self._nodes)
        kids = _references([number for number, _ in self._nodes])
        box = b"[0 0 %b %b]" % (_number(width), _number(height))
        root = b"<</Type/Pages/Count %d/MediaBox%b/Resources %d 0 R/Kids[%b]>>"
        self._write(self._root, root % (count, box, self._resources, kids))
        marks = b"/First %d 0 R/Last %d 0 R/Count %d" % (self._first_mark, self._marks[-1], len(self._marks)) if self._marks else b""
        self._write(self._outline, b"<</Type/Outlines%b>>" % marks)
        self._write(self._catalog, b"<</Type/Catalog/Pages %d 0 R/Outlines %d 0 R/Lang(en)>>" % (self._root, self._outline))
        self._write(self._info, b"<</Title%b/Producer(Examwright)>>" % text_string(self._title))
        self._table()

    def _table(self) -> None:
        name = self._digest.hexdigest()[:32].encode()
        start = self._at
        free = 0  # objects that were reserved and not written are free
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._starts))
        lines = (b"%010d 00000 n \n" % at if at else b"%010d 00001 f \n" % free for at in self._starts[1:])
        for line in lines:
            self._file.write(line)
        trailer = b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n"
        self._file.write(trailer % (len(self._starts), self._catalog, self._info, name, name, start))


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _number(value: float) -> bytes:
    return f"{value:.4f}".rstrip("0").rstrip(".").encode()
