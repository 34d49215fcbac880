"""The pages pass the Nu HTML validator without an error and without a warning. https://validator.github.io/validator/"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.validator
JAR = Path(sys.prefix) / "share" / "vnu" / "vnu.jar"


def messages(*files: Path) -> list[tuple[str, str]]:
    """What the validator says: the file's name and the message."""
    done = subprocess.run(["java", "-jar", JAR, "--stdout", "--format", "json", *files], capture_output=True, text=True, check=False)
    return [(message["url"].rsplit("/", 1)[-1], message["message"]) for message in json.loads(done.stdout)["messages"]]


def test_the_pages_are_valid(pages: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!doctype html><title>x</title><p id=a><p id=a>")
    found = messages(wrong, pages / "paper.html", pages / "key.html")
    assert any("Duplicate ID" in message for _, message in found), "the validator did not run"
    assert [each for each in found if each[0] != "wrong.html"] == []
