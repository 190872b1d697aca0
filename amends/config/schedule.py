"""What time brings, and what a worker keeps running beside it."""

from collections.abc import Callable
from functools import partial
from threading import Event

from django.conf import settings

from amends.config.clock import now
from amends.desk.delivery.actions import leave_due
from amends.desk.followups.actions import notice_silence, run_out
from amends.desk.jobs.models import Job
from amends.desk.jobs.timetable import Every
from amends.desk.offers.actions import break_due
from amends.desk.owed.chasing import chase
from amends.doors.mailbox.delivering import keep_delivering, tell
from amends.doors.mailbox.fetching import fetch
from amends.doors.mailbox.receiving import receive_locally

MINUTE, HOUR = 60, 3600

SCHEDULE: tuple[Every, ...] = (
    Every(1, leave_due),
    Every(2, break_due),
    Every(30, run_out),
    Every(MINUTE, chase),
    Every(MINUTE, tell),
    Every(10 * MINUTE, notice_silence),
    Every(HOUR, Job.objects.prune),
)

# Each runs in a thread of its own until its event is set. The sample desk fetches from nowhere: it takes local mail.
FETCHERS: tuple[Callable[[Event], None], ...] = (
    partial(keep_delivering, clock=now),
    *((partial(receive_locally, clock=now),) if settings.DEMO else (partial(fetch, clock=now),)),
)
