"""The line above Owed when mail does not come in or go out: whoever waits for customers must know of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amends.desk.channels.silence import silent, silent_since
from amends.desk.delivery.outlets import blocked
from amends.doors.shell.moments import Moment, moment

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.channels.models import Mailbox
    from amends.doors.shell.viewer import Viewer

NOBODY = "no worker fetches it"


@dataclass(frozen=True, slots=True)
class MailTrouble:
    """A mailbox through which mail does not come in, or does not leave: since when and why; a lead may go there."""

    address: str
    comes_in: bool
    since: Moment
    reason: str
    url: str = ""


def mail_troubles(viewer: "Viewer") -> tuple[MailTrouble, ...]:
    """Return what is wrong with the mailboxes, read from what the workers last wrote down: they may be dead."""
    quiet = [
        _trouble(mailbox, viewer, since=silent_since(mailbox), reason=mailbox.last_error or NOBODY)
        for mailbox in silent(now=viewer.now)
    ]
    stuck = [_trouble(row.mailbox, viewer, since=row.since, reason=row.words, comes_in=False) for row in blocked()]
    return (*quiet, *stuck)


def _trouble(
    mailbox: "Mailbox", viewer: "Viewer", *, since: "datetime", reason: str, comes_in: bool = True
) -> MailTrouble:
    return MailTrouble(
        address=mailbox.address,
        comes_in=comes_in,
        since=moment(since, now=viewer.now, zone=viewer.zone),
        reason=reason.rstrip("."),
        url=f"/office/mailboxes/{mailbox.pk}/" if viewer.agent.is_lead else "",
    )
