"""Hand-offs: one agent brings another in, with a briefing; nobody passes a customer on cold (C5.2)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.desk.cases.models import Case, Note
from amends.desk.people.models import Agent


class Handoff(models.Model):
    """A case offered to a colleague. The giver owns it until it is accepted, and keeps the follow-up."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handoffs")
    giver = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="handed_off")
    taker = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="offered_handoffs")
    briefing = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    introduces = models.BooleanField(default=False, help_text="The customer gets a mail that names both.")
    accept_by = models.DateTimeField(null=True, blank=True, help_text="Afterwards it goes back to the giver.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(accepted_at=None, declined_at=None), name="one_open_handoff"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["accept_by"], condition=Q(accepted_at=None, declined_at=None), name="handoff_to_accept"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} to {self.taker}"

    @property
    def is_open(self) -> bool:
        """Whether the receiver has still to say yes or no."""
        return self.accepted_at is None and self.declined_at is None
