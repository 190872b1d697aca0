"""Lets those who lead know that a mailbox has fallen silent, a while after the worker has begun to look."""

import time
from datetime import datetime

from django.conf import settings

from amends.desk.delivery import alarms
from amends.doors.mailbox.sending.delivering import transport

FIRST_LOOK = 90.0
"""Seconds in which a worker that was just started may look before it says that nobody does."""

_began = time.monotonic()


def tell_silence(*, now: datetime) -> int:
    """Send the mails about silences that began or ended; return about how many. The sample desk fetches nothing."""
    if settings.DEMO or time.monotonic() - _began < FIRST_LOOK:
        return 0
    with transport() as way:
        return alarms.tell_silence(way, now=now)
