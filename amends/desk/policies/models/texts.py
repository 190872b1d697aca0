"""The texts of the desk: mails by template, and passages for replies."""

from typing import ClassVar

from django.db import models


class Text(models.Model):
    """A mail that the desk sends by template, per kind and language; where absent the packaged one is used."""

    class Kind(models.TextChoices):
        """Which mail it is."""

        RECEIPT = "receipt"
        STATEMENT = "statement"
        FOLLOW_UP = "follow_up"
        LINK = "link"
        NUDGE = "nudge"
        CODE = "code"
        INTRODUCTION = "introduction"

    kind = models.CharField(max_length=12, choices=Kind)
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "language"], name="one_text_a_language")]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"


class TextBlock(models.Model):
    """A passage that agents put into replies; its variables are filled or refused."""

    name = models.CharField(max_length=80)
    language = models.CharField(max_length=8, default="en")
    body = models.TextField()

    class Meta:
        ordering: ClassVar = ["language", "name"]

    def __str__(self) -> str:
        return self.name
