"""A worker brings what its desk needs, and what waits for a mail server holds up nothing else."""

import os
import subprocess
import sys

import pytest

from amends.config.schedule import LETTERS, SCHEDULE
from amends.doors.mailbox.fetching import alarming
from amends.doors.mailbox.sending import delivering

LOADED = """
import sys, django
django.setup()
from amends.config import schedule
print(*sorted({"aiosmtpd", "imapclient"} & set(sys.modules)))
"""


@pytest.mark.servers
@pytest.mark.parametrize(("demo", "libraries"), [("0", "imapclient"), ("1", "aiosmtpd")])
def test_a_worker_loads_only_the_library_it_takes_mail_by(tmp_path, demo, libraries):
    chosen = {"AMENDS_HOME": str(tmp_path), "AMENDS_DEMO": demo, "DJANGO_SETTINGS_MODULE": "amends.config.settings"}
    done = subprocess.run([sys.executable, "-c", LOADED], env=os.environ | chosen, capture_output=True, check=True)

    assert done.stdout.decode().strip() == libraries


def test_whatever_may_wait_for_a_mail_server_runs_apart_from_the_rest():
    waiting = {delivering.deliver, delivering.tell, alarming.tell_silence}

    assert {entry.sweep for entry in LETTERS} == waiting
    assert not waiting & {entry.sweep for entry in SCHEDULE}
