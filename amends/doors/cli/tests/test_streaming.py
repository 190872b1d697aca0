"""The stream of live updates, served for real: it reaches every page, costs no threads and holds up no stop."""

import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from amends.doors.cli.supervising import GRACE
from amends.doors.cli.tests.conftest import Desk, environment, started

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="counts threads in /proc")
STREAMS = 150


def chore(home: Path, name: str) -> str:
    command = [sys.executable, "-m", "amends.doors.cli.tests.desk_chores", name]
    return subprocess.run(command, env=environment(home), capture_output=True, text=True, check=True).stdout.strip()


class Page:
    """A page that listens."""

    def __init__(self, desk: Desk, cookie: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", desk.port), timeout=15)
        host = f"127.0.0.1:{desk.port}"
        self._socket.sendall(
            f"GET /events/ HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\n\r\n".encode()
        )
        self.text = ""
        self.until("id: ")

    def until(self, text: str) -> None:
        while text not in self.text:
            piece = self._socket.recv(4096)
            assert piece, f"the stream ended before {text!r}: {self.text}"
            self.text += piece.decode()

    def close(self) -> None:
        self._socket.close()


def threads_of(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def test_open_pages_hear_of_a_change_cost_no_threads_and_hold_up_no_stop(home):
    cookie = chore(home, "log_in")
    with started(home) as desk, ExitStack() as pages:
        first = Page(desk, cookie)
        pages.callback(first.close)
        before = threads_of(desk.children["web"])
        everybody = [first, *(Page(desk, cookie) for _ in range(STREAMS))]
        for page in everybody[1:]:
            pages.callback(page.close)

        number = chore(home, "change")
        for page in everybody:
            page.until(f"event: changed\ndata: {number}\n\n")
        assert threads_of(desk.children["web"]) <= before + 1

        begun = time.monotonic()
        assert desk.stop() == 0
        assert time.monotonic() - begun < 3 * GRACE
