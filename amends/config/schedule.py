"""What time brings, and what a worker keeps running beside it."""

from collections.abc import Callable
from threading import Event

from amends.desk.delivery.actions import leave_due
from amends.desk.followups.actions import notice_silence, run_out
from amends.desk.jobs.models import Job
from amends.desk.jobs.timetable import Every
from amends.desk.offers.actions import break_due
from amends.desk.owed.chasing import chase

MINUTE, HOUR = 60, 3600

SCHEDULE: tuple[Every, ...] = (
    Every(0.5, leave_due),
    Every(2, break_due),
    Every(30, run_out),
    Every(MINUTE, chase),
    Every(10 * MINUTE, notice_silence),
    Every(HOUR, Job.objects.prune),
)

# Each runs in a thread of its own until its event is set; where it needs the time, give it the clock with `partial`.
FETCHERS: tuple[Callable[[Event], None], ...] = ()
