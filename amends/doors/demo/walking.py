"""Walks the clock of a sample that is being loaded: the worker does all that becomes due on the way."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Min, Q, QuerySet

from amends.desk.cases.models import Message
from amends.desk.delivery.actions import deliver_due, leave_due
from amends.desk.delivery.letters import Letter
from amends.desk.followups.actions import notice_silence, run_out
from amends.desk.jobs import handed_down
from amends.desk.jobs.worker import Worker
from amends.desk.offers.breaking import break_due
from amends.desk.owed.chasing import chase
from amends.desk.owed.models import Obligation, Promise

if TYPE_CHECKING:
    from collections.abc import Callable

    from amends.desk.people.models import Agent

MOST_MOMENTS = 2000
ONE_DAY = timedelta(days=1)


class Kept:
    """Keeps every letter here; its row and its bytes are all that becomes of it."""

    def send(self, letter: Letter) -> None:
        """Take the letter."""


class Walk:
    """The clock of the desk while its past is played, as the lead sees it."""

    def __init__(self, start: datetime, lead: "Agent") -> None:
        """Begin at `start`; whatever is older comes in without a worker."""
        self.now = start
        self._lead = lead
        self._worker = Worker(clock=lambda: self.now)
        self._silence_at = start

    def to(self, target: datetime) -> None:
        """Go on to `target`, stopping wherever the desk does something by itself."""
        for _ in range(MOST_MOMENTS):
            at, sweep = min(self._coming(), key=lambda entry: entry[0], default=(target, None))
            if sweep is None or at > target:
                break
            self.now = at
            sweep(now=at)
        self.now = max(self.now, target)

    def do_jobs(self) -> None:
        """Let the worker do what was left for later; receipts leave at once."""
        if self._worker.run_ready():
            leave_due(now=self.now)

    def catch_up(self) -> None:
        """Do all that a worker does, and hand every letter that has left over to nobody."""
        self.do_jobs()
        for entry in handed_down.schedule():
            entry.sweep(now=self.now)
        while deliver_due(Kept(), worker="sample"):
            continue

    def _coming(self) -> "list[tuple[datetime, Callable[..., object]]]":
        """Return the next instants at which something leaves, breaks, runs out, is chased or was silent for long."""
        lead = self._lead
        waiting = Message.objects.visible_to(lead).filter(dispatch__state="waiting")
        promised = Promise.objects.visible_to(lead).outstanding().filter(broken_at=None)
        owed = Obligation.objects.visible_to(lead).open()
        due = owed.aggregate(
            runs_out=Min("due", filter=Q(kind="circle_back", due__gt=self.now)),
            is_chased=Min("chase_at", filter=Q(chase_at__gt=self.now)),
        )
        coming = [
            (self._next(waiting, "dispatch__leaves_at"), leave_due),
            (self._next(promised, "due"), break_due),
            (due["runs_out"], run_out),
            (due["is_chased"], chase),
            (self._silence_at + ONE_DAY, self._notice_silence),
        ]
        return [(at, sweep) for at, sweep in coming if at is not None]

    def _next(self, rows: "QuerySet[Message] | QuerySet[Promise]", field: str) -> datetime | None:
        found: datetime | None = rows.filter(**{f"{field}__gt": self.now}).aggregate(at=Min(field))["at"]
        return found

    def _notice_silence(self, *, now: datetime) -> None:
        self._silence_at = now
        notice_silence(now=now)
