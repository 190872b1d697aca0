"""Dispatches: one delivery of one message of ours, from its ten seconds of grace to the server's OK."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.desk.cases.models import Message
from amends.desk.channels.models import Mailbox


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
    automatic = models.BooleanField(default=False, help_text="No person wrote or sent it.")
    mailbox = models.ForeignKey(
        Mailbox,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="dispatches",
        db_index=False,
        help_text="By which it was tried last, or waits.",
    )

    class Meta:
        verbose_name_plural = "dispatches"
        indexes: ClassVar = [
            models.Index(fields=["leaves_at"], condition=Q(state="waiting"), name="dispatch_waiting"),
            models.Index(fields=["lease_until"], condition=Q(state="leaving"), name="dispatch_leaving"),
            models.Index(fields=["message"], condition=Q(state="failed"), name="dispatch_failed"),
            models.Index(
                fields=["mailbox", "tried_at"], condition=Q(tried_at__isnull=False), name="dispatch_by_mailbox"
            ),
            models.Index(fields=["message"], condition=Q(maybe_twice=True), name="dispatch_maybe_twice"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.message_id}"


class Outlet(models.Model):
    """How sending goes for a mailbox: while its server takes nothing of ours, all its letters wait here together.

    A row of its own, because an office form that saves the mailbox must not touch what a worker writes.
    """

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, primary_key=True, related_name="outlet")
    failing_since = models.DateTimeField(null=True, blank=True, help_text="By real time.")
    error = models.CharField(max_length=500, blank=True, help_text="In words for people.")
    refusals = models.PositiveIntegerField(default=0, help_text="In a row.")
    rests_until = models.DateTimeField(null=True, blank=True, help_text="By real time.")

    def __str__(self) -> str:
        return f"{self.mailbox_id}: {self.error or 'sends'}"
