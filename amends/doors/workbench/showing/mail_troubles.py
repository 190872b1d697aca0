"""The line above Owed when mail does not come in or go out: whoever waits for customers must know of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amends.desk.channels.connecting import mailboxes
from amends.desk.channels.models import Mailbox
from amends.desk.channels.silence import is_silent, silent_since
from amends.doors.shell.moments import Moment, moment

if TYPE_CHECKING:
    from datetime import datetime

    from amends.doors.shell.viewer import Viewer

NOBODY, NO_CONSENT = "no worker fetches it", "its owner has not given consent yet"


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
    boxes = list(mailboxes().filter(is_active=True).select_related("outlet"))
    quiet = [
        _trouble(box, viewer, since=silent_since(box), reason=box.last_error or _why_quiet(box))
        for box in boxes
        if is_silent(box, now=viewer.now)
    ]
    stuck = [
        _trouble(box, viewer, since=box.outlet.failing_since, reason=box.outlet.error, comes_in=False)
        for box in boxes
        if hasattr(box, "outlet") and box.outlet.failing_since is not None
    ]
    return (*_longest_first(quiet), *_longest_first(stuck))


def _why_quiet(mailbox: Mailbox) -> str:
    """Return why nobody has looked into a mailbox where no look failed."""
    by_consent = mailbox.login != Mailbox.Login.PASSWORD
    return NO_CONSENT if by_consent and not mailbox.refresh_token else NOBODY


def _longest_first(troubles: list[MailTrouble]) -> list[MailTrouble]:
    return sorted(troubles, key=lambda trouble: trouble.since.iso)


def _trouble(
    mailbox: Mailbox, viewer: "Viewer", *, since: "datetime", reason: str, comes_in: bool = True
) -> MailTrouble:
    return MailTrouble(
        address=mailbox.address,
        comes_in=comes_in,
        since=moment(since, now=viewer.now, zone=viewer.zone),
        reason=reason.rstrip("."),
        url=f"/office/mailboxes/{mailbox.pk}/" if viewer.agent.is_lead else "",
    )
