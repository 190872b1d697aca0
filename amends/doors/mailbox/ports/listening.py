"""Our own SMTP and LMTP ports, for those who route mail to the desk instead of letting it fetch."""

import errno
import logging
import ssl
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, Literal, Self

from aiosmtpd.controller import BaseThreadedController, Controller, UnixSocketController
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP
from django.db import connections

from amends.desk.jobs.handed_down import Clock
from amends.doors.mailbox.ports.receiving import LONGEST_LINE, READY_WITHIN, Door, PatientSmtp, is_ours, largest

log = logging.getLogger(__name__)

Protocol = Literal["smtp", "lmtp"]
ROOM = 4
"""How many times as large as the largest mail that is read one may be to be kept on the pile, for people to see."""
MOST_CALLS = 1_000
TAKEN_PAUSE = 30.0
"""Seconds before a port that another worker of this machine holds is tried again."""


class PlaceError(ValueError):
    """A setting names no place to listen at."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to listen: an address and a port, or the path of a socket on this machine."""

    host: str = ""
    port: int = 0
    path: str = ""

    @classmethod
    def read(cls, setting: str) -> Self:
        """Read `host:port`, `[::1]:port` or `/path/of/a/socket`; raises PlaceError for anything else."""
        if setting.startswith("/"):
            return cls(path=setting)
        host, _, port = setting.rpartition(":")
        if not host or not port.isdecimal() or not 0 < int(port) < 2**16:
            msg = f"{setting!r} is no place to listen at: write host:port, or the path of a socket"
            raise PlaceError(msg)
        return cls(host=host.strip("[]"), port=int(port))

    def __str__(self) -> str:
        return self.path or f"{self.host}:{self.port}"


class _Lmtp(LMTP):
    line_length_limit = LONGEST_LINE


def take_in(
    stop: Event, *, clock: Clock, setting: str, protocol: Protocol, certificate: str = "", key: str = ""
) -> None:
    """Take mail at the place that `setting` names until `stop` is set; only for addresses of mailboxes of ours.

    With a certificate SMTP offers STARTTLS. Raises PlaceError, and OSError where the place can't be had.
    """
    place = Place.read(setting)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix=protocol) as rows:
        door = Door(rows, clock, name=protocol, accepts=is_ours, answer_each=protocol == "lmtp")
        limit = ROOM * rows.submit(largest).result()
        controller = _controller(door, place, protocol, limit=limit, tls=_tls(certificate, key))
        if not _started(controller, place, stop):
            return
        log.info("mail is taken over %s at %s", protocol.upper(), place)
        try:
            stop.wait()
        finally:
            controller.stop()
            rows.submit(connections.close_all).result()


def _started(controller: BaseThreadedController, place: Place, stop: Event) -> bool:
    """Begin to listen, at once or when whoever else listens there has gone; return False where we are to stop."""
    while not stop.is_set():
        try:
            controller.start()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            log.warning("another program takes mail at %s; it is tried again in %g s", place, TAKEN_PAUSE)
            stop.wait(TAKEN_PAUSE)
        else:
            return True
    return False


def _controller(
    door: Door, place: Place, protocol: Protocol, *, limit: int, tls: ssl.SSLContext | None
) -> BaseThreadedController:
    more: dict[str, Any] = {"data_size_limit": limit, "ident": "amends", "command_call_limit": MOST_CALLS}
    if tls is not None and protocol == "smtp":
        more["tls_context"] = tls
    speaks: type[SMTP] = PatientSmtp if protocol == "smtp" else _Lmtp
    speaker = partial(speaks, door, enable_SMTPUTF8=True, **more)
    wait = READY_WITHIN.total_seconds()
    if place.path:
        Path(place.path).unlink(missing_ok=True)
        return _OnSocket(speaker, door, place.path, ready_timeout=wait)
    return _AtPort(speaker, door, hostname=place.host, port=place.port, ready_timeout=wait)


class _AtPort(Controller):
    def __init__(self, speaker: "partial[SMTP]", handler: Door, **where: Any) -> None:
        super().__init__(handler, **where)
        self._speaker = speaker

    def factory(self) -> SMTP:
        return self._speaker(loop=self.loop)


class _OnSocket(UnixSocketController):
    def __init__(self, speaker: "partial[SMTP]", handler: Door, path: str, **where: Any) -> None:
        super().__init__(handler, path, **where)
        self._speaker = speaker

    def factory(self) -> SMTP:
        return self._speaker(loop=self.loop)


def _tls(certificate: str, key: str) -> ssl.SSLContext | None:
    if not certificate:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key or None)
    return context
