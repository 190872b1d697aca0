"""Arrivals: every message that reached us, kept before anything else happens."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from amends.desk.cases.models import Message
from amends.desk.channels.models import Mailbox
from amends.desk.people.models import Agent


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    """Many arrivals."""

    def visible_to(self, agent: Agent) -> Self:
        """Return what `agent` may see: the pile belongs to everybody who works here."""
        return self if agent.is_active else self.none()

    def on_pile(self) -> Self:
        """Return what lies on the pile, newest first."""
        return self.exclude(pile_reason="").filter(settled_at=None).order_by("-arrived_at", "-pk")

    def put_aside(self) -> Self:
        """Return what was taken off the pile as not for us, newest first."""
        return self.exclude(pile_reason="").filter(message=None).exclude(settled_at=None).order_by("-settled_at", "-pk")


class Arrival(models.Model):
    """One raw mail that reached us, and where it went: a message of a case, or the pile."""

    class Reason(models.TextChoices):
        """Why it is on the pile."""

        EMPTY = "empty"
        TOO_BIG = "too_big"
        UNREADABLE = "unreadable"
        NO_SENDER = "no_sender"
        OURSELVES = "ourselves"
        AUTOMATIC = "automatic"
        BOUNCE = "bounce"
        AGENT = "agent"
        LOOP = "loop"
        REFUSED = "refused"
        NOT_FOR_US = "not_for_us"

    digest = models.CharField(max_length=64, help_text="SHA-256 of the raw bytes, under which they are kept.")
    size = models.PositiveBigIntegerField()
    mailbox = models.ForeignKey(Mailbox, on_delete=models.SET_NULL, null=True, blank=True, related_name="arrivals")
    uidvalidity = models.BigIntegerField(null=True, blank=True)
    uid = models.BigIntegerField(null=True, blank=True)
    arrived_at = models.DateTimeField(help_text="When it reached the server.")
    received_at = models.DateTimeField(help_text="When we kept it.")
    live = models.BooleanField(default=True)
    source = models.CharField(max_length=300, blank=True)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="arrivals")
    same_as = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="again", db_index=False
    )
    pile_reason = models.CharField(max_length=12, choices=Reason, blank=True)
    sender = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    problems = models.JSONField(default=list, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When somebody took it off the pile.")
    settled_by = models.ForeignKey(
        Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mailbox", "uidvalidity", "uid"], condition=Q(uid__isnull=False), name="a_uid_arrives_once"
            ),
            models.UniqueConstraint(fields=["digest"], condition=Q(same_as=None), name="the_same_bytes_arrive_once"),
        ]
        # What is empty in nearly every row stands in an index only where it is not.
        indexes: ClassVar = [
            models.Index(fields=["same_as"], condition=Q(same_as__isnull=False), name="arrival_again"),
            models.Index(fields=["settled_by"], condition=Q(settled_by__isnull=False), name="arrival_settled"),
            models.Index(
                fields=["-arrived_at"], condition=~Q(pile_reason="") & Q(settled_at=None), name="arrival_on_pile"
            ),
        ]

    def __str__(self) -> str:
        return self.digest[:12]


class Awaited(models.Model):
    """An id that a machine's mail on the pile names: once a mail bears or names it too, the piled one has a home."""

    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, related_name="awaits")
    value = models.CharField(max_length=998)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["value"], name="awaited_ids")]

    def __str__(self) -> str:
        return self.value
