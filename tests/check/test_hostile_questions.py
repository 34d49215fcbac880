"""Five hundred hostile questions and more: none escapes, each ends in three seconds and 512 MB, the run goes on (TRUST.md, target 13)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.check.hostile import CANARY, attacks

MEMORY = 512 * 1024 * 1024
RUN = Path(__file__).with_name("hostile_run.py")
WALLS = {"question-time", "question-memory", "question-died", "question-error"}


def test_five_hundred_hostile_questions(tmp_path: Path) -> None:
    every = attacks()
    assert len({attack.text for attack in every}) >= 500
    folder = tmp_path / "bank" / "attacks"
    folder.mkdir(parents=True)
    for attack in every:
        (folder / f"{attack.name}.yaml").write_text(attack.text, encoding="utf-8")
    command = [sys.executable, str(RUN), "bank", str(MEMORY)]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=100, check=False)
    assert result.returncode == 0, result.stderr[-2000:]
    outcome = json.loads(result.stdout)

    # Reading ends in time, and the proof is bounded by its own count of work: no child had to be killed, none met a bug of ours.
    assert set(outcome["seconds"]) == {attack.name for attack in every}
    assert max(outcome["seconds"].values()) <= 3
    assert [problem for problem in outcome["problems"] if problem["rule"] in WALLS] == []

    # Each attack is refused in its own file, or is one of a few that are only large and were proved like any question.
    refused = {Path(problem["file"]).stem for problem in outcome["problems"] if problem["severity"] == "error"}
    assert [attack.source for attack in every if attack.refused and attack.name not in refused] == []
    passed = [attack.name for attack in every if attack.name not in refused]
    assert {f"bank/attacks/{name}/q" for name in passed} <= set(outcome["proved"])
    assert len(passed) < 100

    # Nothing was written, nothing was read, nothing is echoed at length.
    assert [path.name for path in tmp_path.iterdir()] == ["bank"]
    assert not any(path.name.startswith(CANARY) for path in Path.cwd().iterdir())
    assert "root:x:0" not in result.stdout
    assert max(len(problem["message"] + problem["got"]) for problem in outcome["problems"]) < 500
