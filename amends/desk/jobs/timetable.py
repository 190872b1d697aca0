"""What time brings: sweeps that are run every so many seconds."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from typing import Protocol

from django.db import close_old_connections, connections

log = logging.getLogger(__name__)

GLANCE = 0.5
JUMP = 2.0
TELL_AGAIN = 60.0


class Sweep(Protocol):
    """Moves whatever is due at `now`; running in two workers at once, or twice, changes nothing more."""

    def __call__(self, *, now: datetime) -> object: ...


@dataclass(frozen=True, slots=True)
class Every:
    """One entry of the schedule: a sweep and the seconds between two runs of it."""

    seconds: float
    sweep: Sweep


class Timetable:
    """Runs the entries of a schedule when they are due, and all of them when the desk's clock has jumped."""

    def __init__(self, schedule: Sequence[Every], *, clock: Callable[[], datetime]) -> None:
        """Everything is due at once, so a worker that was away catches up as it starts."""
        self._clock = clock
        self._due = dict.fromkeys(schedule, 0.0)
        self._drift: float | None = None
        self._quiet_until: dict[Every, float] = {}

    def run(self, stop: Event) -> None:
        """Run sweeps until `stop` is set; one that fails is logged and has its next turn."""
        while not stop.is_set():
            self.tick(time.monotonic())
            close_old_connections()
            stop.wait(GLANCE)
        connections.close_all()

    def tick(self, elapsed: float) -> None:
        """Run what is due when the machine's steady clock shows `elapsed` seconds."""
        jumped = self._jumped(elapsed)
        for entry, due in self._due.items():
            if jumped or elapsed >= due:
                self._due[entry] = elapsed + entry.seconds
                self._sweep(entry, elapsed)

    def _jumped(self, elapsed: float) -> bool:
        """Return whether the desk's clock was moved since the last look, rather than having run on."""
        drift = self._clock().timestamp() - elapsed
        jumped = self._drift is not None and abs(drift - self._drift) > JUMP
        self._drift = drift
        return jumped

    def _sweep(self, entry: Every, elapsed: float) -> None:
        """Run one sweep; one that goes on failing is told of once a minute, not at every turn."""
        try:
            entry.sweep(now=self._clock())
        except Exception:
            if elapsed >= self._quiet_until.get(entry, 0.0):
                log.exception("sweep %s failed", getattr(entry.sweep, "__qualname__", entry.sweep))
                self._quiet_until[entry] = elapsed + TELL_AGAIN
        else:
            self._quiet_until.pop(entry, None)
