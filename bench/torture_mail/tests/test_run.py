"""A short run in which everything is killed, cut and filled ends with nothing lost and nothing doubled."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.machine import give_up, stop

ROOT = Path(__file__).parents[3]
SHORT = "--mails 60 --replies 12 --kills 6 --seconds 10 --seed 7".split()
DATABASES = {"sqlite": [], "postgresql": ["--postgres"]}


@pytest.fixture(scope="module")
def runs() -> Iterator[dict[str, "subprocess.Popen[str]"]]:
    """Both runs at once: each of them mostly waits for something to go wrong."""
    command = [sys.executable, "-m", "bench.torture_mail", *SHORT]
    started = {
        name: subprocess.Popen([*command, *more], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for name, more in DATABASES.items()
    }
    yield started
    for process in started.values():
        stop(process)


@pytest.mark.servers
@pytest.mark.parametrize("database", DATABASES)
def test_nothing_is_lost_or_doubled_where_everything_falls_over(runs, database):
    said, _ = runs[database].communicate()

    if "skipped: " in said:
        give_up(said)
    assert runs[database].returncode == 0, said
    assert "verdict: nothing lost" in said
