"""Watches one mailbox in a thread of its own: connects, takes in, waits, and comes back after trouble."""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event, Thread

from django.db import Error, close_old_connections, connections
from imapclient import SocketTimeout

from amends.desk.channels.actions import note_failing
from amends.desk.channels.models import Mailbox
from amends.desk.channels.patience import JITTER, until_next_try
from amends.desk.jobs.handed_down import Clock
from amends.doors.mailbox.fetching.taking import NoRoomError, Taker, WithheldError
from amends.doors.mailbox.servers import MailServerError
from amends.doors.mailbox.stores.inbox import PATIENCE
from amends.doors.mailbox.stores.opening import opened

log = logging.getLogger(__name__)


def luck() -> float:
    """Return a number from 0 to 1 by chance."""
    return secrets.randbelow(1001) / 1000


@dataclass(frozen=True, slots=True)
class Pace:
    """How often things are done, in seconds."""

    look: float = 60.0
    """The longest between two looks into a mailbox, however quiet its server is; IDLE begins anew with each."""
    first_pause: float = 2.0
    """Before the first new try where a server said no; doubled with each that fails, up to the longest."""
    longest_pause: float = 60.0
    longest_pause_refused: float = 600.0
    """Where the password was refused: servers lock out who keeps trying."""
    mailboxes: float = 2.0
    """Between two looks at which mailboxes there are and whether their settings changed."""
    leases: float = 10.0
    """Between two prolongings of the leases of what is watched."""
    patience: SocketTimeout = field(default_factory=lambda: PATIENCE)
    """How long a server may be silent when it was asked something."""
    luck: Callable[[], float] = luck
    """By which pauses are made a little longer."""


class Watcher(Thread):
    """Fetches one mailbox until `ended` is set; settings that change later want a new watcher."""

    def __init__(self, mailbox: Mailbox, clock: Clock, pace: Pace) -> None:
        """`clock` gives the desk's time."""
        super().__init__(name=f"mailbox-{mailbox.pk}", daemon=True)
        self.mailbox = mailbox
        self.ended = Event()
        self._clock = clock
        self._pace = pace
        self._taker = Taker(mailbox, clock)
        self._failures = 0
        self._noes = 0  # how many of them a server spoke out
        self._trouble_began = 0.0  # by the steady clock

    def run(self) -> None:
        """Watch, and watch again after trouble."""
        while not self.ended.is_set():
            pause = self._watch()
            connections.close_all()
            self.ended.wait(pause)

    def _watch(self) -> float:
        """Fetch until something goes wrong or we are to stop; return the seconds until the next try."""
        before = self.mailbox.fetched_at
        try:
            self._fetch()
        except MailServerError as trouble:
            if self.mailbox.fetched_at != before:  # mail was taken in: this is new trouble, with a short pause
                self._failures = self._noes = 0
            # Connections end now and then; only what does not come back is worth a word.
            if not (trouble.lost and self._failures == 0):
                self._tell(trouble.words)
            return self._pause(refused=trouble.refused, away=trouble.away)
        except NoRoomError as error:
            self._tell(f"mail can't be kept on this machine, so it stays on the server: {error}")
            return self._pause(away=True)
        except WithheldError as error:
            self._tell(str(error))
        except Error as error:
            self._tell(f"mail can't be written down on this machine, so it stays on the server: {error}")
            return self._pause(away=True)
        except Exception:
            log.exception("%s could not be fetched", self.mailbox)
            self._tell("fetching went wrong here; the log of the worker says how")
        return self._pause()

    def _fetch(self) -> None:
        with opened(self.mailbox, patience=self._pace.patience) as store:
            while not self.ended.is_set():
                taken = self._taker.look_through(store, self.ended)
                self._failures = self._noes = 0
                if taken:
                    log.info("%s: %s taken in", self.mailbox, taken)
                close_old_connections()
                store.wait(self._pace.look, self.ended)

    def _tell(self, words: str) -> None:
        """Let people know why mail does not come in; the log hears of it once, and nobody of what is tried no more."""
        if self.ended.is_set():
            return
        if self._failures == 0 or words != self.mailbox.last_error:
            log.warning("%s: %s", self.mailbox, words)
        self.mailbox.last_error = words
        try:
            note_failing(self.mailbox, words, now=self._clock())
        except Error as error:
            log.warning("%s waits for the database: %s", self.mailbox, error)

    def _pause(self, *, refused: bool = False, away: bool = False) -> float:
        """Return the seconds until the next try: few where something is just away, more where a server said no."""
        now, pace = time.monotonic(), self._pace
        if self._failures == 0:
            self._trouble_began = now
        self._failures += 1
        if away:
            lasts = timedelta(seconds=now - self._trouble_began)
            return min(until_next_try(lasts, luck=pace.luck()).total_seconds(), pace.longest_pause)
        longest = pace.longest_pause_refused if refused else pace.longest_pause
        pause = min(pace.first_pause * (1 << min(self._noes, 16)), longest)
        self._noes += 1
        return pause + pause * pace.luck() / JITTER
