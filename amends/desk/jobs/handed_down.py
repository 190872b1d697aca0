"""What the desk may not import but is told by name in the settings: clock, reactions, schedule, fetchers."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from threading import Event
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from amends.desk.jobs.backend import LeasedTask
from amends.desk.jobs.timetable import Every

type Clock = Callable[[], datetime]
type Fetcher = Callable[[Event], None]

_fetch = cache(import_string)


def clock() -> Clock:
    """Return the desk's clock."""
    return cast("Clock", _fetch(settings.CLOCK))


def now() -> datetime:
    """Return the desk's time, for a door that no request or worker tells it."""
    return clock()()


def reactions() -> Mapping[str, tuple[LeasedTask, ...]]:
    """Return which tasks follow which kind of event."""
    return cast("Mapping[str, tuple[LeasedTask, ...]]", _fetch(settings.REACTIONS))


def schedule() -> tuple[Every, ...]:
    """Return what time brings."""
    return cast("tuple[Every, ...]", _fetch(settings.SCHEDULE))


def fetchers() -> tuple[Fetcher, ...]:
    """Return what a worker keeps running beside its jobs, each in a thread until its event is set."""
    return cast("tuple[Fetcher, ...]", _fetch(settings.FETCHERS))
