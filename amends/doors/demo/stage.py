"""The stage on which the sample is played: its people, its cases as far as they have come, and its clock."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from amends.desk.cases.models import Case, Message

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.channels.models import Mailbox
    from amends.desk.handoffs.models import Handoff
    from amends.desk.owed.models import Promise
    from amends.desk.people.models import Address, Agent
    from amends.doors.demo.company import Story
    from amends.doors.demo.moments import Weeks
    from amends.doors.demo.walking import Walk


@dataclass(slots=True)
class Played:
    """A case of the sample as far as it has come; there is no row before the first message."""

    story: "Story"
    row: Case | None = None
    promises: "dict[str, Promise]" = field(default_factory=dict)
    handoff: "Handoff | None" = None

    @property
    def case(self) -> Case:
        """The row of the case, which is there once somebody has said something."""
        assert self.row is not None, f"nothing was said in {self.story.key} yet"
        return self.row

    @property
    def language(self) -> str:
        """The customer's language, as it was heard."""
        return self.case.customer.language

    def address(self) -> "Address":
        """Return the customer's address: the one they wrote from, else whichever is known."""
        participant = self.case.participants.filter(verified=True).order_by("pk").first()
        assert participant is not None, f"nobody takes part in {self.story.key}"
        return participant.address

    def last_of_ours(self) -> Message | None:
        """Return our last mail that has left, which the customer would answer."""
        ours = self.case.messages.filter(direction=Message.Direction.OUT).exclude(dispatch__state="waiting")
        return ours.order_by("-said_at", "-pk").first()


@dataclass(slots=True)
class Stage:
    """Everything that a step of the sample needs."""

    weeks: "Weeks"
    walk: "Walk"
    agents: "dict[str, Agent]"
    lead: "Agent"
    mailbox: "Mailbox"
    connected: "datetime"
    cases: dict[str, Played]

    @property
    def now(self) -> "datetime":
        """The time on stage."""
        return self.walk.now

    def case_numbered(self, number: str) -> Case:
        """Return the case with this public number."""
        return Case.objects.visible_to(self.lead).select_related("customer").get(number=number)
