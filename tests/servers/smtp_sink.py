"""An SMTP server for tests that keeps what it is given, and refuses, waits or hangs up when told to."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.servers.machine import HOST, PATIENCE, free_port

if TYPE_CHECKING:
    from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True, slots=True)
class Taken:
    """One message as it came over the wire."""

    sender: str
    recipients: tuple[str, ...]
    message: bytes


@dataclass(slots=True)
class SmtpSink:
    """The switches and the pile; `host` and `port` say where it listens."""

    host: str = HOST
    port: int = field(default_factory=free_port)
    taken: list[Taken] = field(default_factory=list)
    # Recipient -> the line it is refused with, such as "550 5.1.1 no such user".
    refused: dict[str, str] = field(default_factory=dict)
    # What the sink says after DATA: nothing is kept unless it begins with 2.
    answer: str = "250 2.0.0 taken"
    # Seconds before that answer.
    delay: float = 0.0
    # Keep the message and hang up without an answer: the sender cannot know.
    hangs_up: bool = False

    def wait_for(self, count: int, *, seconds: float = PATIENCE) -> list[Taken]:
        """Return the pile once `count` messages are in it; raises AssertionError if that takes too long."""
        deadline = time.monotonic() + seconds
        while len(self.taken) < count:
            assert time.monotonic() < deadline, f"waited for {count} mails, got {len(self.taken)}"
            time.sleep(0.01)
        return self.taken

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: "SMTP", session: "Session", envelope: "Envelope", address: str, options: list[str]
    ) -> str:
        """Take or refuse one recipient ."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server: "SMTP", session: "Session", envelope: "Envelope") -> str:  # noqa: N802
        """Take one message ."""
        await asyncio.sleep(self.delay)
        if self.answer.startswith("2"):
            message = envelope.original_content or b""
            self.taken.append(Taken(envelope.mail_from or "", tuple(envelope.rcpt_tos), message))
        if self.hangs_up and isinstance(server.transport, asyncio.WriteTransport):
            server.transport.abort()
        return self.answer


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """Yield a fresh sink that is listening."""
    from aiosmtpd.controller import Controller

    sink = SmtpSink()
    controller = Controller(sink, hostname=sink.host, port=sink.port, ready_timeout=PATIENCE)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()
