"""What fetching asks of the place where mail waits for us: an IMAP folder, a POP3 maildrop, a maildir."""

import hashlib
import imaplib
import poplib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from typing import Protocol

from amends.desk.channels.models import Mailbox

BROKEN = (imaplib.IMAP4.error, poplib.error_proto, OSError)
"""What a store raises when the way to it breaks, or its server fails."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail that waits: its size in bytes, when it reached the server as far as that can be told, what it is called.

    `uid` means this mail and no other, as long as the identity of its store stays.
    """

    uid: int
    size: int
    arrived_at: datetime | None
    name: str = ""


class Store(Protocol):
    """Where the mail of one mailbox waits, opened. Raises one of `BROKEN` when it can't be used any more."""

    @property
    def count(self) -> int:
        """How many mails lay in it when it was opened."""

    @property
    def identity(self) -> int:
        """A number for what gives the mails their UIDs; another identity, and every UID may mean another mail."""

    def uids_after(self, uid: int, *, since: datetime) -> list[int]:
        """Return the UIDs of mails that may be new, oldest first.

        Where UIDs ascend, these are above `uid`. All that came since a moment are there, perhaps others as well.
        """

    def uids_between(self, since: datetime | None, before: datetime) -> list[int]:
        """Return the UIDs, oldest first, of mails that may have come in a time; perhaps others as well."""

    def describe(self, uids: Sequence[int]) -> Iterator[Waiting]:
        """Yield what is known of mails, in the order of `uids`, without those that are gone."""

    def bring(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes | None]]:
        """Yield the bytes of mails and change nothing; None for one that isn't handed over, none for what is gone."""

    def settle(self, uids: Sequence[int]) -> None:
        """Do with mails that are safely ours what the mailbox wishes, as far as the server lets us."""

    def unsettled(self) -> list[int]:
        """Return the UIDs of mails with which that may have been left undone."""

    def wait(self, seconds: float, stop: Event) -> None:
        """Return when something may have come, at the latest after so many seconds or when `stop` is set."""


def fingerprint(*names: str) -> int:
    """Return a number below 2^63 that stands for these names."""
    return int.from_bytes(hashlib.sha256("\0".join(names).encode("utf-8", "surrogateescape")).digest()[:8]) >> 1


def position(mailbox: Mailbox, identity: int) -> int:
    """Return what `last_uid` refers to: the numbering of a store, and from when on mail was counted."""
    return fingerprint(str(identity), mailbox.connected_at.isoformat())
