"""A backlog of 10,000 mails in a real IMAP mailbox, in no order: taken in without slowing down, each into its case."""

import hashlib
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from threading import Event
from typing import Any

from bench import desk
from bench.ending import end_in_order
from bench.intake import Cost
from bench.torture_mail.audit import Findings, look_at_cases, look_at_mail_in
from bench.torture_mail.bringing import Brought
from bench.torture_mail.mails import OURS, Letter, Writer
from tests.servers import dovecot
from tests.servers.machine import give_folder

COUNT, PART = 10_000, 1_000
USER = "desk"


def letters(count: int) -> list[Letter]:
    """Return mails of many conversations, in no order at all.

    The first and the last thousand are whole conversations, in no order either: like is compared with like, as it
    costs less to open a case than to find one.
    """
    written = [letter for group in Writer(1).write(count) for letter in group]
    for letter in written:  # nobody has written to these customers yet
        letter.raw = letter.raw.replace(OURS.encode(), (letter.asked or ("",))[-1].encode())
    conversations: dict[int, list[Letter]] = {}
    for letter in written:
        conversations.setdefault(letter.conversation, []).append(letter)
    rng = random.Random(1)
    whole = list(conversations.values())
    rng.shuffle(whole)
    in_order = [letter for conversation in whole for letter in conversation]
    part = min(PART, count // 10)
    first, last = _end_of(whole, part), count - _end_of(whole[::-1], part)
    thirds = [in_order[:first], in_order[first:last], in_order[last:]]
    for third in thirds:
        rng.shuffle(third)
    return [letter for third in thirds for letter in third]


def _end_of(conversations: Sequence[Sequence[Letter]], least: int) -> int:
    """Return after how many mails at least so many have been said, and no conversation is cut in two."""
    return next(count for count in accumulate(len(one) for one in conversations) if count >= least)


def lay_down(written: Sequence[Letter], maildir: Path) -> list[Brought]:
    """Put the mails into the mail server's folder, as if they had come one after the other."""
    for name in ("cur", "new", "tmp"):
        (maildir / name).mkdir(parents=True)
    came = int(time.time())
    for number, letter in enumerate(written):
        (maildir / "new" / f"{came}.M{number:06d}P1.machine").write_bytes(letter.raw)
    for path in (maildir, *maildir.rglob("*")):
        give_folder(path, dovecot.ACCOUNT)
    return [Brought(letter, 0, hashlib.sha256(letter.raw).hexdigest()) for letter in written]


def take_in(port: int, password: str) -> tuple[Cost, Cost]:
    """Take in all of it; return what the first and the last thousand cost, or tenth where there are fewer."""
    from amends.desk.channels.models import Mailbox
    from amends.desk.people.models import Agent
    from amends.doors.mailbox.fetching import taking
    from amends.doors.mailbox.stores import inbox

    Agent.objects.create_user("ben@support.example", name="Ben")  # to whom suggestions are made
    mailbox = Mailbox(
        name="Desk",
        address="desk@support.example",
        user=USER,
        fetch_host="127.0.0.1",
        fetch_port=port,
        fetch_security=Mailbox.Security.NONE,
        connected_at=datetime.now(UTC) - timedelta(hours=1),
    )
    mailbox.password = password
    mailbox.save()
    moments = [(time.perf_counter(), time.process_time())]
    received: Callable[..., Any] = taking.receive

    def counted(*given: Any, **named: Any) -> Any:
        result = received(*given, **named)
        moments.append((time.perf_counter(), time.process_time()))
        return result

    vars(taking)["receive"] = counted
    with inbox.opened(mailbox) as box:
        taking.Taker(mailbox, lambda: datetime.now(UTC)).look_through(box, Event())
    part = min(PART, len(moments) // 10)
    return _between(moments[0], moments[part], part), _between(moments[-1 - part], moments[-1], part)


def _between(first: tuple[float, float], last: tuple[float, float], count: int) -> Cost:
    """Return what each of so many mails cost between two moments, in seconds."""
    return Cost((last[0] - first[0]) / count, (last[1] - first[1]) / count)


def tell(what: str, first: Cost, last: Cost, findings: Findings) -> None:
    """Print it in one line."""
    counts = findings.counts
    print(f"{what}; the first {1000 * first.wall:.1f} ms each ({1000 * first.cpu:.1f} CPU),", end=" ")
    print(f"the last {1000 * last.wall:.1f} ({1000 * last.cpu:.1f} CPU);", end=" ")
    print(f"{counts['conversations']} conversations in {counts['cases']} cases,", end=" ")
    print(f"{counts['split among strangers, suggested']} split among strangers, and suggested to be joined;", end=" ")
    print("; ".join(findings.faults) or "nothing lost, nothing in a wrong case", flush=True)


def main() -> int:
    """Measure and print, with another number of mails where one is named; return 1 where one is lost or astray."""
    count = int(sys.argv[1]) if sys.argv[1:] else COUNT
    folder = Path(tempfile.mkdtemp(prefix="amends-backlog-"))
    give_folder(folder, dovecot.ACCOUNT)
    server = dovecot.Dovecot(dovecot.installed(), folder)
    try:
        brought = lay_down(letters(count), folder / "mail" / USER)
        give_folder(folder / "mail", dovecot.ACCOUNT)
        server.start()
        with desk.home():
            desk.open_desk()
            began = time.perf_counter()
            first, last = take_in(server.fetch_port, server.password)
            spent = time.perf_counter() - began
            findings = Findings()
            look_at_mail_in(brought, findings)
            look_at_cases(brought, findings)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    tell(f"backlog: {count} mails in {spent:.0f} s", first, last, findings)
    return int(bool(findings.faults))


if __name__ == "__main__":
    end_in_order()
    try:
        sys.exit(main())
    except FileNotFoundError as error:  # the server is not installed
        print(f"skipped: {error}")
