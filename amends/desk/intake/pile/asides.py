"""What a fetcher wants besides taking mail in: to know which of it is ours, and to put aside what can't be read."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction

from amends.desk.cases.kept import keep
from amends.desk.intake.actions import arrival_by, glance
from amends.desk.intake.models import Arrival

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.channels.models import Mailbox
    from amends.desk.intake.actions import Source


def known_uids(mailbox: "Mailbox", uidvalidity: int, uids: Collection[int]) -> set[int]:
    """Return which of these UIDs of a mailbox have arrived."""
    known = Arrival.objects.filter(mailbox=mailbox, uidvalidity=uidvalidity, uid__in=uids)
    return {uid for uid in known.values_list("uid", flat=True) if uid is not None}


def safe_uids(mailbox: "Mailbox", uidvalidity: int, uids: Collection[int]) -> set[int]:
    """Return which of these UIDs of a mailbox were taken in as live mail: the server's copies may be done with."""
    known = Arrival.objects.filter(mailbox=mailbox, uidvalidity=uidvalidity, uid__in=uids, live=True)
    safe = known.exclude(pile_reason=Arrival.Reason.UNREADABLE)
    return {uid for uid in safe.values_list("uid", flat=True) if uid is not None}


def set_aside(
    raw: bytes,
    source: "Source",
    *,
    now: "datetime",
    problem: str = "",
    reason: Arrival.Reason = Arrival.Reason.UNREADABLE,
) -> None:
    """Keep a raw mail on the pile as it is, for a reason that people see, with a code for more about it.

    Nothing changes where we have it. Raises OSError where it can't be kept.
    """
    with transaction.atomic():
        digest = keep(raw)
        if not Arrival.objects.filter(digest=digest, same_as=None).exists():
            arrival = arrival_by(source, digest, size=len(raw), now=now)
            arrival.pile_reason = reason
            if reason != Arrival.Reason.UNREADABLE:
                glance(arrival, raw)
            arrival.problems = [problem] if problem else []
            arrival.save()
