"""One folder of a mailbox, open on its IMAP server."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from threading import Event
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, IMAPClientReadOnlyError

from amends.desk.channels.models import Mailbox
from amends.doors.mailbox.servers import MailServerError, fetch_server, said, trouble, user_of
from amends.doors.mailbox.stores.imap_session import closing, connected, log_in
from amends.doors.mailbox.stores.settling import Settling
from amends.doors.mailbox.stores.store import Waiting, fingerprint

log = logging.getLogger(__name__)

PATIENCE = SocketTimeout(connect=15, read=60)
GLANCE = 1.0
"""Seconds between two looks, while the server is silent, at whether we are to stop."""


class Inbox:
    """A selected folder. `identity` names the numbering of its mails: server, user, folder and UIDVALIDITY together.

    Under one identity a UID means one mail for ever (RFC 3501, 2.3.1.1); UIDVALIDITY alone is 1 on many servers, so a
    mailbox that was pointed at another account would take that account's mails for those it has.
    """

    def __init__(self, client: IMAPClient, mailbox: Mailbox) -> None:
        """Select the folder of `mailbox`."""
        client.normalise_times = False  # so that INTERNALDATE keeps its zone
        self._client, self._mailbox = client, mailbox
        self._can_idle = client.has_capability("IDLE")
        self._settling = Settling(client, mailbox)
        self.select()

    def select(self) -> None:
        """Select the folder, or select it again: it may have been renamed, deleted or made anew meanwhile."""
        mailbox = self._mailbox
        found = _select(self._client, mailbox.folder)
        self.count = int(str(found.get(b"EXISTS", 0)))
        self._can_change = b"READ-ONLY" not in found
        names = (mailbox.fetch_host.lower(), user_of(mailbox), mailbox.folder, str(found.get(b"UIDVALIDITY", 0)))
        self.identity = fingerprint(*names)

    def uids_after(self, uid: int, *, since: datetime) -> list[int]:
        """Return the UIDs above `uid`, lowest first, of mail that came since a moment, or little earlier."""
        # "*" is the last mail, whatever its UID (RFC 3501, 6.4.8), so what comes back may be an old one.
        found = self._client.search(["UID", f"{uid + 1}:*", "SINCE", _day(since, -1)])
        return sorted(number for number in found if number > uid)

    def uids_between(self, since: datetime | None, before: datetime) -> list[int]:
        """Return the UIDs, lowest first, of mail that came in a time, or little beside it."""
        begin = ["SINCE", _day(since, -1)] if since else []
        return sorted(self._client.search(["BEFORE", _day(before, 2), *begin]))

    def describe(self, uids: Sequence[int]) -> Iterator[Waiting]:
        """Yield sizes and times of mails, in the order of `uids`, without those that are gone."""
        for uid, found in self._fetched(uids, ["INTERNALDATE", "RFC822.SIZE"]):
            if found is None:
                yield Waiting(uid, 0, None)
            elif b"INTERNALDATE" in found or b"RFC822.SIZE" in found:
                yield Waiting(uid, int(found.get(b"RFC822.SIZE") or 0), found.get(b"INTERNALDATE"))

    def bring(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes | None]]:
        """Yield the bytes of mails, leaving the server's marks alone; None for one the server does not hand over."""
        for uid, found in self._fetched(uids, ["BODY.PEEK[]"]):
            if found is None:
                yield uid, None
            elif found.get(b"BODY[]") is not None:
                yield uid, found[b"BODY[]"]
            elif b"BODY[]" in found and self._is_there(uid):  # a mail that is gone may be answered with NIL
                yield uid, None

    def settle(self, uids: Sequence[int]) -> None:
        """Mark or move mails, as the mailbox wishes, where the server lets us."""
        if self._can_change:
            self._settling.settle(uids)

    def unsettled(self) -> list[int]:
        """Return the UIDs of what lies in a folder out of which it should have been moved."""
        if not (self._settling.moves and self._can_change):
            return []
        return sorted(self._client.search(["UNDELETED", "SINCE", _day(self._mailbox.connected_at, -1)]))

    def wait(self, seconds: float, stop: Event) -> None:
        """Return when something may have come, at the latest after so many seconds or when `stop` is set.

        Where nothing was heard, the folder is selected again: not every server tells that it was taken away.
        """
        heard = self._heard(seconds, stop) if self._can_idle else stop.wait(seconds)
        if not heard and not stop.is_set():
            self.select()

    def _fetched(self, uids: Sequence[int], parts: list[str]) -> Iterator[tuple[int, dict[bytes, Any] | None]]:
        """Yield what the server tells of mails; None for one over which it fails, nothing for one that is gone."""
        if not uids:
            return
        try:
            found = self._client.fetch(uids, parts)
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:
            if len(uids) == 1 and self._is_there(uids[0]):
                log.warning("the server fails over mail %s: %s", uids[0], error)
                yield uids[0], None
            for uid in uids if len(uids) > 1 else ():
                yield from self._fetched([uid], parts)
        else:
            # What is not told of and still there must not count as gone: nobody would ask for it again.
            yield from ((uid, found.get(uid)) for uid in uids if uid in found or self._is_there(uid))

    def _is_there(self, uid: int) -> bool:
        """Return whether a mail is still in the folder; somebody may have deleted or moved it a moment ago."""
        self._client.noop()
        return uid in self._client.search(["UID", str(uid)])

    def _heard(self, seconds: float, stop: Event) -> bool:
        """Wait in IDLE, or without it where the server offers it and refuses it; return whether it said something."""
        try:
            return self._idle(seconds, stop)
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:
            log.warning("%s: no IDLE here: %s", self._mailbox, said(error))
            self._can_idle = False
            return stop.wait(seconds)

    def _idle(self, seconds: float, stop: Event) -> bool:
        """Wait for the server to say something; return whether it did."""
        self._client.idle()
        until = time.monotonic() + seconds
        heard = False
        while not heard and not stop.is_set() and (left := until - time.monotonic()) > 0:
            began = time.monotonic()
            # Nothing said and yet no waiting is how a connection looks that the server has closed.
            heard = bool(self._client.idle_check(timeout=min(left, GLANCE)))
            heard = heard or time.monotonic() - began < min(left, GLANCE) / 2
        self._client.idle_done()
        return heard


@contextmanager
def opened(mailbox: Mailbox, *, patience: SocketTimeout = PATIENCE) -> Iterator[Inbox]:
    """Connect, log in and select the folder.

    Raises MailServerError for whatever the server, or the way to it, does then or later.
    """
    server, inbox = fetch_server(mailbox), None
    server.refuse_unprotected()
    try:
        with closing(connected(server, patience)) as client:
            log_in(client, mailbox)
            inbox = Inbox(client, mailbox)
            yield inbox
            with suppress(IMAPClientError, OSError):
                client.logout()
    except (IMAPClientError, OSError) as error:
        raise trouble(error, server, lost=inbox is not None) from error


def _select(client: IMAPClient, folder: str) -> dict[bytes, object]:
    try:
        found: dict[bytes, object] = client.select_folder(folder)
    except IMAPClientReadOnlyError:
        found = client.select_folder(folder, readonly=True)
    except IMAPClientAbortError:
        raise
    except IMAPClientError as error:
        words = f"the folder {folder} of this mailbox can't be opened: {said(error)}"
        raise MailServerError(words) from error
    return found


def _day(at: datetime, days: int) -> date:
    """Return a day so many days away: servers search by days, each in a zone of its own."""
    return (at + timedelta(days=days)).date()
