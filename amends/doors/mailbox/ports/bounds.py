"""Bounds of a port: how many connections it has at once, and how much unfinished mail all of them hold together."""

import asyncio
import logging
from typing import Any, cast

from aiosmtpd.smtp import SMTP, Envelope

log = logging.getLogger(__name__)

LINE = 64
"""Bytes that a line of a mail takes beside its own, until the mail is whole."""
_FULL = b"421 4.3.2 too many connections are open here; try again later\r\n"
_HEAVY = b"421 4.3.2 too much mail comes at once; try again later\r\n"


class Bounds:
    """What the connections of one port may take together."""

    def __init__(self, *, connections: int, bytes_held: int) -> None:
        """Allow so many connections, and so many bytes in mails that are not whole or not yet kept."""
        self._most, self._bytes = connections, bytes_held
        self._open: set[Bounded] = set()

    @property
    def full(self) -> bool:
        """Whether there is room for no further connection."""
        return len(self._open) >= self._most

    def enter(self, one: "Bounded") -> None:
        """Count a connection."""
        self._open.add(one)

    def leave(self, one: "Bounded") -> None:
        """Count a connection no longer."""
        self._open.discard(one)

    def keep(self) -> None:
        """Hang up on the heaviest as long as all together hold too much: that one asks most of the others."""
        while self._open and sum(one.held for one in self._open) > self._bytes:
            heaviest = max(self._open, key=lambda one: one.held)
            log.warning("a connection that holds %s bytes is ended: too much mail comes at once", heaviest.held)
            self.leave(heaviest)
            heaviest.hang_up()


class Bounded(SMTP):
    """A conversation that counts what it holds."""

    def __init__(self, *rest: Any, bounds: Bounds, **more: Any) -> None:
        """Take the bounds of its port, and whatever aiosmtpd wants."""
        self.held = 0
        self._bounds = bounds
        super().__init__(*rest, **more)

    def hang_up(self) -> None:
        """Say in words that it is too much, and end the connection."""
        transport = cast("asyncio.Transport", self.transport)
        transport.write(_HEAVY)
        transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; asyncio calls it so, after STARTTLS once more."""
        self._bounds.enter(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """End; asyncio calls it so."""
        self._bounds.leave(self)
        super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        """Take what came; asyncio calls it so."""
        self.held += len(data) + LINE * data.count(b"\n")
        super().data_received(data)
        self._bounds.keep()

    def _create_envelope(self) -> Envelope:
        self.held = 0  # the mail before is kept or gone
        return super()._create_envelope()


class Busy(asyncio.Protocol):
    """The answer to a connection too many."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Say in words that it is one too many, and end it."""
        answering = cast("asyncio.Transport", transport)
        answering.write(_FULL)
        answering.close()
