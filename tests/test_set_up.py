"""Turn the promises of the set-up into tests: a hashed lock, a wheel that works anywhere, a plain word when parts are missing."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def run(*command: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, cwd=cwd, env=env)


def locked(section: str) -> dict[str, list[str]]:
    """Turn a section of the lock into its requirements, each with the lines of its hashes."""
    found: dict[str, list[str]] = {}
    for line in section.splitlines():
        if line.startswith(" "):
            found[list(found)[-1]].append(line.strip(" \\"))
        elif not line.startswith("#"):
            found[line.removesuffix(" \\")] = []
    return found


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^a-z0-9-]", requirement.lower(), maxsplit=1)[0] for requirement in requirements}


# The lock


def test_every_requirement_is_pinned_and_hashed() -> None:
    for requirement, hashes in locked(LOCK).items():
        assert re.match(r"[a-z0-9-]+==[\w.]+( ; .+)?$", requirement), requirement
        assert hashes, f"{requirement} has no hash"
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", line) for line in hashes), requirement


def test_the_npm_package_is_pinned_and_hashed() -> None:
    assert re.search(r"^# npm: vnu-jar==[\d.]+ --hash=sha256:[0-9a-f]{64}$", LOCK, re.MULTILINE)


@pytest.mark.parametrize("trace", ["://", "--index-url", "--extra-index-url", "--find-links", "--trusted-host", " @ ", " /", "=/"])
def test_the_lock_names_no_place_to_download_from(trace: str) -> None:
    assert trace not in LOCK


def test_the_first_section_is_enough_for_a_paper() -> None:
    runtime, tests = re.split(r"^# Tests.*\n", LOCK, flags=re.MULTILINE)
    groups = PROJECT["dependency-groups"]
    assert names(PROJECT["project"]["dependencies"] + groups["build"]) <= names(list(locked(runtime)))
    assert names(groups["test"]) <= names(list(locked(LOCK)))
    assert not names(list(locked(runtime))) & names(list(locked(tests)))


# The wheel


@pytest.mark.slow
def test_the_wheel_makes_a_paper_far_from_the_checkout(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    built = run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", tmp_path, ROOT)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("examwright-*.whl")

    # An environment of its own, which sees the packages of this one but nothing of the checkout.
    environment = tmp_path / "environment"
    assert run(sys.executable, "-m", "venv", "--without-pip", environment).returncode == 0
    (site,) = environment.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    installed = run(*pip, "--python", environment / "bin/python", "install", "--no-deps", "--no-index", wheel)
    assert installed.returncode == 0, installed.stderr

    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV"))}
    where = "import generator; from generator.model.resources import data_dir; print(generator.__file__, data_dir('templates'))"
    seen = run(environment / "bin/python", "-c", where, cwd=tmp_path, env=clean)
    assert [Path(word).is_relative_to(site) for word in seen.stdout.split()] == [True, True], seen.stdout + seen.stderr

    command = ["paper", "short", "--seed", "test", "--format", "html", "--out", tmp_path / "papers"]
    made = run(environment / "bin/examwright", *command, cwd=tmp_path, env=clean)
    assert made.returncode == 0, made.stdout + made.stderr
    assert list((tmp_path / "papers").rglob("paper.json"))


# Parts of the system. The machine is made up: who asks, what sudo and apt-get do, and a part that no machine has.


@pytest.fixture
def made_up_machine(tmp_path: Path) -> dict[str, str]:
    def program(name: str, script: str) -> None:
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)

    program("id", 'echo "$MADE_UP_ID"')
    program("sudo", '[ -n "$MADE_UP_SUDO" ] || exit 1; [ "$1" != -n ] || shift; exec "$@"')
    program("apt-get", f'echo "$@" >> {tmp_path}/apt.log')
    inherited = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}
    return inherited | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "MADE_UP_ID": "1000", "MADE_UP_SUDO": ""}


def ask_for(part: str, machine: dict[str, str], package: str = "libmadeup1") -> subprocess.CompletedProcess[str]:
    parts = f"RUNTIME_PARTS={package}:{part}"
    return run("make", "--no-print-directory", "runtime-parts", parts, f"PYTHON={sys.executable}", cwd=ROOT, env=machine)


MISSING = ["command:examwright-made-up", "library:libexamwright-made-up.so.1", "module:examwright_made_up"]


@pytest.mark.parametrize("part", MISSING)
def test_without_the_right_it_says_what_to_run(part: str, made_up_machine: dict[str, str], tmp_path: Path) -> None:
    asked = ask_for(part, made_up_machine)
    assert asked.returncode != 0
    assert "sudo sh -c 'apt-get update && apt-get install --yes --no-install-recommends libmadeup1'" in asked.stderr
    assert not (tmp_path / "apt.log").exists()


@pytest.mark.parametrize("right", [{"MADE_UP_ID": "0"}, {"MADE_UP_SUDO": "yes"}])
def test_with_the_right_it_installs_and_looks_again(right: dict[str, str], made_up_machine: dict[str, str], tmp_path: Path) -> None:
    asked = ask_for(MISSING[0], made_up_machine | right)
    update, install = (tmp_path / "apt.log").read_text(encoding="utf-8").splitlines()
    assert update.startswith("update")
    assert install.startswith("install --yes --no-install-recommends")
    assert install.endswith(" libmadeup1")
    assert asked.returncode != 0, "the made-up apt-get installs nothing, so the part is still missing"
    assert "still missing: libmadeup1" in asked.stderr


def test_ubuntus_chromium_is_asked_for_as_a_snap(made_up_machine: dict[str, str]) -> None:
    for distribution, part in {"debian": " chromium:command:", "ubuntu": " snap/chromium:command:"}.items():
        assert part in run("make", "--dry-run", "test-parts", f"DISTRIBUTION={distribution}", cwd=ROOT, env=made_up_machine).stdout
    asked = ask_for(MISSING[0], made_up_machine, "snap/chromium")
    assert "sudo sh -c 'snap install chromium'" in asked.stderr


@pytest.mark.parametrize("part", ["command:sh", "module:json", "library:libc.so.6"])
def test_where_nothing_is_missing_nothing_is_done(part: str, made_up_machine: dict[str, str], tmp_path: Path) -> None:
    asked = ask_for(part, made_up_machine)
    assert (asked.returncode, asked.stdout, asked.stderr) == (0, "", "")
    assert not (tmp_path / "apt.log").exists()
