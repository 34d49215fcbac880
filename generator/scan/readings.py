"""Turn readings into lines of `readings.jsonl` as they come, and the lines back into readings; a line cut off by a kill is dropped.

Unlike other records these hold floats (places and darknesses), and bubbles as bare lists: a sheet has hundreds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

from generator.model.batch import Scanned
from generator.model.files import SECRET, write_file
from generator.model.problem import refuse
from generator.model.scan import BubbleReading, DigitReading, PageReading, WriteInReading

_NESTED: dict[str, Any] = {"bubbles": BubbleReading, "digits": DigitReading, "write_ins": WriteInReading}


def dump_reading(scanned: Scanned) -> str:
    """One line."""
    reading = scanned.reading
    plain = {one.name: getattr(reading, one.name) for one in fields(reading)}
    plain |= {name: [astuple(member) for member in getattr(reading, name)] for name in _NESTED}
    return json.dumps({"file": scanned.file, **plain}, ensure_ascii=False, separators=(",", ":")) + "\n"


def load_reading(line: str) -> Scanned:
    """What a line holds. Raises ValueError, KeyError or TypeError for another one."""
    plain = json.loads(line)
    file = plain.pop("file")
    plain |= {name: tuple(kind(*member) for member in plain[name]) for name, kind in _NESTED.items()}
    return Scanned(file, PageReading(**{**plain, "homography": tuple(plain["homography"])}))


def whole_lines(path: Path) -> Iterator[str]:
    """The lines of a file that end: the last one may have been cut off."""
    if path.is_file():
        text = path.read_text("utf-8")
        yield from text[: text.rfind("\n") + 1].splitlines()


def load_readings(path: Path) -> tuple[Scanned, ...]:
    """All readings in their order. Raises RefusedError for a line that is none."""
    found = []
    for number, line in enumerate(whole_lines(path), 1):
        try:
            found.append(load_reading(line))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise refuse(
                f"{path}:{number}", "reading-shape", "the line is no reading", hint="read the batch again under a new name"
            ) from None
    return tuple(found)


class Log:
    """A file that lines are appended to, each at once and whole; what a kill has cut off before is removed first."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            write_file(path, "", SECRET)
        self.file = path.open("r+b", buffering=0)
        data = self.file.read()
        self.file.truncate(data.rfind(b"\n") + 1)
        self.file.seek(0, 2)

    def __enter__(self) -> Log:
        return self

    def add(self, line: str) -> None:
        """Append one line."""
        self.file.write(line.encode())

    def __exit__(self, *_: object) -> None:
        self.file.close()
