"""Turn bytes into a file that is whole or absent: written beside, then renamed."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

PUBLIC, SECRET = 0o644, 0o600


def write_file(path: Path, data: str | bytes, mode: int = PUBLIC) -> None:
    """Replace the file in one step; a reader sees the old or the new one, never a part. Makes the folder if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    raw = data.encode() if isinstance(data, str) else data
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
