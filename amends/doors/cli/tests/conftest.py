"""Commands run in this process, and the whole desk as processes of its own."""

import io
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from amends.doors.cli.main import main


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def answers(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


class Stdin(io.TextIOWrapper):
    """Bytes as they come through a pipe."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8")


@pytest.fixture
def amends(capsysbinary, monkeypatch) -> Callable[..., Ended]:
    """Return a function that runs `amends` with these arguments and this stdin."""

    def run(*arguments: str | Path, stdin: str | bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", Stdin(stdin.encode() if isinstance(stdin, str) else stdin))
        code = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Ended(code, out.decode(), err.decode())

    return run


@dataclass(slots=True)
class Desk:
    """A desk that was started with `amends up`."""

    process: subprocess.Popen[str]
    port: int
    line: str

    @property
    def children(self) -> dict[str, int]:
        """The process ids of web and worker, as far as they run."""
        pids = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        found = {}
        for pid in pids:
            words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
            found["web" if "serve" in words else "worker"] = int(pid)
        return found

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(15)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(home: Path) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("AMENDS_")}
    return plain | {"AMENDS_HOME": str(home)}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "amends.doors.cli", *arguments]


def run_process(*arguments: str, home: Path, stdin: str = "") -> Ended:
    """Run `amends` to its end in a process of its own."""
    done = subprocess.run(
        command(*arguments),
        env=environment(home),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home that is prepared once for all tests that start a desk."""
    home = tmp_path_factory.mktemp("home")
    assert run_process("prepare", home=home).code == 0
    return home


@contextmanager
def started(home: Path) -> Iterator[Desk]:
    """Run the desk from where it says that it is ready to the end of the block."""
    port = free_port()
    arguments = command("up", "--port", str(port))
    with subprocess.Popen(arguments, env=environment(home), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        desk = Desk(process, port, process.stdout.readline())
        wait_until(lambda: set(desk.children) == {"web", "worker"})
        try:
            yield desk
        finally:
            process.terminate()


def wait_until(condition: Callable[[], bool], *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
