"""Dispatches: one delivery of one message of ours, from its ten seconds of grace to the server's OK."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.desk.cases.models import Message


class Dispatch(models.Model):
    """One delivery of one message.

    waiting → (undone) recalled, or → leaving → delivered, retrying or failed. A row that is leaving belongs to the
    worker that holds its lease; when the lease ran out after `tried_at` was set, it may have been sent twice.
    """

    class State(models.TextChoices):
        """Where it is on its way out."""

        WAITING = "waiting"
        LEAVING = "leaving"
        DELIVERED = "delivered"
        FAILED = "failed"
        RECALLED = "recalled"

    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="dispatch")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    leaves_at = models.DateTimeField(help_text="By the desk's clock.")
    left_at = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True, help_text="By real time.")
    lease_until = models.DateTimeField(null=True, blank=True, help_text="By real time.")
    worker = models.CharField(max_length=64, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True, help_text="Set before the server is given the bytes.")
    attempts = models.PositiveIntegerField(default=0)
    raw_digest = models.CharField(max_length=64, blank=True, help_text="The exact bytes, made before the first try.")
    done_for = models.JSONField(default=list, blank=True, help_text="Recipients who need no further try, if not all.")
    delivered_at = models.DateTimeField(null=True, blank=True)
    maybe_twice = models.BooleanField(default=False)
    bounced = models.BooleanField(default=False)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "dispatches"
        indexes: ClassVar = [
            models.Index(fields=["leaves_at"], condition=Q(state="waiting"), name="dispatch_waiting"),
            models.Index(fields=["lease_until"], condition=Q(state="leaving"), name="dispatch_leaving"),
            models.Index(fields=["message"], condition=Q(state="failed"), name="dispatch_failed"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.message_id}"
