"""The worker: claims no more jobs than it has free threads, and holds their leases while it lives."""

import logging
import os
import secrets
import socket
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue
from threading import Event, Thread

from django.db import Error, close_old_connections, connections
from django.utils.module_loading import import_string

from amends.desk.jobs.models import Job
from amends.desk.jobs.waking import Glance

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
THREADS = 3
LOOK = 0.2
PAUSE_AFTER_ERROR = 2.0
GRACE = 3.0


class Worker:
    """Runs jobs until it is told to stop; any number may work on one database."""

    def __init__(self, *, clock: Callable[[], datetime], threads: int = THREADS, lease: timedelta = LEASE) -> None:
        """Take `clock` for the desk's time; leases of length `lease` count in the database's own time."""
        self.name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._clock = clock
        self._lease = lease
        self._threads = [Thread(target=self._serve, name=f"jobs-{number}", daemon=True) for number in range(threads)]
        self._waiting: SimpleQueue[Job | None] = SimpleQueue()
        self._taken: set[int] = set()
        self._wake = Event()
        self._ended = Event()

    def run(self, stop: Event) -> bool:
        """Work until `stop` is set; return whether all that was begun has ended within the grace."""
        heart = Thread(target=self._beat, name="leases", daemon=True)
        for thread in (heart, *self._threads):
            thread.start()
        glance = Glance()
        while not stop.is_set():
            self._wake.clear()
            self._look(glance)
            self._wake.wait(LOOK)
        ended = self._leave()
        self._ended.set()
        heart.join()
        connections.close_all()
        return ended

    def run_ready(self) -> int:
        """Run in this thread what is ready, until nothing is; return how many jobs ran (for tests and the demo)."""
        count = 0
        while jobs := self._claim(1):
            self._work(jobs[0])
            count += 1
        return count

    def _look(self, glance: Glance) -> None:
        """Fill the free threads if something may be waiting; a database that is away is asked again later."""
        try:
            free = len(self._threads) - len(self._taken)
            if free > 0 and glance.changed():
                for job in self._claim(free):
                    self._taken.add(job.pk)
                    self._waiting.put(job)
        except Error:
            log.exception("the database does not answer; asking again")
            connections.close_all()
            self._wake.wait(PAUSE_AFTER_ERROR)

    def _claim(self, limit: int) -> list[Job]:
        """Take up to `limit` jobs, after freeing those of workers that are gone; write only where there is a reason."""
        if Job.objects.lapsed().exists():
            Job.objects.release_lapsed()
        now = self._clock()
        if not Job.objects.claimable(now).exists():
            return []
        return Job.objects.claim(worker=self.name, limit=limit, lease=self._lease, now=now)

    def _serve(self) -> None:
        """Run what is handed to this thread until there is nothing more to come."""
        while (job := self._waiting.get()) is not None:
            try:
                self._work(job)
            except Error:
                log.exception("job %s (%s) could not be written back; it runs again", job.pk, job.task)
            finally:
                close_old_connections()
                self._taken.discard(job.pk)
                self._wake.set()
        connections.close_all()

    def _work(self, job: Job) -> None:
        """Run one job and write back how it went."""
        try:
            import_string(job.task).func(*job.args, now=self._clock(), **job.kwargs)
        except Exception:
            log.exception("job %s (%s) failed at attempt %s of %s", job.pk, job.task, job.attempts, job.max_attempts)
            written = job.fail(traceback.format_exc(), now=self._clock())
        else:
            written = job.finish(now=self._clock())
        if not written:
            log.warning("job %s (%s) outlived its lease; another worker has it", job.pk, job.task)

    def _beat(self) -> None:
        """Prolong the leases of what is taken, at a third of their length."""
        while not self._ended.wait(self._lease.total_seconds() / 3):
            try:
                if taken := frozenset(self._taken):
                    Job.objects.extend(taken, worker=self.name, lease=self._lease)
            except Error:
                log.exception("leases could not be prolonged")
            close_old_connections()
        connections.close_all()

    def _leave(self) -> bool:
        """Give back what was not begun and wait a moment for the rest; return whether all ended."""
        try:
            Job.objects.give_back(self._unstarted())
        except Error:
            log.exception("unstarted jobs could not be given back; their leases lapse")
        for _ in self._threads:
            self._waiting.put(None)
        deadline = time.monotonic() + GRACE
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _unstarted(self) -> Iterator[Job]:
        while True:
            try:
                job = self._waiting.get_nowait()
            except Empty:
                return
            assert job is not None, "nothing was told to end yet"
            yield job
