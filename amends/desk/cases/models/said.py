"""What was said in a case: messages of both sides, with attachments, and our notes."""

from typing import ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from amends.desk.cases.models.case import Case, OfCaseQuerySet
from amends.desk.channels.models import Mailbox
from amends.desk.people.models import Address, Agent


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Many attachments."""

    def visible_to(self, agent: Agent) -> Self:
        """Return those that are with a message of a case that `agent` may see."""
        return self.filter(message__case__in=Case.objects.visible_to(agent).values("pk"))


class MessageQuerySet(OfCaseQuerySet["Message"]):
    """Many messages; one that was moved is read in the case that it was moved to."""

    def of(self, *cases: Case) -> Self:
        """Return those read in `cases`: their own, those of what was merged into them, and those moved there."""
        of_them = Case.objects.filter(Q(pk__in=(ids := [case.pk for case in cases])) | Q(merged_into__in=ids))
        moves = apps.get_model("cases", "Moved")._default_manager.filter(split__ended_at=None)
        here = moves.filter(split__into__in=of_them.values("pk"))
        own = Q(case__in=of_them.values("pk")) & ~Q(pk__in=moves.values("message"))
        return self.filter(own | Q(pk__in=here.values("message")))


class Message(models.Model):
    """Something said to us or by us. A row never changes once it is there, but for how it was heard."""

    class Direction(models.TextChoices):
        """Who speaks."""

        IN = "in"
        OUT = "out"

    class Kind(models.TextChoices):
        """What sort of message of ours, or of theirs, it is."""

        MESSAGE = "message"
        REPLY = "reply"
        RECEIPT = "receipt"
        STATEMENT = "statement"
        FOLLOW_UP = "follow_up"
        LINK = "link"
        NUDGE = "nudge"
        CODE = "code"
        AUTO = "auto_reply"
        CALL = "call"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages", db_index=False)
    direction = models.CharField(max_length=3, choices=Direction)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.MESSAGE)
    channel = models.CharField(max_length=10, default="email")
    agent = models.ForeignKey(
        Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="messages", db_index=False
    )
    address = models.ForeignKey(Address, on_delete=models.PROTECT, null=True, blank=True, related_name="messages")
    mailbox = models.ForeignKey(
        Mailbox, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages", db_index=False
    )
    verified = models.BooleanField(default=True)
    sender_name = models.CharField(max_length=200, blank=True)
    to = models.JSONField(default=list)
    cc = models.JSONField(default=list)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    own_text = models.TextField(blank=True, help_text="What is new in it: without quotes and signature.")
    message_id = models.CharField(max_length=998, blank=True)
    in_reply_to = models.CharField(max_length=998, blank=True)
    references = models.JSONField(default=list)
    own_digest = models.CharField(max_length=64, blank=True)
    raw_digest = models.CharField(max_length=64, blank=True)
    heard = models.JSONField(default=dict, blank=True)
    problems = models.JSONField(default=list, blank=True)
    # No default, so that SQLite adds the column without building the table, and its triggers, anew.
    particulars = models.JSONField(null=True, blank=True, help_text="What a mail carried besides words and files.")
    said_at = models.DateTimeField()

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["said_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["message_id"], name="message_by_id"),
            models.Index(fields=["case", "said_at"], name="message_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.kind} in case {self.case_id}"

    @property
    def shown(self) -> str:
        """The part that is new, or all of it where nothing could be told apart."""
        return self.own_text or self.text

    def home(self) -> Case:
        """Return the case in which it is read: the one it was moved to, or its own or that one's survivor."""
        moved = self.moves.filter(split__ended_at=None).select_related("split__into__merged_into").first()
        return (moved.split.into if moved else self.case).survivor()

    @property
    def is_ours(self) -> bool:
        """Whether we said it."""
        return self.direction == self.Direction.OUT


class Attachment(models.Model):
    """A file that came or goes with a message, or waits in a draft; its bytes lie under their digest."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments")
    name = models.CharField(max_length=255)
    type = models.CharField(max_length=120, default="application/octet-stream")
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    inline = models.BooleanField(default=False)
    part = models.PositiveIntegerField(
        null=True, blank=True, help_text="Which attachment of the raw mail it is; none where its own bytes are kept."
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["sha256"], condition=Q(part__isnull=False), name="attachment_by_digest")
        ]

    def __str__(self) -> str:
        return self.name


class Note(models.Model):
    """Something only we see: a note, or the record of a call."""

    class Kind(models.TextChoices):
        """What sort of note."""

        NOTE = "note"
        CALL = "call"
        BRIEFING = "briefing"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NOTE)
    text = models.TextField()
    reached = models.BooleanField(null=True, blank=True)
    written_at = models.DateTimeField()

    objects = OfCaseQuerySet["Note"].as_manager()

    class Meta:
        ordering: ClassVar = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} in case {self.case_id}"
