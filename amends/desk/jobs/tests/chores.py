"""Tasks for tests: they leave a line in a file, so that other processes can be seen at work."""

import os
import time
from datetime import datetime
from pathlib import Path

from amends.desk.jobs.backend import task


@task()
def note(path: str, line: str, *, now: datetime) -> None:
    _write(path, line)


@task(max_attempts=2)
def fail(path: str, *, now: datetime) -> None:
    _write(path, f"failed at {now.isoformat()}")
    raise ValueError("it went wrong")


@task(priority=50)
def urgent(path: str, *, now: datetime) -> None:
    _write(path, "urgent")


@task()
def begin_and_hang(path: str, *, now: datetime) -> None:
    """Hang at the first run, as a job does whose worker is then killed; end at once at any later one."""
    first = not Path(path).exists()
    _write(path, f"begun by {os.getpid()}")
    if first:
        time.sleep(60)
    _write(path, f"ended by {os.getpid()}")


@task()
def slow(path: str, seconds: float, *, now: datetime) -> None:
    time.sleep(seconds)
    _write(path, f"slow by {os.getpid()}")


@task()
def wait_for(path: str, *, now: datetime) -> None:
    """Run until there is a file, for as long as a test may take."""
    deadline = time.monotonic() + 30
    while not Path(path).exists() and time.monotonic() < deadline:
        time.sleep(0.02)


@task(max_attempts=1)
def kill_the_worker(*, now: datetime) -> None:
    os._exit(9)


@task()
def react_to(event_id: int, *, now: datetime) -> None: ...


@task()
def react_as_well(event_id: int, *, now: datetime) -> None: ...


def _write(path: str, line: str) -> None:
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
