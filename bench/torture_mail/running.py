"""One run from an empty desk to the verdict."""

import hashlib
import os
import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imapclient import SEEN, IMAPClient

from bench.torture_mail import audit
from bench.torture_mail.audit import Findings
from bench.torture_mail.bringing import FOLDERS, Bringing
from bench.torture_mail.faults import Faults, Kind, drawn
from bench.torture_mail.mails import MAILBOXES, Writer
from bench.torture_mail.place import WORKERS, Place, opened
from bench.torture_mail.progress import Progress, so_far
from tests.servers.machine import stop

if TYPE_CHECKING:
    import subprocess

USERS = ("desk", "help")
CALM, STANDSTILL = 200.0, 60.0
"""The most seconds that everything may take to settle when nothing goes wrong any more, and without any change."""
STRIDE, STILL = 900.0, 4.0
"""So much desk time passes in the calm whenever so many seconds have changed nothing: pauses between tries run out."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of everything; `seconds` is how long it goes wrong."""

    mails: int
    replies: int
    kills: int
    seconds: float
    seed: int
    database: str = "sqlite"
    log: Path | None = None
    """Where what the desk's processes said is kept."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to."""

    findings: Findings
    faults: Counter[Kind]
    under_fire: Progress
    """What had got through when the last fault was over."""
    seconds: float
    calm: float
    small_disk: bool
    clock_moved: bool


def run(size: Size) -> Outcome:
    """Run once; raises FileNotFoundError where a server is not installed."""
    began = time.monotonic()
    with opened(size.database) as place:
        _open_desk(place)
        rng = random.Random(size.seed)
        faults = Faults(place, USERS, _holders, rng)
        bringing, agents = _started(place, size)
        try:
            faults.run(drawn(size.kills, rng), size.seconds)
            under_fire = so_far(list(bringing.brought), place.store, place.folder / "journal")
            calm = time.monotonic()
            left = _settle(place, bringing, agents)
            calm = time.monotonic() - calm
        finally:
            stop(agents)
            if size.log is not None:
                shutil.copy(place.folder / "desk.log", size.log)
        findings = _looked_at(place, bringing, faults)
    if left:
        findings.faults.append(f"it did not come to rest in time: {', '.join(left)}")
    return Outcome(
        findings=findings,
        faults=faults.count(),
        under_fire=under_fire,
        seconds=time.monotonic() - began,
        calm=calm,
        small_disk=place.small_disk,
        clock_moved=place.clock.can_move,
    )


def _open_desk(place: Place) -> None:
    """Make tables, mailboxes and an agent, in this process, which is not under test."""
    os.environ.update(place.environment)
    from amends.doors.cli import opening

    opening.set_up()
    opening.bring_up_to_date()
    from amends.desk.channels.connecting import connect
    from amends.desk.channels.models import Mailbox
    from amends.desk.people.models import Agent

    with IMAPClient("127.0.0.1", place.imap.fetch_port, ssl=False) as client:
        client.login(USERS[1], place.imap.password)
        client.create_folder(FOLDERS[1])
    for address, user, folder in zip(MAILBOXES, USERS, FOLDERS, strict=True):
        wires = {"fetch_port": place.wires["imap"].port, "smtp_port": place.wires["smtp"].port}
        mailbox = Mailbox(name="Desk", address=address, user=user, folder=folder, fetch_host="127.0.0.1", **wires)
        mailbox.fetch_security = mailbox.smtp_security = Mailbox.Security.NONE
        mailbox.smtp_host = "127.0.0.1"
        connect(mailbox, password=place.imap.password, now=datetime.now(UTC) - timedelta(minutes=1))
    Agent.objects.create_user("ben@support.example", name="Ben")


def _started(place: Place, size: Size) -> tuple[Bringing, "subprocess.Popen[bytes]"]:
    groups = Writer(size.seed).write(size.mails)
    bringing = Bringing(
        groups,
        place.store,
        port=place.imap.fetch_port,
        password=place.imap.password,
        users=USERS,
        seconds=0.9 * size.seconds,
    )
    for number in range(WORKERS):
        place.start_worker(number)
    bringing.start()
    journal = str(place.folder / "journal")
    return bringing, place.start("bench.torture_mail.agents", str(size.replies), str(0.95 * size.seconds), journal)


def _holders() -> list[str]:
    from django.db import Error

    from amends.desk.channels.models import Watch

    try:
        return list(Watch.objects.values_list("holder", flat=True))
    except Error:  # the disk is full
        return []


def _settle(place: Place, bringing: Bringing, agents: "subprocess.Popen[bytes]") -> list[str]:
    """Wait until all is taken in and all has left; return what was not in time."""
    bringing.hurry.set()
    # One worker is enough now, as a leap of the clock would take its leases. It is a new one: the pauses of a fetcher
    # after trouble are waited for by the steady clock, which makes no leaps.
    place.stop_workers()
    place.start_worker(0)
    place.clock.move(STRIDE)
    began = changed = moved = time.monotonic()
    left, before = ["everything"], [""]
    while left and time.monotonic() < min(began + CALM, changed + STANDSTILL):
        if time.monotonic() >= max(changed, moved) + STILL:
            place.clock.move(STRIDE)
            moved = time.monotonic()
        time.sleep(0.5)
        left = ["mails to bring"] if bringing.is_alive() else []
        left += ["replies to write"] if agents.poll() is None else []
        left += _left_to_do(bringing)
        if left != before:
            changed, before = time.monotonic(), left
    place.stop_workers()
    return left


def _left_to_do(bringing: Bringing) -> Iterator[str]:
    """Yield what is still under way, in words."""
    from amends.desk.delivery.models import Dispatch
    from amends.desk.intake.models import Arrival
    from amends.desk.jobs.models import Job

    known = set(Arrival.objects.values_list("digest", flat=True))
    left = {
        "letters to go": Dispatch.objects.filter(state__in=["waiting", "leaving"]).count(),
        "jobs to do": Job.objects.filter(state__in=["ready", "running"]).count(),
        "mails to take in": sum(one.digest not in known for one in bringing.brought),
    }
    yield from (f"{count} {name}" for name, count in left.items() if count)


def _looked_at(place: Place, bringing: Bringing, faults: Faults) -> Findings:
    findings = Findings()
    audit.look_at_mail_in(bringing.brought, findings)
    audit.look_at_cases(bringing.brought, findings)
    marks = list(_marks(place))
    audit.look_at_marks((one for one, seen in marks if seen), (one for one, seen in marks if not seen), findings)
    audit.look_at_mail_out(place.store, place.folder / "journal", faults.against_sending(), findings)
    return findings


def _marks(place: Place) -> Iterator[tuple[str, bool]]:
    """Yield the digest of each mail on the server, and whether it is marked as read."""
    for user, folder in zip(USERS, FOLDERS, strict=True):
        with IMAPClient("127.0.0.1", place.imap.fetch_port, ssl=False) as client:
            client.login(user, place.imap.password)
            client.select_folder(folder, readonly=True)
            found: dict[int, dict[bytes, Any]] = client.fetch(client.search() or [0], ["FLAGS", "BODY.PEEK[]"])
            for parts in found.values():
                yield hashlib.sha256(parts[b"BODY[]"]).hexdigest(), SEEN in parts[b"FLAGS"]
