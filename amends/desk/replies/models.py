"""Drafts that survive everything, reasons for questions left unanswered, and how often receipts went where."""

from typing import ClassVar

from django.db import models

from amends.desk.cases.models import Attachment, Case, Message
from amends.desk.people.models import Agent


class Draft(models.Model):
    """What an agent is writing in a case; it stays until sent or emptied."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="drafts")
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="drafts")
    text = models.TextField(blank=True)
    to = models.JSONField(default=list, blank=True)
    cc = models.JSONField(default=list, blank=True)
    attachments = models.ManyToManyField(Attachment, blank=True, related_name="drafts")
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "agent"], name="one_draft_each")]

    def __str__(self) -> str:
        return f"draft of {self.agent} in {self.case}"


class Excuse(models.Model):
    """A question of the customer's that a reply left open, and why; shown to the lead and counted."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="excuses")
    question = models.TextField()
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.reason


class Receipt(models.Model):
    """That an automatic receipt went to a person of a house; counted, so that machines don't answer each other."""

    person = models.CharField(max_length=320, help_text="The address without what stands behind a plus.")
    house = models.CharField(max_length=320, help_text="The domain under which the address was made up.")
    sent_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "sent_at"], name="receipt_by_person"),
            models.Index(fields=["house", "sent_at"], name="receipt_by_house"),
        ]

    def __str__(self) -> str:
        return f"receipt to {self.person}"
