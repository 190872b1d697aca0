"""What happened in a case: rows that are only ever added."""

from typing import ClassVar

from django.db import models

from amends.craft.journey import Fact, fact_of
from amends.desk.cases.models.case import Case, OfCaseQuerySet
from amends.desk.people.models import Agent


class Event(models.Model):
    """One thing that happened. Its id orders events as they became known; the database refuses changes."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=32)
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    data = models.JSONField(default=dict)
    happened_at = models.DateTimeField()

    objects = OfCaseQuerySet["Event"].as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["kind", "happened_at"], name="event_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} in case {self.case_id}"

    @property
    def fact(self) -> Fact | None:
        """What the journey reads of it, if anything."""
        return fact_of(self.kind, self.pk, self.happened_at, self.data)
