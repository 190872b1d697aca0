"""What is installed is written down to the byte, and nowhere does it say from where."""

import re
import tomllib

import pytest

from tests.guards.source import ROOT, listed

LOCKS = sorted(ROOT.glob("requirements*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_host(lock) -> None:
    faults = [line for line in lock.read_text().splitlines() if "://" in line or line.startswith("-")]

    assert not faults, listed(faults, "A lock file lists packages and hashes only; write it with `make lock`:")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_is_pinned_with_hashes(lock) -> None:
    entries = re.split(r"\n(?=\S)", lock.read_text().strip())
    faults = [
        entry.splitlines()[0]
        for entry in entries
        if not entry.startswith("#") and ("==" not in entry or "--hash=sha256:" not in entry)
    ]

    assert not faults, listed(faults, "Write the lock files with `make lock`:")


def _names(lock: str) -> set[str]:
    return set(
        re.findall(r"^([a-z0-9][\w.-]*)(?:\[[^]]*\])?==", (ROOT / lock).read_text(), re.MULTILINE | re.IGNORECASE)
    )


def _wanted(*requirements: str) -> set[str]:
    return {re.split(r"[\[=~<>! ;]", requirement)[0].lower() for requirement in requirements}


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run = _wanted(*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["postgres"])
    dev = run | _wanted(*project["dependency-groups"]["dev"])

    assert run <= _names("requirements.txt"), "run `make lock`"
    assert dev <= _names("requirements-dev.txt"), "run `make lock`"


def test_what_runs_is_what_is_tested() -> None:
    run, dev = ((ROOT / name).read_text() for name in ("requirements.txt", "requirements-dev.txt"))
    pins = re.compile(r"^(\S+==\S+)", re.MULTILINE)
    faults = sorted(set(pins.findall(run)) - set(pins.findall(dev)))

    assert not faults, listed(faults, "The tests install other versions than the desk; run `make lock`:")


def test_the_pinned_uv_brings_the_build_back_end() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    [wanted] = project["build-system"]["requires"]
    [pinned] = re.findall(r"^uv==(\d+\.\d+)", (ROOT / "requirements-uv.txt").read_text(), re.MULTILINE)

    assert wanted.startswith(f"uv_build>={pinned}."), "else set-up would fetch a build tool that no lock names"
