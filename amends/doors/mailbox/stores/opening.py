"""Opens the place where the mail of a mailbox waits, whichever way it is fetched."""

from typing import TYPE_CHECKING

from imapclient import SocketTimeout

from amends.desk.channels.models import Mailbox
from amends.doors.mailbox.stores import inbox, maildir, maildrop

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from amends.doors.mailbox.stores.store import Store


def opened(mailbox: Mailbox, *, patience: SocketTimeout = inbox.PATIENCE) -> "AbstractContextManager[Store]":
    """Return the store of a mailbox, to be entered; raises MailServerError for what goes wrong then or later."""
    match mailbox.way:
        case Mailbox.Way.MAILDIR:
            return maildir.opened(mailbox)
        case Mailbox.Way.POP3:
            return maildrop.opened(mailbox, patience=patience)
        case _:
            return inbox.opened(mailbox, patience=patience)
