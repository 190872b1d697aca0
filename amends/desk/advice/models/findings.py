"""What became of the coach's findings, and what was sent all the same."""

from typing import ClassVar, Self

from django.db import models

from amends.desk.cases.models import Case, Message, OfCaseQuerySet
from amends.desk.people.models import Agent


class OutcomeQuerySet(OfCaseQuerySet["Outcome"]):
    """Many outcomes."""

    def standing(self) -> Self:
        """Return those that nobody took back."""
        return self.filter(withdrawn_at=None)


class Outcome(models.Model):
    """What became of one finding: its advice was taken, it was dismissed, or it stood when the reply was sent.

    `place` are the folded words it was said of, none where it is about the whole draft. `message` is the reply with
    which it went; until then it belongs to the draft.
    """

    class Kind(models.TextChoices):
        """What became of it."""

        TAKEN = "taken"
        ONCE = "once"
        CASE = "case"
        ME = "me"
        WRONG = "wrong"
        KEPT = "kept"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="finding_outcomes")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=80)
    kind = models.CharField(max_length=5, choices=Kind)
    place = models.CharField(max_length=300, blank=True)
    sentence = models.TextField(blank=True, help_text="Where it was reported wrong, the words it was wrong about.")
    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, null=True, blank=True, related_name="finding_outcomes", db_index=True
    )
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["rule", "kind"], condition=models.Q(withdrawn_at=None), name="outcome_by_rule"),
            models.Index(
                fields=["agent", "rule"], condition=models.Q(kind="me", withdrawn_at=None), name="outcome_for_me"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.kind}"


class Override(models.Model):
    """Something that was held and went all the same, and why; shown to leads and counted."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="overrides")
    rule = models.CharField(max_length=80)
    words = models.CharField(max_length=300)
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason}"
