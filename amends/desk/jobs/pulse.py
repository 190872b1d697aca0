"""Notices that the database's clock was set back: times written before lie further ahead than they were meant to.

All that is measured in real time, a lease above all, is measured by the database's clock. While a worker lives, the
latest time that was seen is kept in a row; a clock that shows less was set back, by the difference.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from amends.desk.jobs.models import Pulse

EVERY = timedelta(seconds=10)
"""Between two notes of what the time is; by so much at most a setback looks smaller than it was, and never larger."""
WORTH = timedelta(minutes=1)
"""A smaller one is waited for."""


def beats() -> bool:
    """Return whether there is anything to note: time has gone on, or back."""
    row = Pulse.objects.annotate(now=Now()).first()
    return row is None or not -EVERY < row.seen_at - row.now < WORTH


def set_back() -> timedelta:
    """Note the time; return by how much it was set back since it was noted last, which mostly is nothing.

    Of all who ask, one is told of a setback; it acts on it in the same transaction.
    """
    assert transaction.get_connection().in_atomic_block, "a setback is noted together with what is done about it"
    Pulse.objects.get_or_create(pk=1, defaults={"seen_at": Now()})
    row = Pulse.objects.annotate(now=Now()).get(pk=1)
    if Pulse.objects.filter(seen_at__gt=Now() + WORTH).update(seen_at=Now()):
        return row.seen_at - row.now
    Pulse.objects.filter(seen_at__lt=Now()).update(seen_at=Now())
    return timedelta()
