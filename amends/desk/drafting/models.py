"""Where the model is reached, and what it was asked and said."""

from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.desk.cases.models import Case
from amends.desk.cases.models.case import OfCaseQuerySet
from amends.desk.channels.secrets import open_sealed, seal
from amends.desk.people.models import Agent

SHORTEST, LONGEST = 5, 120


class Endpoint(models.Model):
    """The one model a company may use, by the interface that most servers of models speak; off until switched on."""

    ONLY = 1

    url = models.CharField(max_length=500, blank=True)
    model = models.CharField(max_length=120, blank=True)
    sealed_key = models.TextField(blank=True)
    patience = models.PositiveSmallIntegerField(
        default=30,
        validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)],
        help_text="Seconds after which an answer is no longer waited for.",
    )
    is_on = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.model or "no model"

    @classmethod
    def current(cls) -> "Endpoint":
        """Return the endpoint as it is set, switched off where nobody set it."""
        return cls.objects.filter(pk=cls.ONLY).first() or cls(pk=cls.ONLY)

    @classmethod
    def in_use(cls) -> bool:
        """Whether agents may ask a model."""
        return cls.objects.filter(pk=cls.ONLY, is_on=True).exists()

    @property
    def key(self) -> str:
        """What we show the server to be let in, kept encrypted in the database."""
        return open_sealed(self.sealed_key)

    @key.setter
    def key(self, value: str) -> None:
        self.sealed_key = seal(value)


class SuggestionQuerySet(OfCaseQuerySet["Suggestion"]):
    """Many suggestions."""

    def due(self) -> Self:
        """Return those that wait and that nobody works on just now."""
        free = Q(lease_until=None) | Q(lease_until__lt=Now())
        return self.filter(free, state=Suggestion.State.WAITING).order_by("pk")

    def newest_for(self, agent: Agent) -> "Suggestion | None":
        """Return what this agent asked last."""
        return self.filter(agent=agent).order_by("-pk").first()


class Suggestion(models.Model):
    """What somebody asked a model for and what it said; without a case it was only tried out."""

    class Kind(models.TextChoices):
        """What was asked for."""

        WORDING = "wording", "other words"
        SUMMARY = "summary", "a summary"
        TRIAL = "trial", "a trial"

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "waiting"
        READY = "ready", "ready"
        FAILED = "failed", "failed"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, blank=True, related_name="suggestions")
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=8, choices=Kind)
    of_text = models.TextField(blank=True, help_text="The draft it is about.")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    told = models.TextField(blank=True, help_text="What left the house, details masked.")
    words = models.TextField(blank=True)
    why = models.CharField(max_length=300, blank=True, help_text="Why there is no answer.")
    model = models.CharField(max_length=120, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=80, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "agent"],
                condition=Q(state="waiting", case__isnull=False),
                name="one_question_at_a_time",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(state="waiting"), name="suggestions_waiting"),
            models.Index(fields=["case", "agent", "-id"], name="suggestions_of_case"),
            models.Index(fields=["asked_at"], name="suggestions_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.agent}"

    @classmethod
    def last_trial(cls) -> "Suggestion | None":
        """Return the newest one that was only tried out."""
        return cls.objects.filter(kind=cls.Kind.TRIAL).order_by("-pk").first()
