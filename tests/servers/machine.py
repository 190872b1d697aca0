"""What the servers for tests ask of this machine: programs, ports, an unprivileged account."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

HOST = "127.0.0.1"
PATIENCE = 20.0  # seconds a server may take to start or stop


def find_program(name: str, *folders: str) -> Path | None:
    """Return where `name` is installed, looking in `folders` (patterns, the highest version first) and in PATH."""
    for folder in folders:
        parent, _, pattern = folder.partition("*")
        found = sorted(Path(parent).glob(f"*{pattern}/{name}"), key=_version, reverse=True)
        if found:
            return found[0]
    path = shutil.which(name, path=os.environ.get("PATH", "") + os.pathsep + "/usr/sbin")
    return Path(path) if path else None


def _version(path: Path) -> list[int]:
    return [int(part) for part in path.parts if part.isdecimal()]


def is_ci() -> bool:
    """Return whether what is missing here must fail instead of being skipped."""
    return os.environ.get("CI", "").lower() == "true"


def missing(what: str, packages: str) -> str:
    """Return the words for a server that isn't installed; `packages` are Debian's names."""
    return f"{what} is not installed here (Debian: apt-get install --no-install-recommends {packages})"


def give_up(reason: str) -> None:
    """Skip the test for `reason`, or fail where everything has to be there."""
    if is_ci():
        pytest.fail(reason)
    pytest.skip(reason)


def free_port() -> int:
    """Return a TCP port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def run_as(account: str) -> dict[str, Any]:
    """Return `subprocess` arguments that run a program as `account`; nothing unless we are root."""
    if os.getuid() != 0:
        return {}
    try:
        pwd.getpwnam(account)
    except KeyError:
        account = "nobody"
    return {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []}


def give_folder(folder: Path, account: str) -> None:
    """Make `folder` the property of the account that `run_as(account)` uses."""
    rights = run_as(account)
    if rights:
        shutil.chown(folder, rights["user"], rights["group"])


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until `ready()`; raises RuntimeError with the end of `log` if `process` ends before or takes too long."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if ready():
            return
        time.sleep(0.02)
    stop(process)
    words = log.read_text(errors="replace")[-2000:] if log.exists() else "(no log)"
    message = f"{process.args!r} did not start:\n{words}"
    raise RuntimeError(message)


def answers(port: int) -> bool:
    """Return whether something on loopback accepts connections at `port`."""
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


def stop(process: subprocess.Popen[bytes]) -> None:
    """End `process`, by force if asking does not help."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def kill(process: subprocess.Popen[bytes]) -> None:
    """End `process` and all its descendants at once, without a word to any of them."""
    # Those who could start others go first, else one might be born meanwhile.
    for number in family(process.pid):
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    process.wait()


def family(process: int) -> list[int]:
    """Return the numbers of a process and of all its descendants, parents before their children."""
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = [int(number) for task in tasks for number in (task / "children").read_text().split()]
    except FileNotFoundError:
        return []  # it has just ended
    return [process, *(one for child in children for one in family(child))]
