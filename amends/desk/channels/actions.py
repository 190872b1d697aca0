"""Which mailboxes are fetched, by whom, and how that goes."""

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Now

from amends.desk.channels.models import Mailbox, Watch

if TYPE_CHECKING:
    from datetime import datetime

LEASE = timedelta(seconds=45)
"""How long a mailbox stays a worker's after the worker was last heard of."""
CONNECTION = (
    "address", "way", "maildir", "fetch_host", "fetch_port", "fetch_security", "user", "sealed_password", "login",
    "oauth_client", "oauth_tenant", "sealed_oauth_secret", "sealed_refresh_token", "folder", "history",
    "history_days", "after", "moved_to", "connected_at",
)  # fmt: skip
"""What fetching starts from: when one of these changes, it has to start anew."""


def mailboxes_to_fetch() -> list[Mailbox]:
    """Return the mailboxes in use that are fetched: from a server, or from a maildir."""
    return [mailbox for mailbox in Mailbox.objects.filter(is_active=True) if mailbox.is_fetched]


def watch(mailbox: Mailbox, holder: str) -> bool:
    """Make `holder` the one who fetches a mailbox, unless the lease of another one still runs; return whether it is."""
    mine = _free(holder).filter(mailbox=mailbox)
    if not mine.exists():
        Watch.objects.get_or_create(mailbox=mailbox)
    return bool(mine.exists() and mine.update(holder=holder, until=Now() + LEASE))


def keep_watching(mailboxes: Collection[int], holder: str) -> set[int]:
    """Prolong the leases of `holder` on mailboxes, by their ids; return those that are still its own."""
    held = Watch.objects.filter(mailbox__in=mailboxes, holder=holder)
    if held.update(until=Now() + LEASE) == len(mailboxes):
        return set(mailboxes)
    return set(held.values_list("mailbox_id", flat=True))


def stop_watching(mailboxes: Collection[int], holder: str) -> None:
    """Let other workers fetch these mailboxes at once."""
    Watch.objects.filter(mailbox__in=mailboxes, holder=holder).update(holder="", until=None)


def note_fetched(mailbox: Mailbox, *, now: "datetime") -> None:
    """Write down that a mailbox was looked through, up to its `last_uid` under its `uidvalidity`."""
    mailbox.fetched_at, mailbox.failing_since, mailbox.last_error = now, None, ""
    mailbox.save(update_fields=["uidvalidity", "last_uid", "fetched_at", "failing_since", "last_error"])


def note_position(mailbox: Mailbox) -> None:
    """Write down how far a mailbox was taken in when a look through it had to end early."""
    mailbox.save(update_fields=["uidvalidity", "last_uid"])


def note_failing(mailbox: Mailbox, reason: str, *, now: "datetime") -> None:
    """Write down, in words for people, why a mailbox can't be fetched; since when stays.

    It says nothing of other settings than those of `mailbox`, by which it was tried.
    """
    rows = Mailbox.objects.filter(pk=mailbox.pk, **{name: getattr(mailbox, name) for name in CONNECTION})
    rows.update(failing_since=Coalesce(F("failing_since"), now), last_error=reason[:500])


def bring_forward(back: timedelta) -> None:
    """The clock was set back by so much: keep leases from before as long as they were meant to be."""
    Watch.objects.filter(until__gt=Now() + LEASE).update(until=F("until") - back)


def _free(holder: str) -> QuerySet[Watch]:
    return Watch.objects.filter(Q(holder=holder) | Q(until=None) | Q(until__lt=Now()))
