"""Rules of the house, and which of all rules speak how loudly at this desk."""

from typing import ClassVar, Self

from django.db import models

from amends.desk.people.models import Agent


class HouseRuleQuerySet(models.QuerySet["HouseRule"]):
    """Many rules of the house."""

    def in_use(self) -> Self:
        """Return those that nobody took away."""
        return self.filter(ended_at=None)


class HouseRule(models.Model):
    """One rule of the house: what the simple form took, and the pack that the coach reads.

    Rules that were written in full have no form: their document is all. One that was taken away keeps its row, for
    what became of its findings stays countable.
    """

    class Kind(models.TextChoices):
        """How it was written."""

        NEVER = "never"
        NAME = "name"
        ALWAYS = "always"
        LENGTH = "length"
        WRITTEN = "written"

    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=8, choices=Kind)
    words = models.TextField(blank=True, help_text="What it is about, one wording a line.")
    instead = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=300, blank=True)
    severity = models.CharField(max_length=8, default="warning")
    document = models.TextField(help_text="The pack in TOML, with this one rule in it.")
    made_by = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = HouseRuleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["kind", "slug"]

    def __str__(self) -> str:
        return self.rule

    @property
    def rule(self) -> str:
        """The id by which its findings are known."""
        return f"house.{self.slug}"


class Pin(models.Model):
    """What a lead said of a rule: it speaks, it only hints, or it is silent; without one the desk's answers decide."""

    class State(models.TextChoices):
        """How loudly it speaks."""

        ON = "on"
        HINT = "hint"
        OFF = "off"

    rule = models.CharField(max_length=80, unique=True)
    state = models.CharField(max_length=4, choices=State)
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.rule}: {self.state}"


class RuleChange(models.Model):
    """Who changed what about a rule, and when: documents of rules of the house, and pins of any rule."""

    rule = models.CharField(max_length=80, db_index=True)
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.rule} by {self.agent}"
