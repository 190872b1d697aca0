"""Lets replies go when their grace is over and brings them on their way; tells agents what wants them."""

import logging
import os
import secrets
import socket
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from django.conf import settings

from amends.desk.delivery.actions import deliver_due, leave_due
from amends.desk.delivery.digests import tell_due
from amends.desk.delivery.letters import Letter, Transport
from amends.doors.mailbox.sending.transport import SmtpTransport

log = logging.getLogger(__name__)

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
