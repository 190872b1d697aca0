"""How messages and cases hang together, and who looks at a case just now."""

from typing import ClassVar

from django.db import models

from amends.desk.cases.models.case import Case, OfCaseQuerySet
from amends.desk.people.models import Agent


class KnownId(models.Model):
    """A Message-ID that belongs to a case: seen, sent, or only named by somebody as an ancestor."""

    value = models.CharField(max_length=998, unique=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="known_ids", db_index=False)

    def __str__(self) -> str:
        return self.value


class Kept(models.Model):
    """Bytes under their SHA-256: raw mail and attachments that are small enough for the database (see kept.py)."""

    digest = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()

    class Meta:
        verbose_name_plural = "kept"

    def __str__(self) -> str:
        return self.digest[:12]


class Link(models.Model):
    """A newer case that has to do with an older one."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")
    older = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="linked_from")
    agent = models.ForeignKey(Agent, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "older"], name="linked_once")]

    def __str__(self) -> str:
        return f"{self.case} to {self.older}"


class Merge(models.Model):
    """One case read as part of another, until it is ended; both numbers lead to the survivor."""

    source = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="merges")
    into = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="merges_in")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    merged_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.source} into {self.into}"


class Unrelated(models.Model):
    """Two cases of which somebody said that they don't belong together; the one with the lower id stands first."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "other"], name="unrelated_once")]

    def __str__(self) -> str:
        return f"{self.case} is not {self.other}"


class Split(models.Model):
    """Messages of one case that are read in another one, until it is ended; their rows stay where they are."""

    source = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="splits")
    into = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="splits_in")
    opened = models.BooleanField(help_text="Whether the other case was opened for them.")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    split_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"part of {self.source} into {self.into}"


class Moved(models.Model):
    """A message that was moved with a split."""

    split = models.ForeignKey(Split, on_delete=models.CASCADE, related_name="moved")
    message = models.ForeignKey("cases.Message", on_delete=models.PROTECT, related_name="moves")

    class Meta:
        verbose_name_plural = "moved"
        constraints: ClassVar = [models.UniqueConstraint(fields=["split", "message"], name="moved_once_a_split")]

    def __str__(self) -> str:
        return f"{self.message} with {self.split}"


class Presence(models.Model):
    """An agent who has a case open in front of them, and perhaps writes."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="presences")
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="presences")
    seen_at = models.DateTimeField()
    writing = models.BooleanField(default=False)

    objects = OfCaseQuerySet["Presence"].as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "agent"], name="one_presence_each")]

    def __str__(self) -> str:
        return f"{self.agent} at {self.case}"
