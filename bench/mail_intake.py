"""How fast mail is taken in beside each database's own floor, listening apart; and what a second process adds."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import batched
from statistics import median
from typing import Any

from bench import desk, mails
from bench.intake import BLOCK, Cost, Desk, Floor, cost_of

TARGET = 0.60
DATABASES = ("SQLite", "PostgreSQL")
HALVES = ("even", "odd")
ROUNDS = 5
"""So often one process and two take turns."""


class PostgresFloor(Floor):
    """The same floor on PostgreSQL: three rows a mail in one transaction, by prepared statements."""

    def __init__(self, url: str) -> None:
        """Open a connection of its own and make its tables beside the desk's."""
        import psycopg

        self._connection = psycopg.connect(url, autocommit=True, prepare_threshold=1)
        self._connection.execute(
            "CREATE TABLE floor_raw(id bigserial PRIMARY KEY, bytes bytea);"
            "CREATE TABLE floor_ticket(id bigserial PRIMARY KEY, subject text, sender text);"
            "CREATE TABLE floor_message(id bigserial PRIMARY KEY, ticket bigint, text text)"
        )

    def keep(self, raw: bytes, subject: str, sender: str, text: str) -> None:
        """Keep one mail in three rows."""
        with self._connection.transaction(), self._connection.cursor() as rows:
            rows.execute("INSERT INTO floor_raw(bytes) VALUES (%s)", (raw,))
            made = rows.execute(
                "INSERT INTO floor_ticket(subject, sender) VALUES (%s, %s) RETURNING id", (subject, sender)
            ).fetchone()
            rows.execute("INSERT INTO floor_message(ticket, text) VALUES (%s, %s)", (made[0] if made else None, text))


class Listening:
    """Adds up what listening costs while mail is taken in."""

    def __init__(self) -> None:
        """Stand between intake and the craft."""
        from amends.desk.intake.entering import placing

        self.wall = self.cpu = 0.0
        self._quick: Callable[..., Any] = vars(placing)["quick"]
        vars(placing)["quick"] = self._timed

    def _timed(self, *given: Any, **named: Any) -> Any:
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            return self._quick(*given, **named)
        finally:
            self.wall += time.perf_counter() - wall
            self.cpu += time.process_time() - cpu

    def taken(self) -> Cost:
        """Return what it has cost since this was asked last."""
        spent, self.wall, self.cpu = Cost(self.wall, self.cpu), 0.0, 0.0
        return spent


@dataclass(frozen=True, slots=True)
class Turn:
    """What a block of mails cost: the floor, and the desk with the listening in it."""

    floor: Cost
    ours: Cost
    listening: Cost

    def ratio(self, clock: str) -> float:
        """Return the desk's speed without listening as a share of the floor's, by "wall" or "cpu"."""
        ours = getattr(self.ours, clock) - getattr(self.listening, clock)
        return float(getattr(self.floor, clock) / ours)


def turns(floor: Floor, ours: Desk, raws: Sequence[bytes]) -> Iterator[Turn]:
    """Yield what each block cost there and here; the two take turns, so that noise meets both."""
    listening = Listening()
    for number, block in enumerate(batched(raws, BLOCK)):
        first = cost_of(floor.take_in, block) if number % 2 == 0 else None
        here = cost_of(ours.take_in, block)
        yield Turn(first or cost_of(floor.take_in, block), here, listening.taken())


@contextmanager
def database(name: str) -> Iterator[str]:
    """Yield the URL of an empty database, none for SQLite, for this process and its children."""
    from tests.servers import postgres

    with nullcontext("") if name == "SQLite" else postgres.running() as url:
        os.environ["AMENDS_DATABASE_URL"] = url
        yield url


def measure(name: str) -> None:
    """Measure one process on one database and print it."""
    with database(name) as url, desk.home() as home, mails.made() as given:
        desk.open_desk()
        floor = PostgresFloor(url) if url else Floor(home / "floor.sqlite3")
        done = list(turns(floor, Desk(), [mail.raw for mail in given]))
        count = len(given)
        wall, cpu = (median(turn.ratio(clock) for turn in done) for clock in ("wall", "cpu"))
        bare, spent, heard = (
            1000 * sum(getattr(turn, part).cpu for turn in done) / count for part in ("floor", "ours", "listening")
        )
        print(f"mail on {name}: {wall:.2f} of the floor's speed by the clock, {cpu:.2f} by CPU", end=" ")
        print(f"(wanted: {TARGET:.2f}); CPU a mail: floor {bare:.2f} ms, desk {spent - heard:.2f} ms,", end=" ")
        print(f"listening {heard:.2f} ms more", flush=True)


def child(half: str) -> int:
    """Take in one half of the mails, or all, when told so; print how many, and how long it took in seconds."""
    with mails.made() as given:
        # A conversation stays together: the halves are no likelier to wait for each other than two mailboxes are.
        chosen = [mail.raw for mail in given if half == "all" or HALVES[mail.root % 2] == half]
    desk.open_desk()
    print("ready", flush=True)
    sys.stdin.readline()
    began = time.perf_counter()
    Desk().take_in(chosen)
    print(len(chosen), time.perf_counter() - began, flush=True)
    return 0


@dataclass(frozen=True, slots=True)
class Rounds:
    """How many mails a second one process and two took in, in rounds that followed each other."""

    one: tuple[float, ...]
    two: tuple[float, ...]

    def __str__(self) -> str:
        gains = sorted(two / one for one, two in zip(self.one, self.two, strict=True))
        spread = f"median of {len(gains)} rounds, {gains[0]:.2f} to {gains[-1]:.2f}"
        speeds = f"one process {median(self.one):.0f} mails/s, two {median(self.two):.0f}"
        return f"mail on PostgreSQL: {speeds}; a second process gives {median(gains):.2f} times as many ({spread})"


def take_turns(rounds: int) -> Rounds:
    """Let one process and two take turns on a fresh database each; every other round the two begin.

    What else runs on the machine then meets both, and no single run decides.
    """
    one: list[float] = []
    two: list[float] = []
    for number in range(rounds):
        for alone in (True, False) if number % 2 == 0 else (False, True):
            (one if alone else two).append(speed("all") if alone else speed(*HALVES))
    return Rounds(tuple(one), tuple(two))


def speed(*halves: str) -> float:
    """Return the mails a second that processes take in together, on an empty PostgreSQL."""
    command, pipe = [sys.executable, "-m", "bench.mail_intake"], subprocess.PIPE
    with database("PostgreSQL"), desk.home():
        running = [subprocess.Popen([*command, half], stdin=pipe, stdout=pipe, text=True) for half in halves]
        for process in running:
            assert process.stdout is not None
            process.stdout.readline()
        for process in running:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        results = [process.communicate()[0].split() for process in running]
    return sum(int(count) for count, _ in results) / max(float(seconds) for _, seconds in results)


def main() -> int:
    """Measure in a process for each database, then one and two processes."""
    match sys.argv[1:]:
        case ["all" | "even" | "odd" as half]:
            return child(half)
        case ["SQLite" | "PostgreSQL" as name]:
            measure(name)
            return 0
        case ["two"]:
            print(take_turns(ROUNDS))
            return 0
        case _:
            command = [sys.executable, "-m", "bench.mail_intake"]
            codes = [subprocess.run([*command, name], check=False).returncode for name in DATABASES]
            print(take_turns(ROUNDS))
            return int(any(codes))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except FileNotFoundError as error:  # the server is not installed
        print(f"skipped: {error}")
