"""A child process runs our modules, and no file of the folder that one stands in."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from generator.assemble import order
from generator.check import pool
from generator.model.resources import PACKAGE, child_command, child_environment


def test_nothing_of_the_current_folder_is_imported(tmp_path: Path) -> None:
    for name in ("yaml", "pickle", "json", "fractions"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken over')\n")
    for command in (order.COMMAND, pool.COMMAND):
        done = subprocess.run(command, cwd=tmp_path, env=child_environment(), input="", capture_output=True, text=True)
        assert "taken over" not in done.stderr


def test_the_package_is_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    assert child_environment()["PYTHONPATH"] == f"{PACKAGE.parent}{os.pathsep}elsewhere"
    monkeypatch.delenv("PYTHONPATH")
    assert child_environment()["PYTHONPATH"] == str(PACKAGE.parent)
    subprocess.run(child_command("generator.model.resources"), cwd=tmp_path, env=child_environment(), check=True)
