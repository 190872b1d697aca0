"""Our own SMTP and LMTP ports, for those who route mail to the desk instead of letting it fetch."""

import errno
import logging
import ssl
from asyncio import AbstractEventLoop, AbstractServer
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, Literal

from aiosmtpd.controller import BaseThreadedController, Controller, UnixSocketController
from aiosmtpd.lmtp import LMTP
from django.db import connections

from amends.desk.jobs.handed_down import Clock
from amends.doors.mailbox.ports.bounds import Bounded, Bounds, Busy
from amends.doors.mailbox.ports.places import Place, alone_at, bound, free_at
from amends.doors.mailbox.ports.receiving import LONGEST_LINE, READY_WITHIN, Door, is_ours, largest

log = logging.getLogger(__name__)

Protocol = Literal["smtp", "lmtp"]
ROOM = 4
"""How many times as large as the largest mail that is read one may be to be kept on the pile, for people to see."""
MOST_CALLS = 1_000
MOST_CONNECTIONS = 100
AT_ONCE = 2
"""How many of the largest mails may come at the same time; of smaller ones, as many as are as large together."""
TAKEN_PAUSE = 1.5
"""Seconds before a port that another worker of this machine holds is tried again: it may be killed at any moment."""


class _Smtp(Bounded):
    line_length_limit = LONGEST_LINE


class _Lmtp(Bounded, LMTP):
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
        try:
            limit = ROOM * rows.submit(largest).result()
            make = partial(_controller, door, place, protocol, limit=limit, tls=_tls(certificate, key))
            _listen(make, place, stop)
        finally:
            rows.submit(connections.close_all).result()


def _listen(make: Callable[[], BaseThreadedController], place: Place, stop: Event) -> None:
    """Listen until `stop` is set, from now on or from when whoever else listens there has gone."""
    waits = False
    while not stop.is_set():
        try:
            with alone_at(Path(place.path)) if place.path else free_at(place.host, place.port):
                controller = _started(make())
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            if not waits:
                log.warning("another program takes mail at %s; it is tried again every %g s", place, TAKEN_PAUSE)
            waits = True
            stop.wait(TAKEN_PAUSE)
            continue
        log.info("mail is taken at %s", place)
        stop.wait()
        controller.stop()


def _started(controller: BaseThreadedController) -> BaseThreadedController:
    try:
        controller.start()
    except OSError:
        controller.stop(no_assert=True)
        controller.loop.close()
        raise
    return controller


def _controller(
    door: Door, place: Place, protocol: Protocol, *, limit: int, tls: ssl.SSLContext | None
) -> BaseThreadedController:
    bounds = Bounds(connections=MOST_CONNECTIONS, bytes_held=AT_ONCE * limit)
    more: dict[str, Any] = {"data_size_limit": limit, "ident": "amends", "command_call_limit": MOST_CALLS}
    if tls is not None and protocol == "smtp":
        more["tls_context"] = tls
    speaks: type[Bounded] = _Smtp if protocol == "smtp" else _Lmtp
    speaker = _Speaker(partial(speaks, door, bounds=bounds, enable_SMTPUTF8=True, **more), bounds)
    wait = READY_WITHIN.total_seconds()
    if place.path:
        return _OnSocket(speaker, door, place.path, ready_timeout=wait)
    return _AtPort(speaker, door, hostname=place.host, port=place.port, ready_timeout=wait)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who speaks with the next one that connects."""

    conversation: "partial[Bounded]"
    bounds: Bounds

    def __call__(self, loop: AbstractEventLoop) -> Bounded | Busy:
        return Busy() if self.bounds.full else self.conversation(loop=loop)


class _AtPort(Controller):
    def __init__(self, speaker: _Speaker, handler: Door, **where: Any) -> None:
        super().__init__(handler, **where)
        self._speaker = speaker

    def factory(self) -> Bounded | Busy:
        return self._speaker(self.loop)


class _OnSocket(UnixSocketController):
    def __init__(self, speaker: _Speaker, handler: Door, path: str, **where: Any) -> None:
        super().__init__(handler, path, **where)
        self._speaker = speaker

    def factory(self) -> Bounded | Busy:
        return self._speaker(self.loop)

    def _create_server(self) -> Awaitable[AbstractServer]:
        return self.loop.create_unix_server(self._factory_invoker, sock=bound(Path(self.unix_socket)))


def _tls(certificate: str, key: str) -> ssl.SSLContext | None:
    if not certificate:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key or None)
    return context
