"""What was written down in a play: one row a record, of which some wait for a second person."""

from typing import TYPE_CHECKING, ClassVar, Self, cast

from django.db import models
from django.db.models import Exists, OuterRef, Q

from amends.craft.plays import Record
from amends.desk.cases.models import Case
from amends.desk.cases.models.case import OfCaseQuerySet
from amends.desk.people.models import Agent

if TYPE_CHECKING:
    from amends.craft.plays import Detail, RecordKind


class PlayRecordQuerySet(OfCaseQuerySet["PlayRecord"]):
    """Many records."""

    def standing(self) -> Self:
        """Return those that count: of two people where two are needed."""
        return self.filter(waits=False, withdrawn_at=None)

    def waiting(self) -> Self:
        """Return those that wait for a second person."""
        return self.filter(waits=True, withdrawn_at=None)

    def unsupported(self) -> Self:
        """Return the ends of a contact after which nobody has looked after the agent yet."""
        supported = PlayRecord.objects.standing().filter(case=OuterRef("case"), play=OuterRef("play"), kind="supported")
        return self.standing().filter(~Exists(supported), play="abusive", kind="ended")


class PlayRecord(models.Model):
    """One thing written down in a play of a case; `person` is whom it names."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="play_records")
    play = models.CharField(max_length=16)
    kind = models.CharField(max_length=24)
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    details = models.JSONField(default=dict, help_text="What it tells, as text by the name of the detail.")
    recorded_at = models.DateTimeField()
    waits = models.BooleanField(default=False, help_text="For a second person, who confirms it themselves.")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PlayRecordQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "play", "kind"],
                condition=Q(waits=True, withdrawn_at=None),
                name="one_waiting_record",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.play} of {self.case}"

    @property
    def as_record(self) -> Record:
        """What the craft reads of it."""
        named = {"person"} if self.person_id else set()
        return Record(
            kind=cast("RecordKind", self.kind),
            by=self.agent_id,
            at=self.confirmed_at or self.recorded_at,
            second=self.second_id,
            details=cast("frozenset[Detail]", frozenset({*self.details, *named})),
        )
