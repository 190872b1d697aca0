"""The ways out: which mailbox may send now, which rests as its server takes nothing, and who waits for their turn."""

import secrets
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Case, Count, DurationField, ExpressionWrapper, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce, Now

from amends.desk.cases.models import Message
from amends.desk.channels.models import Mailbox
from amends.desk.channels.patience import until_next_try
from amends.desk.delivery.models import Dispatch, Outlet
from amends.desk.delivery.rules import HOUR, LONGEST_REST, pause_after, turn

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

LAST = (Message.Kind.RECEIPT,)
"""What waits behind everything else: whoever reads words of a human needs no receipt before them."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """A mailbox whose server takes nothing of ours: since when, why, and how many letters wait."""

    mailbox: Mailbox
    since: "datetime"
    words: str
    waiting: int


@dataclass(frozen=True, slots=True)
class Sending:
    """How sending goes for a mailbox: what blocks it, how many letters wait, how many may have arrived twice ever."""

    blocked: Blocked | None
    waiting: int
    maybe_twice: int


def luck() -> float:
    """Return a number from 0 to 1 by chance."""
    return secrets.randbelow(1001) / 1000


def in_order(letters: QuerySet[Dispatch]) -> QuerySet[Dispatch]:
    """Put letters in the order in which they leave: receipts behind all others, each in the order of its leaving."""
    last = Case(When(message__kind__in=LAST, then=Value(1)), default=Value(0), output_field=IntegerField())
    return letters.order_by(last, "left_at", "pk")


def resting() -> set[int]:
    """Return the mailboxes, by their ids, that may send nothing just now."""
    down = set(Outlet.objects.filter(rests_until__gt=Now()).values_list("mailbox_id", flat=True))
    limits = dict(Mailbox.objects.filter(hourly_limit__gt=0).values_list("pk", "hourly_limit"))
    gone = _counted(gone_lately(limits)) if limits else {}
    return down | {pk for pk, most in limits.items() if most is not None and gone.get(pk, 0) >= most}


def gone_lately(mailboxes: "Collection[int]") -> QuerySet[Dispatch]:
    """Return the letters that were tried within the last hour by these mailboxes, given by their ids.

    Asked of the letters, so that those of all other hours are not even looked at.
    """
    return Dispatch.objects.filter(mailbox__in=mailboxes, tried_at__gt=Now() - HOUR)


def admit(mine: QuerySet[Dispatch], mailbox: Mailbox | None, *, raw_digest: str) -> bool:
    """Write down that a letter is tried now, by this mailbox, with these bytes; return whether it may be.

    Workers that come at the same moment take turns on the mailbox's row, so that together they keep to its limit.
    """
    if mailbox is None:
        return bool(mine.update(tried_at=Now(), mailbox=None, raw_digest=raw_digest))
    with transaction.atomic():
        Outlet.objects.select_for_update().get_or_create(mailbox=mailbox)
        if mailbox.pk in resting():
            mine.update(mailbox=mailbox, raw_digest=raw_digest)
            return False
        return bool(mine.update(tried_at=Now(), mailbox=mailbox, raw_digest=raw_digest))


def note_blocked(mailbox: Mailbox, words: str, *, away: bool = False) -> None:
    """Write down that a server takes nothing of a mailbox; it is asked again after a pause, with one letter.

    One that is just `away` is asked soon; one that said no, seldom.
    """
    Outlet.objects.get_or_create(mailbox=mailbox)
    lasts = ExpressionWrapper(Now() - F("failing_since"), output_field=DurationField())
    row = Outlet.objects.annotate(lasts=lasts).get(mailbox=mailbox)
    if away:
        pause = until_next_try(row.lasts or timedelta(), luck=luck())
    else:
        pause = min(pause_after(row.refusals + 1, luck=luck()), LONGEST_REST)
    Outlet.objects.filter(pk=row.pk).update(
        failing_since=Coalesce(F("failing_since"), Now()),
        error=words[:500],
        refusals=F("refusals") + int(not away),
        rests_until=Now() + pause,
    )


def note_open(mailbox: Mailbox | None) -> None:
    """Write down that the server of a mailbox takes letters."""
    if mailbox is not None:
        failing = Outlet.objects.filter(mailbox=mailbox, failing_since__isnull=False)
        if failing.exists():  # a write takes its turn among those of all others, even where it changes nothing
            failing.update(failing_since=None, error="", refusals=0, rests_until=None)


def blocked() -> list[Blocked]:
    """Return the mailboxes in use whose servers take nothing of ours, the longest first."""
    rows = Outlet.objects.filter(failing_since__isnull=False, mailbox__is_active=True)
    waiting = _counted(Dispatch.objects.filter(state=Dispatch.State.LEAVING))
    return [
        Blocked(row.mailbox, since=row.failing_since, words=row.error, waiting=waiting.get(row.pk, 0))
        for row in rows.select_related("mailbox").order_by("failing_since")
        if row.failing_since is not None
    ]


def leaves_about(dispatch: Dispatch) -> "datetime | None":
    """Return about when, by real time, a letter goes that waits because its mailbox has sent its hour's share."""
    mailbox = dispatch.mailbox
    if dispatch.state != Dispatch.State.LEAVING or mailbox is None or not mailbox.hourly_limit:
        return None
    tried = gone_lately([mailbox.pk]).exclude(pk=dispatch.pk)
    row = list(in_order(mailbox.dispatches.filter(state=Dispatch.State.LEAVING)).values_list("pk", flat=True))
    if dispatch.pk not in row:
        return None  # it has left meanwhile
    place = row.index(dispatch.pk)
    times = [at.astimezone(UTC) for at in tried.values_list("tried_at", flat=True) if at is not None]
    return turn(place, times, mailbox.hourly_limit)


def sending() -> dict[int, Sending]:
    """Return how sending goes for each mailbox that sends or sent anything out of the ordinary, by its id."""
    trouble = {row.mailbox.pk: row for row in blocked()}
    waiting = _counted(Dispatch.objects.filter(state=Dispatch.State.LEAVING))
    twice = _counted(Dispatch.objects.filter(maybe_twice=True))
    return {
        pk: Sending(trouble.get(pk), waiting=waiting.get(pk, 0), maybe_twice=twice.get(pk, 0))
        for pk in {*trouble, *waiting, *twice}
    }


def _counted(letters: QuerySet[Dispatch]) -> dict[int, int]:
    rows = letters.exclude(mailbox=None).order_by().values_list("mailbox").annotate(count=Count("pk"))
    return {mailbox: count for mailbox, count in rows if mailbox is not None}
