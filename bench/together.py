"""Two processes that take in mail of the same new senders at once: nothing lost, one customer each."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Literal

from bench import desk

COUNT = 200
Kind = Literal["alone", "left", "right"]


def mail(kind: Kind, number: int) -> bytes:
    """Return a mail; "left" and "right" have the same senders, and other words."""
    sender = f"{'alone' if kind == 'alone' else 'shared'}{number}@customer.example"
    head = f"From: Customer {number} <{sender}>\nSubject: Order {number} {kind}"
    said = f"My lamp {number} has not arrived, and nobody answers me. Where is it? I want my money back. " * 10
    return f"{head}\nMessage-ID: <{kind}.{number}@customer.example>\n\n{said}\n".encode()


def child(kind: Kind) -> int:
    """Receive the mails of one kind when told so; print how long it took, in seconds."""
    desk.open_desk()
    from amends.desk.intake.actions import Source, receive

    print("ready", flush=True)
    sys.stdin.readline()
    began, now = time.perf_counter(), datetime.now(UTC)
    for number in range(COUNT):
        receive(mail(kind, number), Source(arrived_at=now), now=now)
    print(time.perf_counter() - began, flush=True)
    return 0


def run(*kinds: Kind) -> float:
    """Let processes receive at once; return the mails a second of all together."""
    command = [sys.executable, "-m", "bench.together"]
    pipe = subprocess.PIPE
    running = [subprocess.Popen([*command, kind], stdin=pipe, stdout=pipe, text=True) for kind in kinds]
    for process in running:
        assert process.stdout is not None
        process.stdout.readline()
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    seconds = [float(process.communicate()[0]) for process in running]
    return len(kinds) * COUNT / max(seconds)


def faults() -> list[str]:
    """Return what is wrong with what was kept, in words."""
    desk.open_desk()
    from amends.desk.cases.models import Case, Message
    from amends.desk.intake.models import Arrival
    from amends.desk.people.models import Address, Customer

    counts = {
        "mails": (3 * COUNT, Arrival.objects.count()),
        "messages": (3 * COUNT, Message.objects.count()),
        "cases": (3 * COUNT, Case.objects.count()),
        "addresses": (2 * COUNT, Address.objects.count()),
        "customers": (2 * COUNT, Customer.objects.count()),
    }
    return [f"{found} {name} instead of {wanted}" for name, (wanted, found) in counts.items() if found != wanted]


@contextmanager
def database(name: str) -> Iterator[str]:
    """Yield the address of a database, empty for the embedded one."""
    from tests.servers import postgres

    with nullcontext("") if name == "SQLite" else postgres.running() as url:
        yield url


def measure(name: str) -> int:
    """Measure on one database, in this process and children of it; return 1 where something went astray."""
    with database(name) as url, desk.home():
        os.environ["AMENDS_DATABASE_URL"] = url
        one, two = run("alone"), run("left", "right")
        wrong = faults()
        print(f"together on {name}: one process {one:.0f} mails/s, two {two:.0f} ({two / one:.2f} times);", end=" ")
        print("; ".join(wrong) or "nothing lost, one customer for each address", flush=True)
    return int(bool(wrong))


def main() -> int:
    """Measure on each database that is there, in a process each, since a process speaks to one only."""
    match sys.argv[1:]:
        case ["alone" | "left" | "right" as kind]:
            return child(kind)
        case [name]:
            return measure(name)
        case _:
            command = [sys.executable, "-m", "bench.together"]
            codes = [subprocess.run([*command, name], check=False).returncode for name in ("SQLite", "PostgreSQL")]
            return int(any(codes))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except FileNotFoundError as error:  # the server is not installed
        print(f"skipped: {error}")
