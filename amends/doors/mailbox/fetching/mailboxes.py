"""Fetches all mailboxes: each is watched by a thread of one worker, however many workers there are."""

import logging
import os
import secrets
import socket
import time
from threading import Event

from django.db import Error, close_old_connections, connections

from amends.desk.channels import actions as channels
from amends.desk.channels.models import Mailbox
from amends.desk.jobs.handed_down import Clock
from amends.doors.mailbox.fetching.watching import Pace, Watcher

log = logging.getLogger(__name__)

_ENDING = 3.0


def fetch(stop: Event, *, clock: Clock, pace: Pace | None = None) -> None:
    """Watch every mailbox that is in use, as far as no other worker does, until `stop` is set."""
    Fetching(clock, pace or Pace()).run(stop)


class Fetching:
    """The watchers of one worker."""

    def __init__(self, clock: Clock, pace: Pace) -> None:
        """`clock` gives the desk's time."""
        self.holder = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self._clock = clock
        self._pace = pace
        self._watchers: dict[int, Watcher] = {}
        self._prolong_at = 0.0

    def run(self, stop: Event) -> None:
        """Start and end watchers until `stop` is set; a database that is away is asked again later."""
        while not stop.is_set():
            try:
                self.look()
            except Error as error:
                log.warning("the mailboxes can't be read just now: %s", error)
                connections.close_all()
            close_old_connections()
            stop.wait(self._pace.mailboxes)
        self._leave()
        connections.close_all()

    def look(self) -> None:
        """Bring the watchers into line with the mailboxes there are and with the leases we hold."""
        wanted = {mailbox.pk: mailbox for mailbox in channels.mailboxes_to_fetch()}
        for pk, watcher in list(self._watchers.items()):
            if not watcher.is_alive() or pk not in wanted or _start(wanted[pk]) != _start(watcher.mailbox):
                self._end(pk, give_back=pk not in wanted)
        self._prolong()
        for pk, mailbox in wanted.items():
            if pk not in self._watchers and channels.watch(mailbox, self.holder):
                self._watchers[pk] = Watcher(mailbox, self._clock, self._pace)
                self._watchers[pk].start()

    def _prolong(self) -> None:
        if not self._watchers or time.monotonic() < self._prolong_at:
            return
        self._prolong_at = time.monotonic() + self._pace.leases
        held = channels.keep_watching(self._watchers.keys(), self.holder)
        for pk in self._watchers.keys() - held:
            log.warning("another worker fetches %s now", self._watchers[pk].mailbox)
            self._end(pk, give_back=False)

    def _end(self, pk: int, *, give_back: bool) -> None:
        """Let a watcher go; what it is just taking in is known by its UID to the next one."""
        self._watchers.pop(pk).ended.set()
        if give_back:
            channels.stop_watching([pk], self.holder)

    def _leave(self) -> None:
        """End all watchers and let other workers have their mailboxes at once: a worker that stops has little time."""
        for watcher in self._watchers.values():
            watcher.ended.set()
        try:
            channels.stop_watching(self._watchers.keys(), self.holder)
        except Error as error:
            log.warning("the mailboxes could not be given back; their leases run out: %s", error)
        until = time.monotonic() + _ENDING
        for watcher in self._watchers.values():
            watcher.join(max(0.0, until - time.monotonic()))


def _start(mailbox: Mailbox) -> tuple[object, ...]:
    return tuple(getattr(mailbox, name) for name in channels.CONNECTION)
