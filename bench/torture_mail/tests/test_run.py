"""A short run in which everything is killed, cut and filled ends with nothing lost and nothing doubled."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.machine import give_up

ROOT = Path(__file__).parents[3]
SHORT = "--mails 60 --replies 12 --kills 6 --seconds 10 --seed 7".split()


@pytest.mark.servers
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nothing_is_lost_or_doubled_where_everything_falls_over(database):
    command = [sys.executable, "-m", "bench.torture_mail", *SHORT, *(["--postgres"] if database != "sqlite" else [])]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    if "skipped: " in done.stdout:
        give_up(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "verdict: nothing lost" in done.stdout
