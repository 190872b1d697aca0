"""One folder of a mailbox, open on its IMAP server."""

import hashlib
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from threading import Event
from typing import Any

from imapclient import SEEN, IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, IMAPClientReadOnlyError, LoginError

from amends.desk.channels.models import Mailbox
from amends.doors.mailbox.servers import (
    MailServerError,
    Security,
    Server,
    imap_server,
    password_of,
    refusal,
    said,
    tls,
    trouble,
    user_of,
)

log = logging.getLogger(__name__)

PATIENCE = SocketTimeout(connect=15, read=60)
GLANCE = 1.0
"""Seconds between two looks, while the server is silent, at whether we are to stop."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail on the server: its size in bytes and when it reached the server, as far as the server can tell."""

    uid: int
    size: int
    arrived_at: datetime | None


class Inbox:
    """A selected folder. `identity` names the numbering of its mails: server, user, folder and UIDVALIDITY together.

    Under one identity a UID means one mail for ever (RFC 3501, 2.3.1.1); UIDVALIDITY alone is 1 on many servers, so a
    mailbox that was pointed at another account would take that account's mails for those it has.
    """

    def __init__(self, client: IMAPClient, mailbox: Mailbox) -> None:
        """Select the folder of `mailbox`."""
        client.normalise_times = False  # so that INTERNALDATE keeps its zone
        found = _select(client, mailbox.folder)
        self.count = int(str(found.get(b"EXISTS", 0)))
        self._client = client
        self._can_mark = b"READ-ONLY" not in found
        self._can_idle = client.has_capability("IDLE")
        names = (mailbox.fetch_host.lower(), user_of(mailbox), mailbox.folder, str(found.get(b"UIDVALIDITY", 0)))
        self.identity = fingerprint(*names)

    def uids_after(self, uid: int, *, since: date) -> list[int]:
        """Return the UIDs above `uid`, lowest first, of mail that reached the server on or after a day."""
        # "*" is the last mail, whatever its UID (RFC 3501, 6.4.8), so what comes back may be an old one.
        found = self._client.search(["UID", f"{uid + 1}:*", "SINCE", since])
        return sorted(number for number in found if number > uid)

    def uids_between(self, since: date | None, before: date) -> list[int]:
        """Return the UIDs, lowest first, of mail that reached the server before a day, and on or after another."""
        return sorted(self._client.search(["BEFORE", before, *(["SINCE", since] if since else [])]))

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
            elif b"BODY[]" in found:
                yield uid, found[b"BODY[]"] or b""

    def _fetched(self, uids: Sequence[int], parts: list[str]) -> Iterator[tuple[int, dict[bytes, Any] | None]]:
        """Yield what the server tells of mails; None for one over which it fails, nothing for one that is gone."""
        if not uids:
            return
        try:
            found = self._client.fetch(uids, parts)
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:
            if len(uids) == 1:
                log.warning("the server fails over mail %s: %s", uids[0], error)
                yield uids[0], None
            for uid in uids if len(uids) > 1 else ():
                yield from self._fetched([uid], parts)
        else:
            yield from ((uid, found[uid]) for uid in uids if uid in found)

    def mark_seen(self, uids: Sequence[int]) -> None:
        """Mark mails as read on the server, where it lets us."""
        if not uids or not self._can_mark:
            return
        try:
            self._client.add_flags(uids, [SEEN], silent=True)
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:
            log.warning("mails are taken in, but can't be marked as read: %s", error)

    def wait(self, seconds: float, stop: Event) -> None:
        """Return when something may have come, at the latest after so many seconds or when `stop` is set."""
        if not self._can_idle:
            stop.wait(seconds)
            self._client.noop()
            return
        self._client.idle()
        until = time.monotonic() + seconds
        while not stop.is_set() and (left := until - time.monotonic()) > 0:
            began = time.monotonic()
            heard = self._client.idle_check(timeout=min(left, GLANCE))
            # Nothing said and yet no waiting is how a connection looks that the server has closed.
            if heard or time.monotonic() - began < min(left, GLANCE) / 2:
                break
        self._client.idle_done()


def fingerprint(*names: str) -> int:
    """Return a number below 2^63 that stands for these names."""
    return int.from_bytes(hashlib.sha256("\0".join(names).encode()).digest()[:8]) >> 1


@contextmanager
def opened(mailbox: Mailbox, *, patience: SocketTimeout = PATIENCE) -> Iterator[Inbox]:
    """Connect, log in and select the folder.

    Raises MailServerError for whatever the server, or the way to it, does then or later.
    """
    server, inbox = imap_server(mailbox), None
    server.refuse_unprotected()
    try:
        with closing(_connected(server, patience)) as client:
            _log_in(client, mailbox)
            inbox = Inbox(client, mailbox)
            yield inbox
            with suppress(IMAPClientError, OSError):
                client.logout()
    except (IMAPClientError, OSError) as error:
        raise trouble(error, server, lost=inbox is not None) from error


@contextmanager
def closing(client: IMAPClient) -> Iterator[IMAPClient]:
    """Close the socket at the end, without a word; it may be closed already."""
    try:
        yield client
    finally:
        with suppress(IMAPClientError, OSError):
            client.shutdown()


def _connected(server: Server, patience: SocketTimeout) -> IMAPClient:
    if server.security == Security.TLS:
        return IMAPClient(server.host, server.port, ssl=True, ssl_context=tls(), timeout=patience)
    client = IMAPClient(server.host, server.port, ssl=False, timeout=patience)
    if server.security == Security.STARTTLS:
        try:
            client.starttls(tls())
        except BaseException:
            client.shutdown()
            raise
    return client


def _log_in(client: IMAPClient, mailbox: Mailbox) -> None:
    user, password = user_of(mailbox), password_of(mailbox)
    try:
        if (user + password).isascii():
            client.login(user, password)
        else:  # LOGIN knows ASCII only
            client.sasl_login("PLAIN", lambda _challenge: f"\0{user}\0{password}".encode())
    except LoginError as error:
        raise refusal(error, imap_server(mailbox)) from error


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
