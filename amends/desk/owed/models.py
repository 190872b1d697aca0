"""What we owe: one row an obligation, and the detail of promises and of what the customer will do."""

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from amends.desk.cases.models import Case, Event, OfCaseQuerySet
from amends.desk.owed.rules import exact
from amends.desk.people.models import Agent, Team

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.money import Money


class ObligationQuerySet(OfCaseQuerySet["Obligation"]):
    """Many obligations."""

    def open(self) -> Self:
        """Return what is still owed."""
        return self.filter(settled_by=None)

    def overdue(self, *, now: "datetime") -> Self:
        """Return what is owed and late."""
        return self.open().filter(due__lt=now)


class Obligation(models.Model):
    """One thing owed to the customer of a case. Written by `owed.reckon` only."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="obligations")
    kind = models.CharField(max_length=12)
    opened_by = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="opened", db_index=False)
    opened_at = models.DateTimeField()
    due = models.DateTimeField()
    not_before = models.DateTimeField(null=True, blank=True)
    moved_by = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    settled_by = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="settled", db_index=False
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    waived = models.BooleanField(default=False)
    paused = models.BooleanField(default=False)
    chase_at = models.DateTimeField(null=True, blank=True, help_text="When somebody is to be reminded next.")
    owner = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, blank=True, related_name="obligations")
    backup = models.ForeignKey(
        Agent, on_delete=models.SET_NULL, null=True, blank=True, related_name="backs_up", db_index=False
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="obligations", db_index=False)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "opened_by"], name="an_event_opens_a_kind_once"),
            models.CheckConstraint(
                condition=Q(settled_by=None, settled_at=None) | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="settled_by_an_event",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due"], condition=Q(settled_by=None), name="owed_soonest"),
            models.Index(fields=["kind", "due"], condition=Q(settled_by=None), name="owed_by_kind"),
            models.Index(fields=["case"], condition=Q(settled_by=None), name="owed_of_case"),
            models.Index(
                fields=["chase_at"], condition=Q(settled_by=None, chase_at__isnull=False), name="owed_to_chase"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in case {self.case_id}"

    @property
    def key(self) -> tuple[str, int]:
        """What makes it the same obligation whenever the facts are read again."""
        return (self.kind, self.opened_by_id)


class PromiseQuerySet(OfCaseQuerySet["Promise"]):
    """Many promises."""

    def outstanding(self) -> Self:
        """Return those that have still to be delivered, in open cases."""
        return self.filter(kept_at=None, withdrawn_at=None, case__closed_at=None)


class Promise(models.Model):
    """What exactly was promised: the detail of an obligation of kind promise."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="promises")
    what = models.CharField(max_length=300)
    amount = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    remedy = models.CharField(max_length=20, blank=True, help_text="What it is in the words of policies.")
    due = models.DateTimeField()
    owner = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="promises")
    backup = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    obligation = models.OneToOneField(
        Obligation, on_delete=models.PROTECT, null=True, blank=True, related_name="promise"
    )
    evidence = models.CharField(max_length=300, blank=True)
    evidence_on = models.DateTimeField(null=True, blank=True)
    kept_at = models.DateTimeField(null=True, blank=True)
    broken_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["due", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["due"], condition=Q(kept_at=None, withdrawn_at=None), name="promise_soonest"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        """Whether it has still to be delivered."""
        return self.kept_at is None and self.withdrawn_at is None

    @property
    def money(self) -> "Money | None":
        """Its amount, exact; none where it is not about money."""
        return exact(self.amount, self.currency)

    @property
    def outstanding(self) -> "Money | None":
        """What has still to arrive of its amount; none where it is not about money."""
        if self.amount is None:
            return None
        arrived = sum((part.amount or Decimal(0) for part in self.deliveries.all()), Decimal(0))
        return exact(self.amount - arrived, self.currency)


class Delivery(models.Model):
    """A part, or all, of what was promised has reached the customer, by evidence; a ledger adds these up."""

    class Source(models.TextChoices):
        """Who says so."""

        HAND = "hand"
        HOOK = "hook"

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="deliveries")
    amount = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    reference = models.CharField(max_length=300)
    on = models.DateTimeField(help_text="When it reached them, as the evidence says.")
    source = models.CharField(max_length=4, choices=Source, default=Source.HAND)
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["on", "pk"]

    def __str__(self) -> str:
        return self.reference


class ActionItem(models.Model):
    """What the customer said they would do; never broken, it only makes our own promises wait."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="action_items")
    what = models.CharField(max_length=300)
    due = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    objects = OfCaseQuerySet["ActionItem"].as_manager()

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]

    def __str__(self) -> str:
        return self.what


class Waiver(models.Model):
    """Why a person decided that something is owed no more; listed and counted."""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="waivers")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="waivers")
    reason = models.CharField(max_length=500)
    waived_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason


class Chase(models.Model):
    """One reminder about one obligation to one agent; gathered into digests."""

    class Step(models.TextChoices):
        """Whose turn it is to be reminded."""

        OWNER = "owner"
        BACKUP = "backup"
        LEAD = "lead"

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="chases")
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="chases")
    step = models.CharField(max_length=6, choices=Step)
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["obligation", "agent", "step"], name="chased_once_a_step")
        ]
        indexes: ClassVar = [models.Index(fields=["at"], condition=Q(told_at=None), name="chase_untold")]

    def __str__(self) -> str:
        return f"{self.agent} about {self.obligation}"
