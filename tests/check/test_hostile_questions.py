"""Five hundred hostile questions and more: none escapes, each ends in three seconds and 512 MB, the run goes on (TRUST.md, target 13)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.check.hostile import CANARY, Attack, attacks

MEMORY = 512 * 1024 * 1024
ATTACKS = attacks()
RUN = Path(__file__).with_name("hostile_run.py")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "bank" / "attacks").mkdir(parents=True)
    for attack in ATTACKS:
        (folder / "bank" / "attacks" / f"{attack.name}.yaml").write_text(attack.text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def outcome(place: Path) -> Any:
    command = [sys.executable, str(RUN), "bank", str(MEMORY)]
    result = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=100, check=False)
    assert result.returncode == 0, result.stderr[-2000:]
    return json.loads(result.stdout)


def test_there_are_enough() -> None:
    assert len(ATTACKS) >= 500
    assert len({attack.text for attack in ATTACKS}) >= 500


def test_reading_ends_in_three_seconds_each(outcome: Any) -> None:
    assert set(outcome["seconds"]) == {attack.name for attack in ATTACKS}
    assert max(outcome["seconds"].values()) <= 3


def test_none_needs_the_last_wall(outcome: Any) -> None:
    """Work is bounded by construction: no child had to be killed, none died, none met a bug of ours."""
    walls = {"question-time", "question-memory", "question-died", "question-error"}
    assert [problem for problem in outcome["problems"] if problem[2] in walls] == []


def test_every_attack_is_refused_at_a_place(outcome: Any) -> None:
    refused = {name for name, _, _, severity, _ in outcome["problems"] if severity == "error"}
    assert [attack.source for attack in ATTACKS if attack.refused and attack.name not in refused] == []


def test_what_passes_was_proved_like_any_other(outcome: Any) -> None:
    refused = {name for name, _, _, severity, _ in outcome["problems"] if severity == "error"}
    passed = [attack.name for attack in ATTACKS if attack.name not in refused]
    assert {f"bank/attacks/{name}/q" for name in passed} <= set(outcome["proved"])
    assert len(passed) < 100


def test_nothing_got_out(place: Path, outcome: Any) -> None:
    assert sorted(path.name for path in place.iterdir()) == ["bank"]
    assert not Path(CANARY).exists()
    shown = json.dumps(outcome["problems"])
    assert "root:x:0" not in shown
    assert not any(isinstance(attack, Attack) and len(problem[4]) > 400 for attack in ATTACKS[:1] for problem in outcome["problems"])
