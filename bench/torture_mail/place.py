"""Everything that runs in a fault run: servers, wires, workers and agents, each of which can be killed."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from bench.torture_mail.wall_clock import WallClock
from bench.torture_mail.wire import Wire
from tests.servers import dovecot, postgres
from tests.servers.machine import answers, free_port, give_folder, kill, stop, wait_until

WORKERS = 2
ROOM = 512 * 1024 * 1024
AT_WORK = 2.0
"""Seconds that a worker has to itself before it may be killed."""


class Place:
    """The processes of one run and the folder in which they keep everything."""

    def __init__(self, folder: Path, clock: WallClock, *, small_disk: bool, environment: dict[str, str]) -> None:
        """Start the two servers and the wires before them."""
        self.folder, self.clock, self.small_disk = folder, clock, small_disk
        self.home, self.store = folder / "home", folder / "store"
        self.workers: list[subprocess.Popen[bytes] | None] = [None] * WORKERS
        self._begun = [0.0] * WORKERS
        self.starting = 0.0
        """Seconds a worker takes to be at work, as it was seen at the beginning."""
        self.imap = dovecot.Dovecot(dovecot.installed(), dovecot_folder(folder))
        self.smtp_port, self._smtp = free_port(), None
        self.imap.start()
        self.start_smtp()
        self.lmtp_port, self.maildir = free_port(), folder / "claims"
        self.environment = environment | {"AMENDS_LMTP_LISTEN": f"127.0.0.1:{self.lmtp_port}"}
        ports = {"imap": self.imap.fetch_port, "pop3": self.imap.pop3_port, "smtp": self.smtp_port}
        self.wires = {name: Wire(port) for name, port in ports.items()}

    def start_smtp(self) -> None:
        """Let the server for our letters run."""
        command = [sys.executable, "-m", "bench.torture_mail.letterbox", str(self.smtp_port), str(self.store)]
        with (self.folder / "smtp.log").open("ab") as output:
            self._smtp = subprocess.Popen(command, stdout=output, stderr=output)
        wait_until(lambda: answers(self.smtp_port), self._smtp, self.folder / "smtp.log")

    def kill_smtp(self) -> None:
        """End it in the middle of whatever it does."""
        if self._smtp is not None:
            kill(self._smtp)
            self._smtp = None

    def start_worker(self, number: int) -> None:
        """Let a worker run, as `amends up` starts it."""
        self.workers[number] = self.start("amends.doors.cli", "worker", "--as-child")
        self._begun[number] = time.monotonic()

    def await_worker(self, number: int) -> None:
        """Wait until a worker has been at work for a moment: to kill one that is only starting would show nothing."""
        time.sleep(max(0.0, self._begun[number] + self.starting + AT_WORK - time.monotonic()))

    def kill_worker(self, number: int) -> None:
        """End a worker in the middle of whatever it does."""
        worker = self.workers[number]
        if worker is not None:
            kill(worker)
            self.workers[number] = None

    def start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a process that lives by the desk's clock; what it says goes to the log."""
        with (self.folder / "desk.log").open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                env=os.environ | self.environment | self.clock.environment,
            )

    def fill_disk(self) -> None:
        """Leave no room where the desk keeps what it has."""
        if not self.small_disk:
            self.clock.fill_disk(full=True)
            return
        with suppress(OSError), self._ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(64 * 1024))
        with suppress(OSError), self._ballast.open("ab", buffering=0) as file:
            while True:
                file.write(b"\0")

    def empty_disk(self) -> None:
        """Make room again."""
        self.clock.fill_disk(full=False)
        self._ballast.unlink(missing_ok=True)

    @property
    def _ballast(self) -> Path:
        return self.home / "ballast"

    def stop_workers(self) -> None:
        """Let all workers end what they are doing, and go."""
        for number, worker in enumerate(self.workers):
            if worker is not None:
                stop(worker)
                self.workers[number] = None

    def close(self) -> None:
        """End all that runs."""
        self.stop_workers()
        self.kill_smtp()
        self.imap.kill()
        for wire in self.wires.values():
            wire.close()


def dovecot_folder(folder: Path) -> Path:
    """Return a folder for the mail server, which runs under an account of its own."""
    made = folder / "imap"
    made.mkdir()
    give_folder(made, dovecot.ACCOUNT)
    return made


@contextmanager
def opened(database: str) -> Iterator[Place]:
    """Yield a place with an empty home, on "sqlite" or "postgresql"; all of it is gone afterwards."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="amends-torture-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o755)
        for name in ("home", "store"):
            (folder / name).mkdir()
        small_disk = _mounted(folder / "home")
        if small_disk:
            stack.callback(subprocess.run, ["umount", "--lazy", folder / "home"], check=False)
        clock = WallClock(folder)
        environment = {"AMENDS_HOME": str(folder / "home"), "AMENDS_LOG_LEVEL": "warning"}
        if database == "postgresql":
            environment["AMENDS_DATABASE_URL"] = stack.enter_context(_postgres(clock))
        place = Place(folder, clock, small_disk=small_disk, environment=environment)
        stack.callback(place.close)
        yield place


@contextmanager
def _postgres(clock: WallClock) -> Iterator[str]:
    """Yield the URL of a database server that lives by the desk's clock: leases are counted in its time."""
    own = {name: os.environ.get(name) for name in clock.environment}
    os.environ |= clock.environment
    with postgres.running() as url:
        for name, value in own.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        yield url


def _mounted(home: Path) -> bool:
    """Give the desk a small disk of its own, where that is permitted; return whether it was."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", home]
    with suppress(OSError):
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    return False
