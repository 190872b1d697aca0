"""Questions that agents added to what was heard, or struck from it."""

from typing import ClassVar

from django.db import models

from amends.desk.cases.models import Case, Message, OfCaseQuerySet
from amends.desk.people.models import Agent


class Example(models.Model):
    """Words of a customer that are a question although nobody heard one, or none although one was heard.

    The newest one of the same words in a case holds there; `key` are the words folded, for the same words elsewhere.
    """

    class Kind(models.TextChoices):
        """What the agent said they are."""

        ADDED = "added"
        STRUCK = "struck"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="question_examples")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="question_examples")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)
    text = models.TextField()
    start = models.PositiveIntegerField(help_text="Code points from where the message's own words begin.")
    end = models.PositiveIntegerField()
    key = models.CharField(max_length=300, db_index=True)
    at = models.DateTimeField()

    objects = OfCaseQuerySet["Example"].as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"
