"""What goes wrong in a run, drawn by a seed, done one after the other, and written down with its time."""

import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from bench.torture_mail.boxes import MOVING
from bench.torture_mail.place import WORKERS, Place

Kind = Literal[
    "fetcher killed", "worker killed", "IMAP server killed", "SMTP server killed", "IMAP cut", "SMTP cut",
    "IMAP cut within", "SMTP cut within", "IMAP stalled", "SMTP stalled", "network down", "disk full", "clock set back",
    "mails renumbered", "folder made anew",
]  # fmt: skip
KILLS: tuple[Kind, ...] = ("fetcher killed", "worker killed", "IMAP server killed", "SMTP server killed")
LAPSE = 50.0
"""By how many seconds the desk's clock goes on where a worker was killed: as if that long nobody had been there."""
HOUR = 3600.0
COPIES = 10
"""How often a mail is copied into a folder that is being made, before the run gives up."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that went wrong, from when to when by the real clock; a kill is over when what it met is dead."""

    kind: Kind
    began: float
    ended: float


def drawn(kills: int, rng: random.Random) -> list[Kind]:
    """Return what is to go wrong, in its order: so many kills, and all the rest in proportion."""
    shares: dict[Kind, int] = {
        "IMAP cut": kills // 8,
        "SMTP cut": kills // 8,
        "IMAP cut within": kills // 8,
        "SMTP cut within": kills // 5,
        "IMAP stalled": max(1, kills // 20),
        "SMTP stalled": max(1, kills // 20),
        "network down": max(1, kills // 16),
        "disk full": max(1, kills // 18),
        "mails renumbered": 1,
        "folder made anew": 1,
    }
    wanted = [KILLS[number % len(KILLS)] for number in range(kills)]
    wanted += [kind for kind, count in shares.items() for _ in range(count)]
    rng.shuffle(wanted)
    wanted.insert(len(wanted) // 3 + rng.randrange(1 + len(wanted) // 4), "clock set back")
    return wanted


@dataclass(slots=True)
class Faults:
    """Does harm to a place; `done` says what was done and when."""

    place: Place
    holders: Callable[[], list[str]]
    """Tells who fetches a mailbox just now, as the desk writes it down."""
    rng: random.Random
    done: list[Fault] = field(default_factory=list)

    def run(self, kinds: list[Kind], seconds: float) -> None:
        """Let all of it go wrong at random moments within so many seconds."""
        began = time.monotonic()
        moments = sorted(self.rng.uniform(0, seconds) for _ in kinds)
        for moment, kind in zip(moments, kinds, strict=True):
            time.sleep(max(0.0, began + moment - time.monotonic()))
            self.do(kind)

    def against_sending(self) -> list[Fault]:
        """Return what went wrong, with each moment at which the wire to the SMTP server really broke."""
        drawn_cuts = {"SMTP cut", "SMTP cut within", "network down"}  # nobody may have been connected just then
        cuts = [Fault("SMTP cut", at, at) for at in self.place.wires["smtp"].resets]
        return [*(fault for fault in self.done if fault.kind not in drawn_cuts), *cuts]

    def count(self) -> Counter[Kind]:
        """Return how often each went wrong."""
        return Counter(fault.kind for fault in self.done)

    def do(self, kind: Kind) -> None:
        """Let one thing go wrong, and be right again."""
        began, dead = time.time(), None
        match kind:
            case "fetcher killed" | "worker killed":
                dead = self._kill_worker(fetching=kind == "fetcher killed")
            case "IMAP server killed" | "SMTP server killed":
                dead = self._kill_server(kind)
            case "network down" | "disk full" | "clock set back":
                self._harm_machine(kind)
            case "mails renumbered":
                self._renumber()
            case "folder made anew":
                self._make_folder_anew()
            case _:
                self._harm_wire(kind)
        self.done.append(Fault(kind, began, dead or time.time()))

    def _kill_server(self, kind: Kind) -> float:
        """Kill one, start it again, and return when it was dead."""
        imap = kind.startswith("IMAP")
        (self.place.imap.kill if imap else self.place.kill_smtp)()
        dead = time.time()
        self._wait(0, 0.8)
        (self.place.imap.start if imap else self.place.start_smtp)()
        return dead

    def _harm_machine(self, kind: Kind) -> None:
        if kind == "clock set back":
            self.place.clock.move(-HOUR)
        elif kind == "disk full":
            self.place.fill_disk()
            self._wait(1.5, 3)
            self.place.empty_disk()
        else:
            for wire in self.place.wires.values():
                wire.go_down()
            self._wait(1, 3)
            for wire in self.place.wires.values():
                wire.recover()

    def _wait(self, least: float, most: float) -> None:
        time.sleep(self.rng.uniform(least, most))

    def _kill_worker(self, *, fetching: bool) -> float:
        """Kill one that fetches, or one that does not, if there is such; let time go by and start it again.

        Returns when it was dead.
        """
        number = self.rng.choice(self._workers(fetching=fetching) or list(range(WORKERS)))
        self.place.await_worker(number)
        self.place.kill_worker(number)
        dead = time.time()
        self.place.clock.move(LAPSE)
        self._wait(0, 0.3)
        self.place.start_worker(number)
        return dead

    def _workers(self, *, fetching: bool) -> list[int]:
        pids = {holder.split(":")[1] for holder in self.holders() if ":" in holder}
        running = [(number, worker) for number, worker in enumerate(self.place.workers) if worker is not None]
        return [number for number, worker in running if (str(worker.pid) in pids) is fetching]

    def _harm_wire(self, kind: Kind) -> None:
        wires = [self.place.wires[name] for name in (("imap", "pop3") if kind.startswith("IMAP") else ("smtp",))]
        if kind.endswith("within"):
            for wire in wires:
                wire.cut_after(self.rng.choice((1, 200, 5_000, 60_000)))
        elif kind.endswith("cut"):
            for wire in wires:
                wire.cut()
        else:
            for wire in wires:
                wire.stall()
            self._wait(1, 4)
            for wire in wires:
                wire.recover()

    def _renumber(self) -> None:
        """Let the mail server forget all its numbers, so that it numbers its mails anew, under another UIDVALIDITY."""
        self.place.imap.kill()
        for folder in (self.place.imap.folder / "mail").iterdir():
            for path in (*folder.glob("**/dovecot-uidlist*"), *folder.glob("**/dovecot.index*")):
                path.unlink(missing_ok=True)
        for folder in (self.place.imap.folder / "mail").glob("**/dovecot-uidvalidity*"):
            folder.unlink(missing_ok=True)
        time.sleep(1.1)  # a UIDVALIDITY is made of seconds
        self.place.imap.start()

    def _make_folder_anew(self) -> None:
        """Move the second mailbox's folder away, make one of the same name and copy all mails into it."""
        folder, away = MOVING.folder, f"Away{int(time.time())}"
        with IMAPClient("127.0.0.1", self.place.imap.fetch_port, ssl=False, timeout=20) as client:
            client.login(MOVING.user, self.place.imap.password)
            client.rename_folder(folder, away)
            time.sleep(1.1)
            with suppress(IMAPClientError):  # whoever brings mail may have made it already
                client.create_folder(folder)
            client.select_folder(away)
            for number in client.search():
                _copy(client, number, folder)


def _copy(client: IMAPClient, number: int, folder: str) -> None:
    """Copy one mail into a folder that others make and open at the same moment."""
    for left in reversed(range(COPIES)):
        try:
            client.copy([number], folder)
        except IMAPClientError:
            if not left:
                raise
            time.sleep(0.3)
        else:
            return
