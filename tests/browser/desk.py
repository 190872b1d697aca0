"""A whole desk for stories: `amends up` as a process of its own, in a temporary home, at a free port."""

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.machine import HOST, free_port, stop

PATIENCE = 180.0  # seconds a desk may take to be ready; on a slow machine the sample company takes a minute to load
_TOKEN = re.compile(r"\b[a-z2-9]{5}(?:-[a-z2-9]{5}){3}\b")


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk that is up."""

    home: Path
    port: int
    log: Path

    @property
    def url(self) -> str:
        """Where it is, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    @property
    def said(self) -> str:
        """What it has written to the terminal so far."""
        return self.log.read_text(encoding="utf-8")

    @property
    def token(self) -> str:
        """The one-time token that stands in the terminal of a new desk."""
        found = _TOKEN.search(self.said)
        assert found, f"no token for set-up in the terminal:\n{self.said}"
        return found.group()

    def wait_to_say(self, words: str, *, times: int = 1) -> None:
        """Wait until `words` stand in the terminal so many times."""
        deadline = time.monotonic() + PATIENCE
        while self.said.count(words) < times:
            assert time.monotonic() < deadline, f"waited for {words!r} in:\n{self.said}"
            time.sleep(0.02)


def run(home: Path, *arguments: str, stdin: str = "") -> None:
    """Run one `amends` command on the desk in `home`; raises CalledProcessError where it fails."""
    subprocess.run(_command(*arguments), env=_environment(home), input=stdin, text=True, check=True, timeout=PATIENCE)


@contextmanager
def running(home: Path, *arguments: str) -> Iterator[Desk]:
    """Keep `amends up` with these arguments running to the end of the block; it must not have stumbled by then."""
    home.mkdir(exist_ok=True)
    desk = Desk(home, free_port(), home / "terminal.log")
    command = _command("up", "--port", str(desk.port), *arguments)
    with desk.log.open("wb") as terminal:
        process = subprocess.Popen(command, env=_environment(home), stdout=terminal, stderr=terminal)
        try:
            _wait_until_ready(desk, process)
            yield desk
        finally:
            stop(process)
    assert "Traceback" not in desk.said, desk.said


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "amends.doors.cli", *arguments]


def _environment(home: Path) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("AMENDS_")}
    return plain | {"AMENDS_HOME": str(home)}


def _wait_until_ready(desk: Desk, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while "amends is ready" not in desk.said or not _is_healthy(desk.port):
        assert process.poll() is None, f"amends up ended:\n{desk.said}"
        assert time.monotonic() < deadline, f"amends up is not ready:\n{desk.said}"
        time.sleep(0.05)


def _is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/health/")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
