"""Lets replies go when their grace is over and brings them on their way, in a thread beside the worker's jobs."""

import logging
import os
import secrets
import socket
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from threading import Event

from django.conf import settings
from django.db import Error, close_old_connections, connections

from amends.desk.delivery.actions import Letter, Transport, deliver_due, leave_due
from amends.desk.delivery.digests import tell_due
from amends.desk.jobs.handed_down import Clock
from amends.doors.mailbox.sending import SmtpTransport

log = logging.getLogger(__name__)

LOOK = 0.5
"""Seconds between two looks for what is to leave."""
PAUSE_AFTER_ERROR = 2.0
WORKER = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"


class LocalTransport:
    """Keeps every letter on this machine: the sample desk shows them on a page and sends none."""

    def send(self, letter: Letter) -> None:
        """Take the letter; the row of its dispatch and the kept bytes are all that becomes of it."""
        log.debug("a letter of %s bytes stays here", len(letter.raw))


def transport() -> AbstractContextManager[Transport]:
    """Return the way out of the house, for a batch of letters."""
    return nullcontext(LocalTransport()) if settings.DEMO else SmtpTransport()


def deliver(*, now: datetime) -> int:
    """Let go of what may leave and deliver what is due for a try; return how many letters were taken."""
    leave_due(now=now)
    with transport() as way:
        return deliver_due(way, worker=WORKER)


def tell(*, now: datetime) -> int:
    """Send the digests that are due; return how many went out."""
    with transport() as way:
        return tell_due(way, now=now)


def keep_delivering(stop: Event, *, clock: Clock) -> None:
    """Deliver until `stop` is set; a slow server holds up no other work, since this runs in a thread of its own."""
    while not stop.wait(LOOK):
        try:
            deliver(now=clock())
        except Error as error:
            log.warning("delivery waits for the database: %s", error)
            connections.close_all()
            stop.wait(PAUSE_AFTER_ERROR)
        except Exception:
            log.exception("delivery failed; trying again")
            stop.wait(PAUSE_AFTER_ERROR)
        close_old_connections()
    connections.close_all()
