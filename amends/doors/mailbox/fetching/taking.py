"""Takes in what is new in an open store, oldest first, and lets go of nothing that is not safely ours."""

import logging
import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from itertools import batched
from threading import Event, Lock

from django.db import IntegrityError, InterfaceError, OperationalError, connection

from amends.desk.channels.actions import note_fetched, note_position
from amends.desk.channels.models import Mailbox
from amends.desk.intake.actions import Source, receive
from amends.desk.intake.pile.asides import known_uids, safe_uids, set_aside
from amends.desk.jobs.handed_down import Clock
from amends.doors.mailbox.stores.store import BROKEN, Store, Waiting, position

log = logging.getLogger(__name__)

PAGE = 500
MOST_MAILS = 20
MOST_BYTES = 4 * 1024 * 1024
TRIES = 5
"""How often a mail is asked for over which the server fails, before people are told of it on the pile."""

_FULL = re.compile("is full|no space left", re.IGNORECASE)


_one_at_a_time = Lock()


class NoRoomError(Exception):
    """A mail can't be kept on this machine; it stays on the server."""


class WithheldError(Exception):
    """The server does not hand over a mail; it is asked for again later."""


class Taker:
    """Takes in the mail of one mailbox, where the last look ended; remembers over which mails the server fails."""

    def __init__(self, mailbox: Mailbox, clock: Clock) -> None:
        """`clock` gives the desk's time."""
        self._mailbox = mailbox
        self._clock = clock
        self._broke: Counter[int] = Counter()  # how often the server failed over a mail, by its UID
        self._history_of: int | None = None  # the numbering of which all the history that is wanted is ours
        self._unmarked: tuple[int, list[int]] = (0, [])  # what is ours and the server may not know of, by its numbering

    def look_through(self, store: Store, stop: Event) -> int:
        """Take in what came since the last look and note that we looked; return how many mails were taken in.

        History waits for what is live. Raises NoRoomError, WithheldError or a database's error where the look ended
        early; what was taken until then is noted.
        """
        self._settle_left(store)
        taken = self._take_live(store, stop)
        for batch in self._history(store):
            if stop.is_set():
                return taken
            taken += self._take(batch, store) + self._take_live(store, stop)
        note_fetched(self._mailbox, now=self._clock())
        return taken

    def _settle_left(self, store: Store) -> None:
        """Do what a look that was cut off left undone: rather late than never."""
        (identity, uids), self._unmarked = self._unmarked, (0, [])
        if uids and identity == store.identity:
            there = store.uids_after(min(uids) - 1, since=self._mailbox.connected_at)
            store.settle([uid for uid in uids if uid in there])
        for page in batched(store.unsettled(), PAGE):
            ours = safe_uids(self._mailbox, store.identity, page)
            store.settle([uid for uid in page if uid in ours])

    def _take_live(self, store: Store, stop: Event) -> int:
        """Take in what reached the server since the mailbox was connected and is above the last UID."""
        mailbox, taken = self._mailbox, 0
        at = position(mailbox, store.identity)
        # Under another numbering all is looked at anew, and what we have changes nothing again.
        last = mailbox.last_uid if mailbox.uidvalidity == at else 0
        uids = store.uids_after(last, since=mailbox.connected_at)
        mailbox.uidvalidity, mailbox.last_uid = at, last
        for page in batched(uids, PAGE):
            live = [mail for mail in store.describe(page) if self._is_live(mail)]
            for batch in in_batches(live, alone=self._broke):
                if stop.is_set():
                    return taken
                taken += self._take(batch, store)
            mailbox.last_uid = page[-1]
        return taken

    def _history(self, store: Store) -> Iterator[list[Waiting]]:
        """Yield the mails from before the mailbox was connected that are wanted and not ours yet, a few at a time."""
        mailbox = self._mailbox
        if mailbox.history == Mailbox.History.NONE or self._history_of == store.identity:
            return
        first = _first_wanted(mailbox)
        uids = store.uids_between(first, mailbox.connected_at)
        for page in batched(uids, PAGE):
            ours = known_uids(mailbox, store.identity, page)
            new = store.describe([uid for uid in page if uid not in ours])
            old = (mail for mail in new if not self._is_live(mail))
            wanted = [mail for mail in old if first is None or self._reached_us(mail) >= first]
            yield from in_batches(wanted, alone=self._broke)
        self._history_of = store.identity

    def _take(self, batch: Sequence[Waiting], store: Store) -> int:
        """Take in a few mails; mark them on the server only when they are ours."""
        left = {mail.uid: mail for mail in batch}
        safe: list[int] = []
        self._unmarked = (store.identity, safe)
        try:
            for uid, raw in self._brought(list(left), store):
                mail = left[uid]
                if self._take_one(mail, raw, store.identity):
                    safe.append(uid)
                if self._is_live(mail):
                    self._mailbox.last_uid = uid
                del left[uid]
        except (NoRoomError, WithheldError):
            store.settle(safe)
            note_position(self._mailbox)
            raise
        store.settle(safe)
        self._unmarked = (0, [])
        note_fetched(self._mailbox, now=self._clock())
        return len(batch) - len(left)

    def _brought(self, uids: list[int], store: Store) -> Iterator[tuple[int, bytes | None]]:
        """Yield mails with their bytes; of one that broke the connection too often, none."""
        if self._broke[uids[0]] >= TRIES:
            yield uids[0], None
            return
        try:
            yield from list(store.bring(uids))
        except BROKEN:
            self._broke.update(uids)
            raise

    def _take_one(self, mail: Waiting, raw: bytes | None, identity: int) -> bool:
        """Take in one mail; return whether it may be marked on the server: history keeps its marks."""
        source = self._source(mail, identity)
        if raw is None:
            self._note_withheld(mail, source)
            return False
        try:
            self._receive(raw, source)
        except (OperationalError, InterfaceError, NoRoomError):
            raise  # the database is away or the disk is full: not the mail's fault
        except Exception as error:
            log.exception("mail %s of %s could not be taken in; it goes on the pile", mail.uid, self._mailbox)
            self._put_aside(raw, source, f"not_taken:{type(error).__name__}")
            return False
        return source.live

    def _receive(self, raw: bytes, source: Source) -> None:
        try:
            with _turn():
                self._keep(raw, source)
        except OSError as error:
            raise NoRoomError(error.strerror or str(error)) from error
        except OperationalError as error:
            if _FULL.search(str(error)):
                raise NoRoomError(str(error)) from error
            raise

    def _keep(self, raw: bytes, source: Source) -> None:
        try:
            receive(raw, source, now=self._clock())
        except IntegrityError:
            # Another process took in the same bytes at the same moment; now they are there.
            receive(raw, source, now=self._clock())

    def _put_aside(self, raw: bytes, source: Source, problem: str) -> None:
        try:
            set_aside(raw, source, problem=problem, now=self._clock())
        except OSError as error:
            raise NoRoomError(error.strerror or str(error)) from error

    def _note_withheld(self, mail: Waiting, source: Source) -> None:
        self._broke[mail.uid] += 1
        if self._broke[mail.uid] < TRIES:
            words = f"the server does not hand over mail {mail.name or mail.uid}"
            raise WithheldError(words)
        note = f"Mail {mail.name or mail.uid} of {self._mailbox} was not handed over: it lies in {self._place()}.\n"
        self._put_aside(note.encode(), source, "withheld")

    def _place(self) -> str:
        mailbox = self._mailbox
        return mailbox.maildir or f"{mailbox.folder} at {mailbox.fetch_host}"

    def _source(self, mail: Waiting, identity: int) -> Source:
        return Source(
            arrived_at=self._reached_us(mail),
            live=self._is_live(mail),
            name=str(self._mailbox),
            mailbox=self._mailbox,
            uidvalidity=identity,
            uid=mail.uid,
        )

    def _is_live(self, mail: Waiting) -> bool:
        # Our own time of now has no say: it may have been set back since we connected, and what comes then is no
        # history. Servers keep arrival times to the second.
        since = self._mailbox.connected_at.replace(microsecond=0)
        return mail.arrived_at is None or self._came(mail.arrived_at) >= since

    def _reached_us(self, mail: Waiting) -> datetime:
        """Return when a mail reached the server by the desk's clock.

        Never later than now, whatever the server's clock says; now where it says nothing.
        """
        now = self._clock()
        return now if mail.arrived_at is None else min(self._came(mail.arrived_at), now)

    def _came(self, at: datetime) -> datetime:
        """Return a time of the server's by the desk's clock, which the demo moves and the server's isn't."""
        ahead = self._clock() - datetime.now(UTC)
        moved = ahead if abs(ahead) > timedelta(minutes=1) else timedelta()
        return at.astimezone(UTC) + moved


def _turn() -> AbstractContextManager[object]:
    """Return what has to be held while a mail is taken in.

    SQLite lets one write at a time, and whoever waits for it sleeps and tries again: mailboxes that are taken in side
    by side would leave no gap in which a reply can leave.
    """
    return _one_at_a_time if connection.vendor == "sqlite" else nullcontext()


def in_batches(mails: Sequence[Waiting], *, alone: Container[int] = ()) -> Iterator[list[Waiting]]:
    """Cut mails into what is fetched at once: few, not much more than some megabytes, and these UIDs by themselves."""
    batch: list[Waiting] = []
    size = 0
    for mail in mails:
        full = len(batch) == MOST_MAILS or size + mail.size > MOST_BYTES
        if batch and (full or mail.uid in alone or batch[-1].uid in alone):
            yield batch
            batch, size = [], 0
        batch.append(mail)
        size += mail.size
    if batch:
        yield batch


def _first_wanted(mailbox: Mailbox) -> datetime | None:
    """Return from when on history is wanted; None for all there is."""
    if mailbox.history == Mailbox.History.ALL:
        return None
    return mailbox.connected_at - timedelta(days=mailbox.history_days)
