"""`amends up` is one command: it prepares, serves, restarts what dies and stops all together."""

import http.client
import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from amends.doors.cli.supervising import GRACE
from amends.doors.cli.tests.conftest import Desk, free_port, is_running, run_process, started, wait_until

pytestmark = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="looks at processes in /proc")
MOST_MEMORY = 200 * 1024


def status_of(port: int, path: str = "/events/") -> int | None:
    """Return the status of a page, or None while nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def memory_of(pid: int) -> int:
    """Return the proportional memory of a process in KiB."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found.group(1)) if found else 0


@pytest.fixture(scope="module")
def desk(home: Path) -> Iterator[Desk]:
    with started(home) as desk:
        yield desk


def test_a_desk_that_is_up_says_where(desk):
    assert desk.line == f"amends is ready: http://127.0.0.1:{desk.port}/ (Ctrl+C stops it)\n"
    assert status_of(desk.port) == 401


def test_at_rest_all_processes_together_are_small(desk):
    for _ in range(5):
        status_of(desk.port)

    used = {name: memory_of(pid) for name, pid in {**desk.children, "up": desk.process.pid}.items()}

    assert sum(used.values()) < MOST_MEMORY, used


@pytest.mark.parametrize("name", ["web", "worker"])
def test_what_is_killed_comes_back(desk, name):
    before = desk.children[name]

    os.kill(before, signal.SIGKILL)

    wait_until(lambda: desk.children.get(name, before) != before)
    wait_until(lambda: status_of(desk.port) == 401)

    assert is_running(desk.children[name])


def test_a_desk_that_is_told_to_stop_goes_within_seconds(desk):
    pids = desk.children.values()
    begun = time.monotonic()

    assert desk.stop() == 0
    assert time.monotonic() - begun < 3 * GRACE
    assert not any(is_running(pid) for pid in pids)


def test_nothing_outlives_a_killed_parent(home):
    with started(home) as desk:
        pids = desk.children.values()
        desk.process.kill()
        wait_until(lambda: not any(is_running(pid) for pid in pids))
        assert desk.process.wait(5) == -signal.SIGKILL


def test_a_port_that_is_taken_is_one_plain_line(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = run_process("up", "--port", str(port), home=home)

    expected = f"amends: can't listen on 127.0.0.1 port {port} (Address already in use); choose another with --port\n"
    assert (ended.code, ended.out, ended.err) == (1, "", expected)


def test_an_unknown_setting_stops_the_start(home):
    (home / "amends.toml").write_text('AMENDS_COLOUR = "green"\n')
    try:
        ended = run_process("up", "--port", str(free_port()), home=home)
    finally:
        (home / "amends.toml").unlink()

    assert ended.code == 1
    assert ended.err.startswith("amends: unknown setting AMENDS_COLOUR")
    assert ended.err.count("\n") == 1


@pytest.mark.servers
def test_two_that_start_on_a_fresh_home_do_not_trip_over_each_other(tmp_path):
    with ThreadPoolExecutor(2) as both:
        ended = list(both.map(lambda _: run_process("prepare", home=tmp_path), range(2)))

    told = {one.err for one in ended}
    assert [one.code for one in ended] == [0, 0]
    assert len(told) == 1, "both tell the same one-time token and nothing else"
