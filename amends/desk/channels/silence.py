"""Mailboxes that fall silent: nobody has looked through them for longer than they may go without."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now

from amends.desk.channels.models import Mailbox

if TYPE_CHECKING:
    from datetime import datetime

_MINUTE = timedelta(minutes=1)
LEAST_MINUTES = 3
"""A maildrop is looked through once a minute: who is told sooner is told of pauses between two looks."""
TELLING = timedelta(minutes=5)
"""How long a worker has to tell people before another one does."""


def silent_since(mailbox: Mailbox) -> "datetime":
    """Return when a mailbox was last looked through, or connected if it never was."""
    return mailbox.fetched_at or mailbox.connected_at


def is_silent(mailbox: Mailbox, *, now: "datetime") -> bool:
    """Return whether a mailbox should have been looked through by now: by its own word, whatever the reason."""
    if not (mailbox.is_active and mailbox.is_fetched and mailbox.silence_minutes):
        return False
    return now - silent_since(mailbox) >= max(mailbox.silence_minutes, LEAST_MINUTES) * _MINUTE


def silent(*, now: "datetime") -> list[Mailbox]:
    """Return the mailboxes that are silent, the longest first."""
    found = Mailbox.objects.filter(is_active=True).order_by(Coalesce(F("fetched_at"), F("connected_at")), "pk")
    return [mailbox for mailbox in found if is_silent(mailbox, now=now)]


def untold(*, now: "datetime") -> list[Mailbox]:
    """Return the silent mailboxes of which people were not told by mail."""
    return [mailbox for mailbox in silent(now=now) if mailbox.silence_told_at is None]


def come_back(*, now: "datetime") -> list[Mailbox]:
    """Return the mailboxes of whose silence people were told, and which are silent no more, or out of use."""
    told = Mailbox.objects.exclude(silence_told_at=None)
    return [mailbox for mailbox in told if not is_silent(mailbox, now=now)]


def begin_to_tell(mailbox: Mailbox) -> bool:
    """Take the telling of a silence, or of its end, upon oneself; return whether no other worker has it or had it."""
    free = Q(telling_until=None) | Q(telling_until__lt=Now()) | Q(telling_until__gt=Now() + TELLING)
    as_read = Mailbox.objects.filter(free, pk=mailbox.pk, silence_told_at=mailbox.silence_told_at)
    return bool(as_read.update(telling_until=Now() + TELLING))


def note_told(mailbox: Mailbox, *, at: "datetime | None") -> None:
    """Write down that people are told of a silence, or, where there is no time, of its end."""
    Mailbox.objects.filter(pk=mailbox.pk).update(silence_told_at=at)


def end_telling(mailbox: Mailbox) -> None:
    """Let any worker tell what is to be told next."""
    Mailbox.objects.filter(pk=mailbox.pk).update(telling_until=None)
