"""How fast mail is taken in, beside a bare floor: the standard library and three rows a mail."""

import email
import email.policy
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import batched
from pathlib import Path
from statistics import median

from bench import desk, mails

BLOCK = 50
TARGET = 0.45


@dataclass(frozen=True, slots=True)
class Cost:
    """What a block of mails cost, in seconds."""

    wall: float
    cpu: float


def cost_of(work: Callable[[Sequence[bytes]], None], block: Sequence[bytes]) -> Cost:
    """Do the work and return what it cost."""
    wall, cpu = time.perf_counter(), time.process_time()
    work(block)
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


class Floor:
    """The least that anybody can do for a mail: parse, decode, and one durable transaction of three rows."""

    def __init__(self, path: Path) -> None:
        """Open a database as durable as the desk's."""
        self._rows = sqlite3.connect(path, isolation_level=None)
        self._rows.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "CREATE TABLE raw(id INTEGER PRIMARY KEY, bytes BLOB);"
            "CREATE TABLE ticket(id INTEGER PRIMARY KEY, subject TEXT, sender TEXT);"
            "CREATE TABLE message(id INTEGER PRIMARY KEY, ticket INTEGER, text TEXT);"
        )

    def take_in(self, block: Sequence[bytes]) -> None:
        """Parse and keep each mail."""
        for raw in block:
            mail = email.message_from_bytes(raw, policy=email.policy.default)
            bodies = [part.get_content() for part in mail.walk() if not part.is_multipart()]
            self.keep(raw, mail["subject"], mail["from"], bodies[0])

    def keep(self, raw: bytes, subject: str, sender: str, text: str) -> None:
        """Keep one mail in three rows."""
        self._rows.execute("BEGIN IMMEDIATE")
        self._rows.execute("INSERT INTO raw(bytes) VALUES (?)", (raw,))
        made = self._rows.execute("INSERT INTO ticket(subject, sender) VALUES (?, ?)", (subject, sender))
        self._rows.execute("INSERT INTO message(ticket, text) VALUES (?, ?)", (made.lastrowid, text))
        self._rows.execute("COMMIT")


class Desk:
    """The desk: parse, thread, hear, reckon what is owed, order the receipt, index, commit."""

    def __init__(self) -> None:
        """Begin now, a second between mails."""
        self._now = datetime.now(UTC)

    def take_in(self, block: Sequence[bytes]) -> None:
        """Receive each mail as live mail."""
        from amends.desk.intake.actions import Source, receive

        for raw in block:
            self._now += timedelta(seconds=1)
            receive(raw, Source(arrived_at=self._now), now=self._now)


def measure(floor: Floor, ours: Desk, raws: Sequence[bytes]) -> Iterator[tuple[Cost, Cost]]:
    """Yield what each block cost there and here; the two take turns, so that noise meets both."""
    for number, block in enumerate(batched(raws, BLOCK)):
        if number % 2:
            second = cost_of(ours.take_in, block)
            yield cost_of(floor.take_in, block), second
        else:
            yield cost_of(floor.take_in, block), cost_of(ours.take_in, block)


def main() -> None:
    """Measure and print."""
    with desk.home() as home, mails.made() as given:
        desk.open_desk()
        raws = [mail.raw for mail in given]
        costs = list(measure(Floor(home / "floor.sqlite3"), Desk(), raws))
        wall = median(floor.wall / ours.wall for floor, ours in costs)
        cpu = median(floor.cpu / ours.cpu for floor, ours in costs)
        spent = sum(ours.wall for _, ours in costs), sum(ours.cpu for _, ours in costs)
        bare = sum(floor.wall for floor, _ in costs), sum(floor.cpu for floor, _ in costs)
        count = len(raws)
        print(f"intake: {count / spent[0]:.0f} mails/s, {1000 * spent[1] / count:.2f} ms CPU a mail;", end=" ")
        print(f"bare floor {count / bare[0]:.0f} mails/s, {1000 * bare[1] / count:.2f} ms CPU")
        print(f"intake: speed of the floor's {wall:.2f} by the clock, {cpu:.2f} by CPU (wanted: {TARGET:.2f})")


if __name__ == "__main__":
    main()
