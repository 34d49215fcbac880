"""A desk in memory, with a doubt of every kind and hostile names, so that pages are tested without scans."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from generator.model.scan import Doubt, Settled
from generator.scan.doubts import REOPENED
from generator.web.doubts.desk import Asked

EVIL = "<script>alert(1)</script> \u202eevil"
NAMES = {"1001": "Ada Łukasik", "1002": "Bo Nguyễn", "1010": "Cy O'Neil", "1100": EVIL}
CODE = "7K3QWD-M4TX2"


def doubt(id: str, kind: str, question: int = 0, row: int = 0, proposed: str = "", why: str = "", choices: tuple[str, ...] = ()) -> Doubt:
    return Doubt(id, kind, "class 4b.pdf", 3, CODE if kind != "page" else "", question, row, proposed, why, choices)  # type: ignore[arg-type]


DOUBTS = (
    doubt("a/1", "marks", 12, proposed="B", why="B is faint, grey 178"),
    doubt("a/2", "marks", 30, proposed="AC", why="two marks, and one of them may be rubbed out"),
    doubt("../a/3?x#y", "marks", 41, 2, why="a smudge in D"),
    doubt("a/4", "written", 50, proposed="", why="a number is written here; a person reads it"),
    doubt("a/5", "identity", proposed="1011", why="nobody on the list has the number 1011", choices=("1010", "1001", "1100", "ignore")),
    doubt("a/6", "page", why="its QR code cannot be read: type the copy code that is printed on it", choices=("ignore",)),
)
LETTERS = {12: ("ABCD", 1), 30: ("ABCDE", 2), 41: ("ABCDEFGH", 1)}


@dataclass
class MemoryDesk:
    """`lines` is what `settled.jsonl` would hold."""

    found: dict[str, Sequence[Doubt]] = field(default_factory=lambda: {"4b": DOUBTS, "empty": ()})
    names: dict[str, str] = field(default_factory=lambda: dict(NAMES))
    lines: list[Settled] = field(default_factory=list)
    paper: str = "7K3QWD"
    title: str = "A mock exam"

    def batches(self) -> Sequence[str]:
        return tuple(self.found)

    def doubts(self, batch: str) -> Sequence[Doubt]:
        return self.found[batch]

    def settled(self, batch: str) -> Sequence[Settled]:
        return tuple(self.lines)

    def standing(self, batch: str) -> Mapping[str, Settled]:
        latest = {line.doubt: line for line in self.lines}
        return {name: line for name, line in latest.items() if line.value != REOPENED}

    def settle(self, batch: str, doubt: Doubt, value: str, who: str, why: str) -> None:
        self.lines.append(Settled(doubt.id, value, who, f"2026-11-23T13:{len(self.lines):02}:00+00:00", why))

    def reopen(self, batch: str, doubt: Doubt, who: str) -> None:
        self.settle(batch, doubt, REOPENED, who, "")

    def picture(self, batch: str, doubt: Doubt) -> bytes:
        if doubt.kind == "page":
            raise FileNotFoundError(doubt.source)
        return row_picture(doubt.question)

    def asked(self, batch: str, doubt: Doubt) -> Asked:
        letters, takes = LETTERS.get(doubt.question, ("", 1))
        return Asked(letters, takes, "" if doubt.kind in ("identity", "page") else "Ada Łukasik (1001)")

    def candidates(self, batch: str) -> Mapping[str, str]:
        return self.names

    def command(self, batch: str) -> str:
        return f"examwright scan {self.paper} --batch {batch} --mark"


def row_picture(question: int) -> bytes:
    """A line of a sheet: a number and circles, one of them marked."""
    image = Image.new("L", (760, 200), 255)
    draw = ImageDraw.Draw(image)
    draw.text((40, 80), str(question), fill=20, font_size=40)
    for at in range(5):
        draw.ellipse((150 + at * 110, 60, 230 + at * 110, 140), outline=60, width=3, fill=170 if at == 1 else 255)
        draw.text((178 + at * 110, 78), "ABCDE"[at], fill=190, font_size=40)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
