"""The file of a case: everything its page needs, read in a constant number of queries."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from amends.craft.journey import Journey, read
from amends.desk.cases.models import Case, Event, Merge, Message, Note
from amends.desk.intake.models import Arrival
from amends.desk.offers.choosing import choices
from amends.desk.offers.models import Approval, Offer
from amends.desk.offers.precedents import Alikes
from amends.desk.owed.actions import facts_of
from amends.desk.owed.models import ActionItem, Obligation, Promise
from amends.desk.people.models import Agent
from amends.desk.plays.models import PlayRecord
from amends.desk.policies.models import TextBlock
from amends.doors.workbench.showing.rows import PRESENT_FOR, readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from amends.desk.cases.models import Participant, Presence
    from amends.desk.handoffs.models import Handoff
    from amends.desk.offers.choosing import Offered
    from amends.desk.replies.models import Draft
    from amends.doors.shell.viewer import Viewer


@dataclass
class CaseFile:
    """A case that the viewer may see, with what hangs on it; each part is read once, when it is asked for."""

    case: Case
    viewer: "Viewer"

    @cached_property
    def messages(self) -> "Sequence[Message]":
        """What was said, oldest first."""
        found = Message.objects.of(self.case).select_related("agent", "address", "dispatch__mailbox")
        arrived = Arrival.objects.visible_to(self.viewer.agent).select_related("mailbox")
        return list(found.prefetch_related("attachments", Prefetch("arrivals", arrived)))

    @cached_property
    def notes(self) -> "Sequence[Note]":
        """Our notes and calls, oldest first."""
        return list(Note.objects.of(self.case).select_related("agent"))

    @cached_property
    def events(self) -> "Sequence[Event]":
        """What happened, in order."""
        return list(Event.objects.of(self.case).select_related("agent").order_by("pk"))

    @cached_property
    def journey(self) -> Journey:
        """Where the case stands."""
        settings = self.viewer.settings
        return read(facts_of(self.case, self.events), settings.journey_times, settings.calendar, self.viewer.now)

    @cached_property
    def owed(self) -> "Sequence[Obligation]":
        """What is owed, soonest first."""
        rows = Obligation.objects.of(self.case).open().select_related("owner", "team")
        return list(rows.order_by("paused", "due", "pk"))

    @cached_property
    def promises(self) -> "Sequence[Promise]":
        """Our promises, soonest first."""
        found = Promise.objects.of(self.case).filter(withdrawn_at=None)
        return list(found.select_related("owner", "backup", "obligation").prefetch_related("deliveries"))

    @cached_property
    def alikes(self) -> Alikes:
        """The closed cases that this one is like."""
        return Alikes(self.case, self.viewer.agent, now=self.viewer.now)

    @cached_property
    def offers(self) -> "Sequence[Offer]":
        """What we offer and offered, but what was taken back before it was said; oldest first."""
        found = Offer.objects.of(self.case).filter(withdrawn_at=None)
        asked = Approval.objects.of(self.case).select_related("asked_by", "approver", "decided_by")
        found = found.select_related("made_by", "agreement", "message__dispatch")
        return list(found.prefetch_related("options__agreed", Prefetch("options__approvals", asked)))

    @cached_property
    def offered(self) -> "Sequence[Offered]":
        """What the policies in force let the viewer offer now; nothing in a closed case."""
        if not self.case.is_open:
            return ()
        return choices(self.case, self.viewer.agent, now=self.viewer.now)

    @cached_property
    def items(self) -> "Sequence[ActionItem]":
        """What the customer said they would do."""
        return list(ActionItem.objects.of(self.case))

    @cached_property
    def play_records(self) -> "Sequence[PlayRecord]":
        """What was written down in plays, but what was taken back."""
        found = PlayRecord.objects.of(self.case).filter(withdrawn_at=None)
        return list(found.select_related("agent__level", "second", "person"))

    @cached_property
    def participants(self) -> "Sequence[Participant]":
        """Who takes part."""
        return list(self.case.participants.select_related("address__customer").order_by("pk"))

    @cached_property
    def draft(self) -> "Draft | None":
        """What the viewer is writing here."""
        return self.case.drafts.filter(agent=self.viewer.agent).first()

    @cached_property
    def handoff(self) -> "Handoff | None":
        """The hand-over that waits for an answer."""
        found = self.case.handoffs.filter(accepted_at=None, declined_at=None)
        return found.select_related("giver", "taker", "briefing").first()

    @cached_property
    def colleagues(self) -> "Sequence[Agent]":
        """Everybody who could own, back up or take over."""
        return list(Agent.objects.filter(is_active=True, teams=self.case.team_id).order_by("name").distinct())

    @cached_property
    def blocks(self) -> "Sequence[TextBlock]":
        """Text blocks, those in the customer's language first."""
        found = list(TextBlock.objects.all())
        return sorted(found, key=lambda block: block.language != self.case.customer.language)

    @property
    def presences(self) -> "QuerySet[Presence]":
        """Who else has the case open just now."""
        found = self.case.presences.filter(seen_at__gt=self.viewer.now - PRESENT_FOR)
        return found.exclude(agent=self.viewer.agent).select_related("agent")

    @cached_property
    def merges(self) -> "Sequence[Merge]":
        """Cases that are read as part of this one."""
        return list(self.case.merges_in.filter(ended_at=None).select_related("source"))

    @cached_property
    def linked(self) -> "Sequence[Case]":
        """Cases that this one is linked with, older and newer."""
        older, newer = self.case.links.values("older"), self.case.linked_from.values("case")
        tied = Case.objects.visible_to(self.viewer.agent).filter(Q(pk__in=older) | Q(pk__in=newer))
        return list(readable(tied))

    @cached_property
    def other_cases(self) -> "Sequence[Case]":
        """Other cases of this customer, newest first."""
        found = Case.objects.visible_to(self.viewer.agent).filter(customer=self.case.customer_id, merged_into=None)
        return list(readable(found.exclude(pk=self.case.pk).order_by("-opened_at"))[:5])
