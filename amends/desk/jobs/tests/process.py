"""A worker process on the database of the tests: `python -m amends.desk.jobs.tests.process DATABASE LEASE`."""

import os
import signal
import sys
import threading
from datetime import timedelta

import django
from django.conf import settings


def main(database: str, lease: float) -> None:
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from amends.desk.jobs.tests.conftest import NOON
    from amends.desk.jobs.worker import Worker

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    worker = Worker(clock=lambda: NOON, lease=timedelta(seconds=lease))
    ended = worker.run(stop)
    os._exit(0 if ended else 3)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
