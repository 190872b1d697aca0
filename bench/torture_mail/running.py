"""One run from an empty desk to the verdict."""

import os
import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from imapclient import IMAPClient

from bench.torture_mail import audit
from bench.torture_mail.audit import Findings
from bench.torture_mail.boxes import BOXES, MOVING, Box
from bench.torture_mail.bringing import Bringing
from bench.torture_mail.faults import Faults, Kind, drawn
from bench.torture_mail.mails import Writer
from bench.torture_mail.marks import marks
from bench.torture_mail.place import WORKERS, Place, opened
from bench.torture_mail.posting import Appending, Dropping, HandingOver, Way
from bench.torture_mail.progress import Progress, so_far
from tests.servers.machine import stop

if TYPE_CHECKING:
    import subprocess

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
        faults = Faults(place, _holders, rng)
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
    from amends.desk.people.models import Agent

    with IMAPClient("127.0.0.1", place.imap.fetch_port, ssl=False) as client:
        client.login(MOVING.user, place.imap.password)
        client.create_folder(MOVING.folder)
    for box in BOXES:
        _connect(place, box)
    Agent.objects.create_user("ben@support.example", name="Ben")


def _connect(place: Place, box: Box) -> None:
    from amends.desk.channels.connecting import connect
    from amends.desk.channels.models import Mailbox

    mailbox = Mailbox(name="Desk", address=box.address, user=box.user, folder=box.folder, smtp_host="127.0.0.1")
    mailbox.smtp_port = place.wires["smtp"].port
    mailbox.fetch_security = mailbox.smtp_security = Mailbox.Security.NONE
    mailbox.way = Mailbox.Way.HANDED if box.way == "lmtp" else Mailbox.Way(box.way)
    mailbox.after, mailbox.moved_to = Mailbox.After(box.after), box.moved_to
    if box.way in place.wires:
        mailbox.fetch_host, mailbox.fetch_port = "127.0.0.1", place.wires[box.way].port
    elif box.way == "maildir":
        mailbox.maildir = str(place.maildir)
    connect(mailbox, password=place.imap.password, now=datetime.now(UTC) - timedelta(minutes=1))


def _ways(place: Place) -> list[Way]:
    """Return how mail is brought to each mailbox."""
    password = place.imap.password
    ways: list[Way] = []
    for box in BOXES:
        match box.way:
            case "imap" | "pop3":
                ways.append(Appending(place.imap.fetch_port, box.user, password, box.folder))
            case "maildir":
                ways.append(Dropping(place.maildir))
            case "lmtp":
                ways.append(HandingOver(place.lmtp_port, box.address))
    return ways


def _started(place: Place, size: Size) -> tuple[Bringing, "subprocess.Popen[bytes]"]:
    """Let the workers run, and all begin when they have looked into every mailbox."""
    groups, ways = Writer(size.seed).write(size.mails), _ways(place)
    began = time.monotonic()
    for number in range(WORKERS):
        place.start_worker(number)
    while not _all_seen() and time.monotonic() < began + STANDSTILL:
        time.sleep(0.1)
    place.starting = time.monotonic() - began
    bringing = Bringing(groups, place.store, ways, seconds=0.9 * size.seconds)
    bringing.start()
    journal = str(place.folder / "journal")
    return bringing, place.start("bench.torture_mail.agents", str(size.replies), str(0.95 * size.seconds), journal)


def _all_seen() -> bool:
    """Return whether each mailbox was looked into: what lies in a maildrop before is history."""
    from amends.desk.channels.actions import mailboxes_to_fetch

    return all(mailbox.fetched_at for mailbox in mailboxes_to_fetch())


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
    found = list(marks(place))
    audit.look_at_marks((one for one, done in found if done), (one for one, done in found if not done), findings)
    audit.look_at_mail_out(place.store, place.folder / "journal", faults.against_sending(), findings)
    return findings
