"""The worker process: jobs, what time brings, and the fetchers, each in threads of its own."""

import gc
import logging
import os
import time
from threading import Event, Thread

from amends.desk.jobs import handed_down
from amends.desk.jobs.handed_down import Fetcher
from amends.desk.jobs.timetable import Timetable
from amends.desk.jobs.worker import Worker
from amends.doors.cli.stopping import on_signal

log = logging.getLogger(__name__)

GRACE = 1.0
PAUSE_AFTER_ERROR = 5.0


def work() -> None:
    """Work until SIGTERM or SIGINT; what hangs then is left behind, and its lease lapses."""
    stop = Event()
    on_signal(stop.set)
    clock = handed_down.clock()
    table = Timetable(handed_down.schedule(), clock=clock)
    beside = [Thread(target=table.run, args=(stop,), name="timetable", daemon=True)]
    for number, fetch in enumerate(handed_down.fetchers()):
        beside.append(Thread(target=_keep_fetching, args=(fetch, stop), name=f"fetcher-{number}", daemon=True))
    handed_down.reactions()  # loads the tasks, so that all of them are shared by what follows
    gc.collect()
    gc.freeze()
    for thread in beside:
        thread.start()
    ended = Worker(clock=clock).run(stop)
    if not (_joined(beside) and ended):
        logging.shutdown()
        os._exit(0)


def _keep_fetching(fetch: Fetcher, stop: Event) -> None:
    """Run a fetcher; one that fails is logged and begun again after a pause."""
    while not stop.is_set():
        try:
            fetch(stop)
        except Exception:
            log.exception("a fetcher failed; it starts again in %g s", PAUSE_AFTER_ERROR)
            stop.wait(PAUSE_AFTER_ERROR)
        else:
            return


def _joined(threads: list[Thread]) -> bool:
    """Wait a moment for `threads`; return whether all have ended."""
    deadline = time.monotonic() + GRACE
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    return not any(thread.is_alive() for thread in threads)
