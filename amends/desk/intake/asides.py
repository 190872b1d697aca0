"""Puts mail aside that could not be taken in, so that people see it on the pile and no other mail waits for it."""

from typing import TYPE_CHECKING

from django.db import transaction

from amends.desk.cases.kept import keep
from amends.desk.intake.models import Arrival

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.intake.actions import Source


def set_aside(raw: bytes, source: "Source", *, problem: str, now: "datetime") -> None:
    """Keep a raw mail on the pile as it is, unread; `problem` is a code for why. Nothing changes where we have it.

    Raises OSError where it can't be kept.
    """
    with transaction.atomic():
        digest = keep(raw)
        if not Arrival.objects.filter(digest=digest, same_as=None).exists():
            Arrival.objects.create(
                digest=digest,
                size=len(raw),
                mailbox=source.mailbox,
                uidvalidity=source.uidvalidity,
                uid=source.uid,
                arrived_at=source.arrived_at,
                received_at=now,
                live=source.live,
                source=source.name[:300],
                pile_reason=Arrival.Reason.UNREADABLE,
                problems=[problem],
            )
