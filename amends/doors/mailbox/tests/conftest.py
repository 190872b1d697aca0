"""A mailbox on a real server, mails for it, and a worker's fetching that is over when the test is."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event, Thread
from typing import Any
from uuid import uuid4

import imapclient
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from amends.desk.channels.models import Mailbox
from amends.doors.mailbox.fetching.mailboxes import fetch
from amends.doors.mailbox.fetching.taking import Taker
from amends.doors.mailbox.fetching.watching import Pace
from amends.doors.mailbox.stores.opening import opened
from tests.servers.dovecot import Dovecot
from tests.servers.smtp_sink import SmtpSink

QUICK = Pace(look=5, first_pause=0.05, longest_pause=0.1, longest_pause_refused=0.1, mailboxes=0.05, leases=0.2)
LONG_AGO = datetime(2020, 5, 4, 9, tzinfo=UTC)


def clock() -> datetime:
    return datetime.now(UTC)


def letter(
    number: int = 1, *, sender: str = "ada@example.com", text: str = "Where is my order?", **headers: str
) -> bytes:
    """A mail of Ada's, told apart by its number."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return (
        f"From: Ada Byron <{sender}>\r\nTo: desk@example.org\r\nSubject: Order {number}\r\n"
        f"Date: Mon, 02 Mar 2026 10:00:00 +0000\r\nMessage-ID: <{number}.{sender}>\r\n{more}\r\n{text}\r\n"
    ).encode()


class Server:
    """What the server holds for one mailbox, seen past our own code."""

    def __init__(self, dovecot: Dovecot, mailbox: Mailbox) -> None:
        self._dovecot, self._mailbox = dovecot, mailbox

    def deliver(self, *letters: bytes) -> None:
        for raw in letters:
            self._dovecot.deliver(self._mailbox.user, raw, sender="somebody@example.com")

    @contextmanager
    def client(self) -> Iterator[Any]:
        with imapclient.IMAPClient(self._dovecot.host, self._dovecot.fetch_port, ssl=False) as client:
            client.login(self._mailbox.user, self._dovecot.password)
            yield client

    def put(self, *letters: bytes, at: datetime = LONG_AGO) -> None:
        """Let mails lie in the folder since `at`."""
        with self.client() as client:
            for raw in letters:
                client.append(self._mailbox.folder, raw, msg_time=at)

    def unseen(self) -> int:
        with self.client() as client:
            client.select_folder(self._mailbox.folder, readonly=True)
            return len(client.search("UNSEEN"))


@pytest.fixture
def mailbox(dovecot: Dovecot, db: None) -> Mailbox:
    """A mailbox of its own on the server, connected a minute ago."""
    made = Mailbox(
        name="Desk",
        address="desk@example.org",
        fetch_host=dovecot.host,
        fetch_port=dovecot.fetch_port,
        fetch_security=Mailbox.Security.NONE,
        user=f"desk-{uuid4().hex[:8]}",
        connected_at=clock() - timedelta(minutes=1),
    )
    made.password = dovecot.password
    made.save()
    return made


@pytest.fixture
def server(dovecot: Dovecot, mailbox: Mailbox) -> Server:
    return Server(dovecot, mailbox)


@pytest.fixture
def look() -> Callable[[Mailbox], int]:
    """Look once through a mailbox, in this thread, as a worker that was just started."""

    def once(mailbox: Mailbox) -> int:
        with opened(mailbox) as inbox:
            return Taker(mailbox, clock).look_through(inbox, Event())

    return once


@pytest.fixture
def fetching(transactional_db: None) -> Iterator[Callable[..., Callable[[], None]]]:
    """Start fetching as a worker does, any number of times, each as another worker; what comes back ends that one."""
    ends = []

    def start(**pace: Any) -> Callable[[], None]:
        stop = Event()
        thread = Thread(target=partial(fetch, stop, clock=clock, pace=replace(QUICK, **pace)))
        thread.start()

        def end() -> None:
            stop.set()
            thread.join(20)

        ends.append(end)
        return end

    yield start
    for end in ends:
        end()


@pytest.fixture
def sink_mailbox(smtp_sink: SmtpSink, db: None) -> Mailbox:
    """A mailbox that sends by the sink and fetches from nowhere."""
    return Mailbox.objects.create(
        name="Desk",
        address="desk@example.org",
        smtp_host=smtp_sink.host,
        smtp_port=smtp_sink.port,
        smtp_security=Mailbox.Security.NONE,
        connected_at=clock(),
    )


@pytest.fixture
def guarded_sink() -> Iterator[SmtpSink]:
    """A sink that takes letters only from those who know the password, which goes beyond ASCII."""
    sink, wanted = SmtpSink(), LoginPassword(b"desk@example.org", "Schlüssel".encode())
    controller = Controller(
        sink,
        hostname=sink.host,
        port=sink.port,
        authenticator=lambda *said: AuthResult(success=said[-1] == wanted, handled=False),
        auth_require_tls=False,
    )
    controller.start()
    yield sink
    controller.stop()


@pytest.fixture
def guarded_mailbox(sink_mailbox: Mailbox, guarded_sink: SmtpSink) -> Mailbox:
    """A mailbox that sends by the guarded sink and does not know the password yet."""
    sink_mailbox.smtp_port = guarded_sink.port
    return sink_mailbox


def wait_until(condition: Callable[[], bool], *, seconds: float = 60) -> None:
    """Wait for what another thread or process does; fail when it takes longer than `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)
