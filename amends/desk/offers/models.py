"""What we offer, who gave leave for it, what the customer chose, and the promises that came of it."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from amends.craft.money import Money
from amends.desk.cases.models import Case, Message, Note, OfCaseQuerySet
from amends.desk.delivery.models import Dispatch
from amends.desk.owed.models import Promise
from amends.desk.owed.rules import exact
from amends.desk.people.models import Agent
from amends.desk.policies.models import Version

if TYPE_CHECKING:
    from datetime import datetime

MOST_DAYS = 366


class OfferQuerySet(OfCaseQuerySet["Offer"]):
    """Many offers."""

    def standing(self) -> Self:
        """Return those that were neither taken back, nor turned down, nor agreed to."""
        return self.filter(withdrawn_at=None, declined_at=None, agreement=None)

    def unsaid(self) -> Self:
        """Return those that have not been put to the customer."""
        return self.standing().filter(message=None, note=None)

    def made(self) -> Self:
        """Return those that were said to the customer: in a call, or in a reply that is past undoing."""
        gone = Q(message__dispatch__state__in=[Dispatch.State.LEAVING, Dispatch.State.DELIVERED])
        return self.filter(Q(note__isnull=False) | gone)


class Offer(models.Model):
    """What may put it right: options to choose from, or a refusal with its reason and another way (C2.6)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="offers")
    made_by = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="offers")
    drafted_at = models.DateTimeField()
    together = models.BooleanField(default=False, help_text="All options belong to it; nothing is to be chosen.")
    refuses = models.BooleanField(default=False)
    reason = models.TextField(blank=True, help_text="Why not, where it refuses.")
    appeal = models.TextField(blank=True, help_text="Where else the customer can turn.")
    why_different = models.TextField(blank=True, help_text="Why it lies outside of what alike cases got.")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="offers")
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, blank=True, related_name="offers")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["drafted_at", "pk"]

    def __str__(self) -> str:
        return f"offer {self.pk} in {self.case}"

    @property
    def is_said(self) -> bool:
        """Whether a reply or a call carries it; a reply may still be undone."""
        return self.message_id is not None or self.note_id is not None


class Option(models.Model):
    """One thing the customer may choose, as it was worked out when it was offered; it never changes."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    remedy = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    due_days = models.PositiveSmallIntegerField(default=3, help_text="Working days from the agreement.")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="offered")
    option_key = models.CharField(max_length=60, blank=True, help_text="Which option of the policy it is.")
    clause = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering: ClassVar = ["offer", "position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["offer", "position"], name="one_option_a_place")]

    def __str__(self) -> str:
        return self.title

    @property
    def money(self) -> Money | None:
        """Its amount, exact; none for what is not worth money."""
        return exact(self.amount, self.currency)


class Approval(models.Model):
    """Leave to offer what lies beyond the asker's authority: asked of one person, decided by one (C3.5)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="approvals")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="approvals")
    asked_by = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="approvals_asked")
    asked_at = models.DateTimeField()
    why = models.TextField(blank=True)
    granted = models.BooleanField(null=True, blank=True)
    decided_by = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    objects = OfCaseQuerySet["Approval"].as_manager()

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["option"], condition=Q(decided_at=None), name="asked_once_at_a_time")
        ]
        indexes: ClassVar = [models.Index(fields=["approver"], condition=Q(decided_at=None), name="approval_open")]

    def __str__(self) -> str:
        return f"approval of {self.option}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.decided_at is None


class Agreement(models.Model):
    """The customer chose: what, how we know, and what became of it."""

    class How(models.TextChoices):
        """How the choice reached us."""

        PORTAL = "portal"
        REPLY = "reply"
        WORD = "word"

    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="agreement")
    how = models.CharField(max_length=6, choices=How)
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True, help_text="What they said, where it was said by word of mouth.")
    agreed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"agreement to {self.offer}"


class Agreed(models.Model):
    """One option that was agreed to, and the promise it became."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="agreed")
    option = models.OneToOneField(Option, on_delete=models.PROTECT, related_name="agreed")
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="agreed")

    def __str__(self) -> str:
        return f"{self.option} agreed"


def days_since(at: "datetime", *, now: "datetime") -> int:
    """Return the whole days between two instants; never below zero."""
    return max((now - at).days, 0)
