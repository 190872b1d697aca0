"""The maildrop of a mailbox, open on its POP3 server: it numbers its mails anew at each login."""

import logging
import poplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import cached_property
from threading import Event

from imapclient import SocketTimeout

from amends.desk.channels.maildrops import earlier_mails, note_earlier, note_times
from amends.desk.channels.models import Mailbox
from amends.doors.mailbox.servers import fetch_server, trouble, user_of
from amends.doors.mailbox.stores.headlines import reached_server_at
from amends.doors.mailbox.stores.inbox import PATIENCE
from amends.doors.mailbox.stores.known import Known
from amends.doors.mailbox.stores.listing import Listing, listed
from amends.doors.mailbox.stores.pop3_session import Pop3, connected, log_in
from amends.doors.mailbox.stores.store import Waiting, fingerprint, position

log = logging.getLogger(__name__)

SURE = 25
"""So many mails in a row from before, newest first, and what lies below them is taken to be from before as well."""
_SECOND = timedelta(seconds=1)


class Maildrop:
    """A maildrop; a mail's UID is made of the server's own unique id for it (RFC 1939, UIDL), whatever its number.

    POP3 does not tell when a mail arrived. What lay there at the first look is from before the mailbox was connected,
    unless its topmost Received says otherwise; all that is there later and was not then came after.
    """

    def __init__(self, mailbox: Mailbox, patience: SocketTimeout) -> None:
        """Log in and list what there is."""
        self._mailbox, self._patience = mailbox, patience
        self.identity = fingerprint("pop3", mailbox.fetch_host.lower(), user_of(mailbox))
        self._known = Known(mailbox, self.identity)
        self._log_in()

    @property
    def count(self) -> int:
        """How many mails lie in it."""
        return len(self._listing)

    def uids_after(self, uid: int, *, since: datetime) -> list[int]:
        """Return the UIDs of what came after the mailbox was connected and is not ours yet, in the server's order."""
        del uid, since  # neither ascends here
        return self._known.left_of([uid for uid in self._listing if uid not in self._earlier])

    def uids_between(self, since: datetime | None, before: datetime) -> list[int]:
        """Return the UIDs of what was there before and is not ours yet, in the server's order."""
        del since, before
        return self._known.left_of([uid for uid in self._listing if uid in self._earlier])

    def describe(self, uids: Sequence[int]) -> Iterator[Waiting]:
        """Yield sizes and times of mails; times are bounded by what is known of them."""
        found = {uid: self._reached_at(uid) for uid in uids}
        note_times(self._mailbox, self.identity, {uid: at for uid, at in found.items() if uid in self._earlier and at})
        for uid, at in found.items():
            entry = self._listing[uid]
            yield Waiting(uid, entry.size, self._bounded(uid, at), entry.name)

    def bring(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes | None]]:
        """Yield the bytes of mails; None for one the server does not hand over."""
        for uid in uids:
            try:
                _, lines, _ = self._client.retr(self._listing[uid].number)
            except poplib.error_proto as error:
                log.warning("the server fails over mail %s: %s", self._listing[uid].name, error)
                yield uid, None
            else:
                yield uid, b"".join(line + b"\r\n" for line in lines)

    def settle(self, uids: Sequence[int]) -> None:
        """Delete mails, where the mailbox wishes it; the server does it when we part properly."""
        for uid in uids if self._deletes() else ():
            try:
                self._client.dele(self._listing[uid].number)
            except poplib.error_proto as error:
                log.warning("mail %s is taken in, but can't be deleted: %s", self._listing[uid].name, error)

    def unsettled(self) -> list[int]:
        """Return the UIDs of what should have been deleted: a connection may have ended before the server did it."""
        return [uid for uid in self._listing if uid not in self._earlier] if self._deletes() else []

    def wait(self, seconds: float, stop: Event) -> None:
        """Part, so that others may open the maildrop, and come back after so many seconds."""
        self.part()
        if not stop.wait(seconds):
            self._log_in()

    def part(self) -> None:
        """Have the server do what it was told, and close the connection, if it is still open."""
        if not self._is_open:
            return
        with suppress(poplib.error_proto, OSError):
            self._client.quit()
        self.hang_up()

    def hang_up(self) -> None:
        """Close the connection; the server forgets what was to be deleted."""
        self._is_open = False
        with suppress(OSError):
            self._client.close()

    def _log_in(self) -> None:
        self._client: Pop3 = connected(fetch_server(self._mailbox), self._patience)
        self._is_open = True
        try:
            log_in(self._client, self._mailbox)
            self._listing: Listing = listed(self._client)
        except BaseException:
            self.hang_up()
            raise

    def _deletes(self) -> bool:
        return self._mailbox.after == Mailbox.After.DELETED

    @cached_property
    def _earlier(self) -> dict[int, datetime | None]:
        """What lay here when the mailbox was connected, as far as anybody knew at the first look, which may be now."""
        at = position(self._mailbox, self.identity)
        if self._mailbox.uidvalidity != at:
            note_earlier(self._mailbox, self.identity, position=at, mails=self._from_before())
        return earlier_mails(self._mailbox, self.identity)

    def _from_before(self) -> dict[int, datetime | None]:
        """Return what lies here from before the mailbox was connected, with its times as far as they were asked for."""
        earlier: dict[int, datetime | None] = {}
        connected_at, in_a_row = self._mailbox.connected_at.replace(microsecond=0), 0
        for uid in reversed(self._listing):
            at = self._asked(uid) if in_a_row < SURE else None
            if at is not None and at >= connected_at:
                in_a_row = 0
                continue
            earlier[uid] = at
            in_a_row += 1
        return earlier

    def _reached_at(self, uid: int) -> datetime | None:
        return self._earlier.get(uid) or self._asked(uid)

    def _asked(self, uid: int) -> datetime | None:
        """Return when a mail reached its server, by its headers; None where they don't say, or can't be had alone."""
        try:
            _, lines, _ = self._client.top(self._listing[uid].number, 0)
        except poplib.error_proto:
            return None
        return reached_server_at(lines)

    def _bounded(self, uid: int, at: datetime | None) -> datetime | None:
        connected_at = self._mailbox.connected_at
        if uid in self._earlier:
            return min(at or connected_at, connected_at - _SECOND)
        return max(at, connected_at) if at else None


@contextmanager
def opened(mailbox: Mailbox, *, patience: SocketTimeout = PATIENCE) -> Iterator[Maildrop]:
    """Connect, log in and list what there is.

    Raises MailServerError for whatever the server, or the way to it, does then or later.
    """
    server, maildrop = fetch_server(mailbox), None
    server.refuse_unprotected()
    try:
        maildrop = Maildrop(mailbox, patience)
        yield maildrop
        maildrop.part()
    except (poplib.error_proto, OSError) as error:
        raise trouble(error, server, lost=maildrop is not None) from error
    finally:
        if maildrop is not None:
            maildrop.hang_up()
