"""What time brings, and what a worker keeps running beside it."""

from collections.abc import Callable
from functools import partial
from threading import Event

from django.conf import settings
from django.utils.module_loading import import_string

from amends.config.clock import now
from amends.desk.delivery.actions import leave_due
from amends.desk.delivery.setbacks import mend_setback
from amends.desk.drafting.actions import forget as forget_suggestions
from amends.desk.followups.actions import notice_silence, run_out
from amends.desk.handoffs.actions import lapse_due
from amends.desk.handoffs.leaving import end_absences
from amends.desk.jobs.models import Job
from amends.desk.jobs.timetable import Every, Timetable
from amends.desk.offers.breaking import break_due
from amends.desk.owed.chasing import chase
from amends.desk.replies.nudging import nudge_due
from amends.doors.endpoint.answering import answer
from amends.doors.mailbox.fetching.alarming import tell_silence
from amends.doors.mailbox.sending.delivering import deliver, tell
from amends.doors.shell.sessions import forget_sessions

MINUTE, HOUR = 60, 3600

SCHEDULE: tuple[Every, ...] = (
    Every(1, leave_due),
    Every(2, mend_setback),
    Every(2, break_due),
    Every(30, run_out),
    Every(30, nudge_due),
    Every(MINUTE, chase),
    Every(10 * MINUTE, notice_silence),
    Every(MINUTE, end_absences),
    Every(MINUTE, lapse_due),
    Every(HOUR, Job.objects.prune),
    Every(HOUR, forget_sessions),
    Every(HOUR, forget_suggestions),
)

# What may wait for a mail server runs apart, so that a slow one holds up nothing else.
LETTERS: tuple[Every, ...] = (Every(0.5, deliver), Every(MINUTE, tell), Every(20, tell_silence))

# A language model, where one is switched on, may think for as long as it is given.
QUESTIONS: tuple[Every, ...] = (Every(1, answer),)

# The sample desk fetches from nowhere: it takes local mail. Named, since each brings libraries the other doesn't need.
_MAIL_IN = (
    "amends.doors.mailbox.ports.receiving.receive_locally"
    if settings.DEMO
    else "amends.doors.mailbox.fetching.mailboxes.fetch"
)

# Mail servers may hand mail over besides; a certificate is for those that come over a network.
_PORTS = {"smtp": settings.SMTP_LISTEN, "lmtp": settings.LMTP_LISTEN}
_DOORS = tuple(
    partial(
        import_string("amends.doors.mailbox.ports.listening.take_in"),
        clock=now,
        setting=place,
        protocol=protocol,
        certificate=settings.MAIL_CERTIFICATE,
        key=settings.MAIL_KEY,
    )
    for protocol, place in _PORTS.items()
    if place and not settings.DEMO
)

# Each runs in a thread of its own until its event is set.
FETCHERS: tuple[Callable[[Event], None], ...] = (
    Timetable(LETTERS, clock=now).run,
    Timetable(QUESTIONS, clock=now).run,
    partial(import_string(_MAIL_IN), clock=now),
    *_DOORS,
)
