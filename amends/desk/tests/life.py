"""A desk that lives through anything: what customers, agents, servers and the clock may do, one method each."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

from amends.craft.refusal import Refused
from amends.desk.cases.models import Case, Message, Split
from amends.desk.channels.models import Mailbox
from amends.desk.delivery.actions import deliver_due, leave_due
from amends.desk.delivery.bounces import bounced
from amends.desk.delivery.letters import Letter
from amends.desk.followups import actions as followups
from amends.desk.handoffs import actions as handoffs
from amends.desk.handoffs.models import Handoff
from amends.desk.intake.actions import Received, Source, receive
from amends.desk.intake.entering import saying
from amends.desk.intake.ties.joining import merge, part
from amends.desk.intake.ties.splitting import end_split, split
from amends.desk.offers import actions as offers
from amends.desk.offers.breaking import break_due
from amends.desk.owed.models import Obligation, Promise
from amends.desk.people.models import Agent
from amends.desk.policies.models import DeskSettings
from amends.desk.replies import actions as replies
from amends.desk.replies.judging import Said

START = datetime(2026, 3, 2, 8, tzinfo=UTC)


class Postbox:
    """A transport that keeps what it is given."""

    def __init__(self) -> None:
        """Begin empty."""
        self.letters: list[Letter] = []

    def send(self, letter: Letter) -> None:
        """Take a letter."""
        self.letters.append(letter)


@dataclass
class Life:
    """The desk with its people and a clock that only moves on."""

    now: datetime = START
    agents: list[Agent] = field(default_factory=list)
    raws: list[bytes] = field(default_factory=list)
    postbox: Postbox = field(default_factory=Postbox)
    refused: int = 0

    def begin(self) -> None:
        """Open the desk: Ben and Cleo answer, Dana leads, one mailbox."""
        settings = DeskSettings.current()
        settings.zone, settings.hours = "Europe/Berlin", "Mon-Fri 09:00-17:00"
        settings.save()
        self.agents = [
            Agent.objects.create_user(f"{name}@desk.example", name=name, is_lead=name == "dana")
            for name in ("ben", "cleo", "dana")
        ]
        Mailbox.objects.create(name="Desk", address="desk@desk.example", connected_at=START)

    def attempt(self, act, *given, **named) -> None:
        """Do it, unless the desk refuses: a refusal must leave the books as they were."""
        try:
            act(*given, now=self.now, **named)
        except Refused:
            self.refused += 1

    def writes(
        self, who: str, text: str, *, into: Case | None, subject: str, ago: timedelta, automatic: bool
    ) -> Received:
        """A mail comes in, new or into a case, perhaps one that had reached the server a while ago."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = who, "desk@desk.example", subject
        mail["Message-ID"] = f"<{len(self.raws)}@customers.example>"
        last = into.messages.exclude(message_id="").last() if into else None
        if last is not None:
            mail["In-Reply-To"] = f"<{last.message_id}>"
        if automatic:
            mail["Auto-Submitted"] = "auto-replied"
        mail.set_content(text)
        self.raws.append(mail.as_bytes())
        at = self.now - ago
        return receive(self.raws[-1], Source(arrived_at=at, live=at >= START), now=self.now)

    def again(self, which: int) -> Received:
        """The same bytes arrive once more."""
        return receive(self.raws[which % len(self.raws)], Source(arrived_at=self.now), now=self.now)

    def replies(self, case: Case, agent: Agent, said: Said, *, text: str) -> None:
        """An agent presses send."""
        self.attempt(replies.send, case, agent, text, said=said)

    def undoes(self, case: Case, agent: Agent) -> None:
        """An agent takes the last reply back."""
        message = case.messages.filter(kind=Message.Kind.REPLY).last()
        if message is not None:
            self.attempt(replies.recall, message, agent)

    def calls(self, case: Case, agent: Agent, *, reached: bool, said: Said) -> None:
        """An agent notes a call."""
        self.attempt(replies.call, case, agent, "We talked it over.", reached=reached, said=said)

    def promises(self, case: Case, agent: Agent, *, hours: int) -> None:
        """An agent promises something."""
        self.attempt(
            offers.promise, case, agent, "a new lid", due=self.now + timedelta(hours=hours), backup=self.agents[1]
        )

    def keeps(self, case: Case, agent: Agent, *, ago: timedelta) -> None:
        """There is evidence for a promise."""
        made = Promise.objects.filter(case=case).last()
        if made is not None:
            self.attempt(offers.keep, made, agent, "parcel 12", on=self.now - ago)

    def moves(self, case: Case, agent: Agent, *, hours: int) -> None:
        """A promise gets a new date."""
        made = Promise.objects.filter(case=case).last()
        if made is not None:
            self.attempt(offers.move, made, agent, self.now + timedelta(hours=hours), "the maker is late")

    def asks_customer(self, case: Case, agent: Agent) -> None:
        """The customer said they would do something."""
        self.attempt(offers.ask_customer, case, agent, "a photo")

    def hands_over(self, case: Case, agent: Agent, *, accepts: bool) -> None:
        """A case goes to a colleague."""
        taker = next(other for other in self.agents if other != agent)
        self.attempt(handoffs.offer, case, agent, taker, "They want a lid.")
        made = Handoff.objects.filter(case=case).last()
        if made is not None and accepts:
            self.attempt(handoffs.accept, made, made.taker)

    def says(self, case: Case, word: str) -> None:
        """The customer presses one of the buttons of their page."""
        address = case.customer.addresses.first()
        match word:
            case "solved":
                self.attempt(saying.solved, case)
            case "confirms":
                self.attempt(offers.confirm, case)
            case "corrects":
                self.attempt(saying.correct, case, address, "No, it is the second lid.", channel="web")
            case _:
                self.attempt(saying.not_solved, case, address, "It broke again!", channel="web")

    def closes(self, case: Case, agent: Agent, outcome: str) -> None:
        """An agent closes a case."""
        self.attempt(followups.close, case, outcome, agent=agent)

    def waives(self, case: Case, agent: Agent) -> None:
        """An agent waives the most urgent thing."""
        row = Obligation.objects.open().filter(case=case).order_by("due").first()
        if row is not None:
            self.attempt(followups.waive, row, agent, "agreed by phone")

    def merges(self, case: Case, other: Case, *, parts: bool) -> None:
        """Two cases are read as one, and perhaps parted again."""
        self.attempt(merge, case, other, self.agents[0])
        made = case.merges.filter(ended_at=None).last()
        if made is not None and parts:
            self.attempt(part, made, self.agents[0])

    def splits(self, case: Case, *, into: Case | None, ends: bool) -> None:
        """The customer's last message is read in another case, and perhaps here again."""
        last = Message.objects.of(case).filter(direction="in").last()
        self.attempt(split, case, [last.pk] if last else [], self.agents[0], into=into)
        made = Split.objects.filter(source=case, ended_at=None).last()
        if made is not None and ends:
            self.attempt(end_split, made, self.agents[0])

    def bounces(self) -> None:
        """Our last mail comes back."""
        message = Message.objects.filter(direction="out", dispatch__state="delivered").last()
        if message is not None:
            bounced(message.message_id, reason="5.1.1", permanent=True, at=self.now)

    def changes_times(self, minutes: int) -> None:
        """The office changes how soon an answer is due."""
        settings = DeskSettings.current()
        settings.times = {"answer_minutes": minutes}
        settings.save()

    def waits(self, span: timedelta) -> None:
        """Time passes, and the worker does what it brings."""
        self.now += span
        leave_due(now=self.now)
        deliver_due(self.postbox, worker="one")
        break_due(now=self.now)
        followups.run_out(now=self.now)
        followups.notice_silence(now=self.now)
