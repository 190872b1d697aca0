"""A worker of the tests: in this process, or as processes of their own that can be killed."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from amends.desk.jobs.worker import Worker

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Hand:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **step: float) -> None:
        self.now += timedelta(**step)


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
def worker(clock: Hand) -> Worker:
    return Worker(clock=clock)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "notes"


@pytest.fixture
def start_worker(transactional_db: None) -> Iterator[Callable[[float], subprocess.Popen[bytes]]]:
    """Return a function that starts a worker process with a lease of so many seconds."""
    started: list[subprocess.Popen[bytes]] = []

    def start(lease: float) -> subprocess.Popen[bytes]:
        name = str(connection.settings_dict["NAME"])
        command = [sys.executable, "-m", "amends.desk.jobs.tests.process", name, str(lease)]
        started.append(subprocess.Popen(command))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def wait_until(condition: Callable[[], bool], *, seconds: float = 60) -> None:
    """Wait for what another process does; fail when it takes longer than `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)
