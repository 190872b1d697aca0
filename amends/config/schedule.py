"""What time brings, and what a worker keeps running beside it."""

from collections.abc import Callable
from threading import Event

from amends.desk.jobs.models import Job
from amends.desk.jobs.timetable import Every

HOUR = 3600

SCHEDULE: tuple[Every, ...] = (Every(HOUR, Job.objects.prune),)

# Each runs in a thread of its own until its event is set; where it needs the time, give it the clock with `partial`.
FETCHERS: tuple[Callable[[Event], None], ...] = ()
