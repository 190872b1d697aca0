"""The fresh desk on which a story plays: its people, its clock and its worker."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Min

from amends.desk.cases.changes import latest_event
from amends.desk.cases.models import Case, Message
from amends.desk.channels.models import Mailbox
from amends.desk.delivery.models import Dispatch
from amends.desk.handoffs.models import Handoff
from amends.desk.jobs import handed_down
from amends.desk.jobs.worker import Worker
from amends.desk.owed.models import Obligation, Promise
from amends.desk.people.models import Agent
from amends.desk.policies.models import DeskSettings

if TYPE_CHECKING:
    from amends.doors.cli.stories.script import Script

ADDRESS = "desk@desk.example"
LEAD = "dana"
MOST_MOMENTS = 10_000


@dataclass(slots=True)
class StoryDesk:
    """A desk with a clock of its own; nothing it sends leaves the process."""

    script: "Script"
    now: datetime
    agents: dict[str, Agent] = field(default_factory=dict)
    mailbox: Mailbox | None = None
    last_customer: str = ""
    last_raw: bytes = b""
    mails: int = 0
    seen_mail: int = 0
    at_rest: tuple[datetime, int] | None = None

    @classmethod
    def open(cls, script: "Script") -> "StoryDesk":
        """Set up the desk that the story's head describes."""
        settings = DeskSettings.current()
        settings.name, settings.zone, settings.hours = "The desk", script.zone, script.hours
        settings.holidays = "\n".join(day.isoformat() for day in script.holidays)
        settings.save()
        desk = cls(script=script, now=script.start)
        for name in dict.fromkeys([*script.agents, LEAD]):
            agent = Agent.objects.create_user(f"{name}@desk.example", name=name.title(), is_lead=name == LEAD)
            desk.agents[name] = agent
        desk.mailbox = Mailbox.objects.create(name="Desk", address=ADDRESS, connected_at=script.start)
        return desk

    def agent(self, name: str) -> Agent:
        """Return the agent of that name, hired on the spot where the head forgot them."""
        if name not in self.agents:
            self.agents[name] = Agent.objects.create_user(f"{name}@desk.example", name=name.title())
        return self.agents[name]

    def newest_case(self, address: str) -> Case | None:
        """Return the newest case of the customer with this address, or of whom they wrote for."""
        cases = Case.objects.filter(customer__addresses__value=address.lower(), merged_into=None)
        return cases.order_by("-opened_at", "-pk").first()

    def mails_to(self, address: str) -> list[Message]:
        """Return our mails that have left for an address, oldest first."""
        gone = Message.objects.filter(direction="out", dispatch__state__in=["leaving", "delivered", "failed"])
        return [mail for mail in gone.order_by("pk") if address.lower() in [*mail.to, *mail.cc]]

    def work(self) -> None:
        """Let the worker do all that is due now, and all that follows from it; at rest until something happens."""
        while (state := (self.now, latest_event())) != self.at_rest:
            jobs = Worker(clock=lambda: self.now).run_ready()
            for entry in handed_down.schedule():
                entry.sweep(now=self.now)
            if not jobs and latest_event() == state[1]:
                self.at_rest = state

    def move_to(self, target: datetime) -> None:
        """Move the clock, stopping wherever something becomes due on the way."""
        for _ in range(MOST_MOMENTS):
            coming = self._next_moment(target)
            if coming is None:
                break
            self.now = coming
            self.work()
        self.now = max(self.now, target)
        self.work()

    def let_leave(self) -> None:
        """Let replies that wait out their ten seconds go, as they do while nobody touches anything."""
        last = Dispatch.objects.filter(state="waiting").order_by("-leaves_at").first()
        if last is not None:
            self.move_to(last.leaves_at)

    def _next_moment(self, target: datetime) -> datetime | None:
        """Return the next instant up to `target` at which the desk does something by itself."""
        coming = [
            Dispatch.objects.filter(state="waiting", leaves_at__gt=self.now).aggregate(at=Min("leaves_at"))["at"],
            Promise.objects.filter(kept_at=None, broken_at=None, withdrawn_at=None, due__gt=self.now).aggregate(
                at=Min("due")
            )["at"],
            Obligation.objects.open().filter(due__gt=self.now).aggregate(at=Min("due"))["at"],
            Handoff.objects.filter(accepted_at=None, declined_at=None, accept_by__gt=self.now).aggregate(
                at=Min("accept_by")
            )["at"],
            Agent.objects.filter(away_until__gt=self.now).aggregate(at=Min("away_until"))["at"],
        ]
        return min((at for at in coming if at is not None and at <= target), default=None)
