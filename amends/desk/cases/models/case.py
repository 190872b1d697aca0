"""A case: one matter of one customer, and who takes part in it."""

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from amends.desk.cases.rules import matter_of, new_number
from amends.desk.channels.models import Mailbox
from amends.desk.people import sql
from amends.desk.people.models import DESK_TEAM, Address, Agent, Customer, Team
from amends.desk.policies.models import Situation

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.cases.models.events import Event
    from amends.desk.cases.rules import EventKind

_OPEN = Q(closed_at=None, merged_into=None)
_CLOSED = Q(closed_at__isnull=False, merged_into=None)


@cache
def _event_model() -> "type[Event]":
    """Return the model of events, which is made after this one."""
    return apps.get_model("cases", "Event")


def _teams_of(agent: Agent) -> models.QuerySet[Any, Any]:
    """Return the ids of the agent's teams, to be asked inside another question."""
    return Agent.teams.through.objects.filter(agent=agent).values("team")


class CaseQuerySet(models.QuerySet["Case"]):
    """Many cases."""

    def visible_to(self, agent: Agent) -> Self:
        """Return the cases that `agent` may see: all for a lead, else those of the agent's teams."""
        if agent.is_lead:
            return self
        return self.filter(team__in=_teams_of(agent))

    def open(self) -> Self:
        """Return those that are not closed."""
        return self.filter(closed_at=None)

    def surviving(self) -> Self:
        """Return those that were not merged into another."""
        return self.filter(merged_into=None)


class OfCaseQuerySet[Row: models.Model](models.QuerySet[Row]):
    """Rows that belong to a case."""

    def visible_to(self, agent: Agent) -> Self:
        """Return those of cases that `agent` may see."""
        return self if agent.is_lead else self.filter(case__team__in=_teams_of(agent))

    def of(self, *cases: "Case") -> Self:
        """Return those of `cases` and of what was merged into them: a merged case is read through its survivor."""
        ids = [case.pk for case in cases]
        # Asked apart, so that each half finds its index; joined, SQLite would read the whole table.
        return self.filter(case__in=Case.objects.filter(Q(pk__in=ids) | Q(merged_into__in=ids)).values("pk"))


class Case(models.Model):
    """One matter of one customer. Kind, heat and the due columns are written by `owed.reckon` from the facts."""

    class Kind(models.TextChoices):
        """Whether something went wrong, or somebody asks."""

        COMPLAINT = "complaint"
        ENQUIRY = "enquiry"

    number = models.CharField(max_length=8, unique=True)
    subject = models.CharField(max_length=300, blank=True)
    matter = models.CharField(max_length=300, blank=True, help_text="The subject as it is compared.")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="cases")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="cases", db_index=False)
    owner = models.ForeignKey(
        Agent, on_delete=models.SET_NULL, null=True, blank=True, related_name="cases", db_index=False
    )
    mailbox = models.ForeignKey(
        Mailbox, on_delete=models.SET_NULL, null=True, blank=True, related_name="cases", db_index=False
    )
    channel = models.CharField(max_length=10, default="email")
    want = models.TextField(blank=True, help_text="What would put it right, in the customer's words.")
    understanding_text = models.TextField(blank=True, help_text="What we understood, as told to the customer.")
    offer_text = models.TextField(blank=True, help_text="What we offered, in plain words.")
    situation = models.ForeignKey(
        Situation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="cases",
        db_index=False,
        help_text="As people decided.",
    )
    known = models.JSONField(default=dict, blank=True, help_text="What policies ask about: field names and values.")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", db_index=False
    )
    link_generation = models.PositiveIntegerField(default=1, help_text="Raising it ends all links given to customers.")
    # Computed by owed.reckon, kept because lists sort and filter by them.
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ENQUIRY)
    understanding = models.CharField(max_length=10, default="none")
    heat = models.PositiveSmallIntegerField(default=0)
    tone = models.CharField(max_length=14, blank=True)
    tone_before = models.CharField(max_length=14, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    owed_kind = models.CharField(max_length=12, blank=True, help_text="The most urgent thing owed.")
    last_said_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        # The lists of the desk, each with the index it is read by. The first one holds all that the rail counts by,
        # down to what its condition already says: SQLite looks a row up unless every column named lies in the index.
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id", "owner", "team", "owed_kind", "closed_at", "merged_into"],
                condition=_OPEN,
                name="case_owed_soonest",
            ),
            models.Index(fields=["owner", "due_at", "id"], condition=_OPEN, name="case_mine_soonest"),
            models.Index(fields=["owed_kind", "due_at", "id"], condition=_OPEN, name="case_by_verb"),
            models.Index(fields=["-last_said_at", "-id"], condition=Q(merged_into=None), name="case_newest"),
            models.Index(fields=["-last_said_at", "-id"], condition=_CLOSED, name="case_closed_newest"),
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="case_merged"),
            models.Index(fields=["owner"], condition=Q(owner__isnull=False), name="case_of_owner"),
            models.Index(fields=["situation"], condition=Q(situation__isnull=False), name="case_of_situation"),
            models.Index(fields=["matter"], condition=_OPEN & ~Q(matter=""), name="case_by_matter"),
        ]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def open_for(
        cls, customer: Customer, *, subject: str, channel: str, now: "datetime", mailbox: Mailbox | None = None
    ) -> "Case":
        """Open a case of the team Desk under a number that nobody has yet."""
        subject = subject.strip()[:300]
        team = sql.first("SELECT id FROM people_team WHERE name = %s", [DESK_TEAM])
        if team is None:
            team = Team.objects.create(name=DESK_TEAM).pk
        case = sql.fresh(
            cls,
            subject=subject,
            matter=matter_of(subject),
            customer=customer,
            team_id=team,
            mailbox=mailbox,
            channel=channel,
            opened_at=now,
            last_said_at=now,
        )
        for attempt in range(40):
            case.number = new_number(4 + attempt // 8)
            if sql.insert_unless_taken(case, "number"):
                return case
        msg = "no free case number was found"
        raise RuntimeError(msg)

    @classmethod
    def locked(cls, pk: int) -> "Case":
        """Return the case, locked until the transaction ends, so that its books are kept by one at a time.

        A merged case stands for its survivor.
        """
        case = sql.locked(cls, pk)
        if case is None:
            raise cls.DoesNotExist
        return case if case.merged_into_id is None else cls.locked(case.merged_into_id)

    def survivor(self) -> "Case":
        """Return the case that stands for this one: itself, or the one it was merged into."""
        return self.merged_into or self

    @property
    def is_open(self) -> bool:
        """Whether it is still open."""
        return self.closed_at is None

    def write(self, kind: "EventKind", /, *, at: "datetime", agent: Agent | None = None, **data: object) -> "Event":
        """Write down what happened; `data` holds ids and codes, never anybody's words."""
        return sql.insert(self.event(kind, at=at, agent=agent, **data))

    def event(self, kind: "EventKind", /, *, at: "datetime", agent: Agent | None = None, **data: object) -> "Event":
        """Return what happened without writing it down: for who writes several at once."""
        return sql.fresh(_event_model(), case=self, kind=kind, happened_at=at, agent=agent, data=data)

    def close(self, outcome: str, *, at: "datetime", agent: Agent | None = None) -> "Event":
        """End the case with an outcome."""
        self.closed_at, self.outcome = at, outcome
        self.save(update_fields=["closed_at", "outcome"])
        return self.write("case.closed", at=at, agent=agent, outcome=outcome)

    def reopen(self, *, at: "datetime", agent: Agent | None = None) -> "Event":
        """Open a closed case again; what happened before stays."""
        self.closed_at, self.outcome = None, ""
        self.save(update_fields=["closed_at", "outcome"])
        return self.write("case.reopened", at=at, agent=agent)

    def give_to(self, agent: Agent | None) -> None:
        """Change the owner; without one the team owes it."""
        self.owner = agent
        self.save(update_fields=["owner"])

    def end_links(self) -> None:
        """End every link to this case that was given to a customer."""
        self.link_generation += 1
        self.save(update_fields=["link_generation"])


class Participant(models.Model):
    """Somebody who takes part in a case by an address; unverified until known to belong to it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="participants", db_index=False)
    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="participations")
    verified = models.BooleanField(default=False)
    proved_at = models.DateTimeField(null=True, blank=True, help_text="A code mailed to the address came back.")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "address"], name="one_participant_an_address")]

    def __str__(self) -> str:
        return f"{self.address} in {self.case}"
