"""Mail that other programs hand over by SMTP; the sample desk has a port for any mail program on this machine."""

import asyncio
import logging
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import Error, close_old_connections, connections

from amends.desk.intake.actions import Received
from amends.desk.intake.sorting.handing import Envelope as Handed
from amends.desk.intake.sorting.handing import hand_in, is_taken
from amends.desk.jobs.handed_down import Clock
from amends.desk.policies.models import DeskSettings

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
USUAL_PORT = 2525
PORT_FILE = "smtp-port"
"""Where pages find the port, in the desk's home: one number."""
READY_WITHIN = timedelta(seconds=10)
LONGEST_LINE = 2**20
"""Bytes: senders break the rule of 998 every day, and what they write has to reach a person all the same."""


class PatientSmtp(SMTP):
    """SMTP that takes long lines."""

    line_length_limit = LONGEST_LINE


def port_file() -> Path:
    """Return the file that holds the port while mail is taken."""
    return Path(settings.HOME) / PORT_FILE


def receive_locally(stop: Event, *, clock: Clock, port: int = USUAL_PORT) -> None:
    """Take mail on loopback until `stop` is set, at `port` or, where that is taken, at a free one."""
    port = _free_port(port)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="smtp") as rows:
        controller = _Port(
            Door(rows, clock, name="local port"),
            hostname=HOST,
            port=port,
            ready_timeout=READY_WITHIN.total_seconds(),
            data_size_limit=rows.submit(largest).result(),
            ident="amends",
        )
        controller.start()
        _announce(port)
        try:
            stop.wait()
        finally:
            port_file().unlink(missing_ok=True)
            controller.stop()
            rows.submit(connections.close_all).result()


class _Port(Controller):
    def factory(self) -> SMTP:
        return PatientSmtp(self.handler, loop=self.loop, **self.SMTP_kwargs)


class Door:
    """What is said to a mail program: yes only to what is durably ours."""

    def __init__(
        self,
        rows: ThreadPoolExecutor,
        clock: Clock,
        *,
        name: str,
        accepts: Callable[[str], bool] | None = None,
        answer_each: bool = False,
    ) -> None:
        """Reach the database from the one thread of `rows`, so that the port goes on listening meanwhile.

        `accepts` tells for which addresses mail is taken, all where it is absent; `answer_each` says, as LMTP wants it,
        for every recipient what became of the mail (RFC 2033, 4.2).
        """
        self._rows = rows
        self._clock = clock
        self._name = name
        self._accepts = accepts
        self._answer_each = answer_each

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take or refuse a recipient (aiosmtpd calls it so)."""
        try:
            known = self._accepts is None or await self._in_rows(self._accepts, address)
        except Error:
            log.exception("recipients can't be looked up")
            return "451 4.3.0 it can't be looked up just now; try again later"
        if not known:
            return "550 5.1.1 there is no mailbox of that address here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take one mail (aiosmtpd calls it so)."""
        answer = await self._answer(envelope)
        return "\r\n".join([answer] * len(envelope.rcpt_tos)) if self._answer_each else answer

    async def _answer(self, envelope: Envelope) -> str:
        try:
            received = await self._in_rows(self._take, envelope)
        except OSError as error:
            log.warning("a mail can't be kept: %s", error)
            return "452 4.3.1 it can't be kept just now; try again later"
        except Error:
            log.exception("a mail can't be written down")
            return "451 4.3.0 it can't be written down just now; try again later"
        return f"250 2.0.0 {_told(received)}"

    async def _in_rows[Given, Found](self, ask: Callable[[Given], Found], given: Given) -> Found:
        return await asyncio.get_running_loop().run_in_executor(self._rows, ask, given)

    def _take(self, envelope: Envelope) -> Received:
        sender = (envelope.mail_from or "").strip("<>")
        handed = Handed(sender, tuple(entry for entry in envelope.rcpt_tos if entry))
        try:
            return hand_in(envelope.original_content or b"", handed, name=self._name, now=self._clock())[0]
        finally:
            close_old_connections()


def _told(received: Received) -> str:
    return f"kept, case {received.case}" if received.case else "kept on the pile"


def is_ours(address: str) -> bool:
    """Return whether mail for this address is taken."""
    try:
        return is_taken(address)
    finally:
        close_old_connections()


def largest() -> int:
    """Return how many bytes of a mail are read."""
    return DeskSettings.current().max_mail_bytes


def _announce(port: int) -> None:
    log.info("mail is taken at %s, port %s; any mail program on this machine can write to the sample desk", HOST, port)
    port_file().write_text(f"{port}\n", encoding="ascii")


def _free_port(wanted: int) -> int:
    """Return `wanted` where nobody has it, else a port that is free."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    msg = f"no port is free at {HOST}"
    raise OSError(msg)
