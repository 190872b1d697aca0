"""What lay in a POP3 maildrop when it was connected: only this desk remembers, the server can't tell."""

from typing import TYPE_CHECKING

from django.db import transaction

from amends.desk.channels.models import Earlier, Mailbox

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


def earlier_mails(mailbox: Mailbox, identity: int) -> "dict[int, datetime | None]":
    """Return the UIDs of what was there, with the time it reached the server where that was asked for."""
    found = Earlier.objects.filter(mailbox=mailbox, identity=identity)
    return dict(found.values_list("uid", "reached_at"))


@transaction.atomic
def note_earlier(mailbox: Mailbox, identity: int, *, position: int, mails: "Mapping[int, datetime | None]") -> None:
    """Write down what is there at the first look, and that this was the first look at this account."""
    Earlier.objects.bulk_create(
        [Earlier(mailbox=mailbox, identity=identity, uid=uid, reached_at=at) for uid, at in mails.items()],
        batch_size=500,
        ignore_conflicts=True,
    )
    mailbox.uidvalidity, mailbox.last_uid = position, 0
    mailbox.save(update_fields=["uidvalidity", "last_uid"])


def note_times(mailbox: Mailbox, identity: int, times: "Mapping[int, datetime]") -> None:
    """Write down when earlier mails reached the server, so that it need not be asked again."""
    rows = list(Earlier.objects.filter(mailbox=mailbox, identity=identity, uid__in=times, reached_at=None))
    for row in rows:
        row.reached_at = times[row.uid]
    Earlier.objects.bulk_update(rows, ["reached_at"], batch_size=200)
