"""How fast pages are with many open cases: their queries, their times, and what the processes weigh."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from itertools import batched
from pathlib import Path

from bench import desk, mails
from bench.figures import Figures
from bench.weight import weight_of, work_of

CASES = int(os.environ.get("BENCH_CASES", "10000"))
FEW = 200
VIEWS, CLIENTS = 60, 4
LIGHT = 200


def fill(raws: list[bytes]) -> None:
    """Receive all mails, the newest just now; no job is left over, so that the worker is at rest."""
    from django.db import transaction

    from amends.desk.intake.actions import Source, receive
    from amends.desk.jobs.models import Job

    at = datetime.now(UTC) - timedelta(seconds=len(raws))
    for block in batched(raws, 500):
        with transaction.atomic():  # one wait for the disk each
            for raw in block:
                at += timedelta(seconds=1)
                receive(raw, Source(arrived_at=at), now=at)
    Job.objects.all().delete()


def staff() -> str:
    """Set the desk up with an agent; return the cookie of their session."""
    from django.test import Client

    from amends.desk.people.models import Agent
    from amends.desk.policies.models import DeskSettings

    settings = DeskSettings.current()
    settings.set_up_at = datetime.now(UTC)
    settings.save()
    client = Client()
    client.force_login(Agent.objects.create_user("ben@desk.example", "a long password", name="Ben Kramer"))
    return f"sessionid={client.cookies['sessionid'].value}"


def pages() -> dict[str, str]:
    """Return the pages by name."""
    from amends.desk.cases.models import Case

    number = Case.objects.order_by("pk").values_list("number", flat=True)[FEW // 2]
    return {
        "the page for machines, as a yardstick": "/health/",
        "Owed": "/",
        "a case": f"/cases/{number}/",
        "all cases": "/cases/?list=all",
        "search, a rare word": "/search/?q=quokkafrost",
        "search, a common word": "/search/?q=delivery",
    }


def queries(cookie: str, path: str) -> int:
    """Return how many queries a page takes when it is seen again."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"cookie": cookie})
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200, path
    return len(seen)


@contextmanager
def served(home: Path) -> Iterator[tuple[int, int]]:
    """Serve the desk as `amends up` does; yield its port and the id of its process."""
    from tests.servers.machine import answers, free_port, stop, wait_until

    port, log = free_port(), home / "served.log"
    command = [sys.executable, "-m", "amends.doors.cli", "up", "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        wait_until(lambda: answers(port), process, log)
        yield port, process.pid
    finally:
        stop(process)


def view(port: int, cookie: str, path: str, count: int) -> list[float]:
    """Look at a page so many times over one connection; return how long each took, in milliseconds."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    times = []
    for _ in range(count):
        began = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        times.append(1000 * (time.perf_counter() - began))
        assert answer.status == 200, (path, answer.status)
    connection.close()
    return times


def rate(port: int, cookie: str, path: str) -> float:
    """Return the views a second of several clients at once."""
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda _: view(port, cookie, path, VIEWS), range(CLIENTS)))
    return CLIENTS * VIEWS / (time.perf_counter() - began)


def main() -> None:
    """Fill a desk, count its queries, serve it and look at it; say how busy the machine is with other things."""
    with desk.home() as home, mails.made(bulk=CASES) as given:
        desk.open_desk()
        raws = [mail.raw for mail in given]
        cookie = staff()
        fill(raws[:FEW])
        few = {name: queries(cookie, path) for name, path in pages().items()}
        fill(raws[FEW:])
        with served(home) as (port, process):
            print(
                f"pages, load of the machine before the first view: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
            )
            for name, path in pages().items():
                many = queries(cookie, path)
                view(port, cookie, path, 5)
                before = work_of(process)
                figures = Figures.of(view(port, cookie, path, VIEWS))
                work, views = (work_of(process) - before) / VIEWS, rate(port, cookie, path)
                print(f"pages, {len(raws)} cases: {name}: {many} queries (with {FEW} cases {few[name]}),", end=" ")
                print(f"{figures}, of it {work:.1f} ms work, {views:.0f}/s with {CLIENTS} clients", flush=True)
            print(f"weight of all processes at rest: {weight_of(process):.0f} MB PSS (wanted: at most {LIGHT})")


if __name__ == "__main__":
    main()
