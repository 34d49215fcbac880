"""Turn data into frames on a pipe and frames into data: four bytes of length, then the data."""

from __future__ import annotations

from typing import IO

LARGEST = 64 * 1024 * 1024


def read_frame(stream: IO[bytes]) -> bytes:
    """The next frame's data; nothing at the end of the pipe."""
    head = stream.read(4)
    return stream.read(int.from_bytes(head, "big")) if len(head) == 4 else b""


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """One frame, at once."""
    stream.write(len(data).to_bytes(4, "big") + data)
    stream.flush()
