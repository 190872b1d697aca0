"""The playbook: situations, policies in versions, who may give how much, and who is called for what."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from amends.craft import policy as craft
from amends.desk.people.models import Agent, Level, Team

if TYPE_CHECKING:
    from datetime import date, datetime

ANY = "any"
_READ: "dict[tuple[int, int], craft.Policy]" = {}
_MOST_READ = 1000


class Situation(models.Model):
    """What may have gone wrong; one that no policy serves is a gap (C2.1)."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Policy(models.Model):
    """How the desk handles a situation, through all its versions."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=160)
    retired_at = models.DateTimeField(null=True, blank=True)
    situations = models.ManyToManyField(Situation, related_name="policies", blank=True)

    class Meta:
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return self.title


class VersionQuerySet(models.QuerySet["Version"]):
    """Many versions."""

    def in_force(self, day: "date") -> Self:
        """Return the versions that hold on a day of the desk's zone, of policies that weren't retired."""
        return self.filter(policy__retired_at=None, effective_from__lte=day).filter(
            Q(ends_on=None) | Q(ends_on__gte=day)
        )


class Version(models.Model):
    """A policy as it was written, who wrote it and when; a document is never changed, a newer one follows it.

    `ends_on` is the last day on which it holds: its own last day, or the day before the next version begins.
    """

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.TextField()
    effective_from = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    remark = models.CharField(max_length=300, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["policy", "-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["policy", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.policy.slug} {self.number}"

    @property
    def parsed(self) -> "craft.Policy":
        """The document as values; read once, for a version never changes."""
        key = (self.pk, hash(self.document))
        known = _READ.get(key)
        if known is None:
            if len(_READ) >= _MOST_READ:
                _READ.clear()
            known = _READ[key] = craft.read(self.document, file=f"{self.policy.slug}.md")
        return known


class Authority(models.Model):
    """One row of what may be given without asking: it grants, and nothing is granted without one (C3.5)."""

    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="authorities")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="authorities")
    remedy = models.CharField(max_length=20, choices=[(name, name) for name in (ANY, *craft.REMEDIES)], default=ANY)
    currency = models.CharField(max_length=3, blank=True)
    per_case = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    per_customer = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    period_days = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["level__rank", "team", "remedy", "currency", "pk"]

    def __str__(self) -> str:
        return f"{self.level or 'everybody'}: {self.remedy}"


class AuthorityChange(models.Model):
    """Who changed what in the table of authority, and when."""

    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.before} -> {self.after}"


class NamedPerson(models.Model):
    """Who is pulled in at once: for danger, for the law, and as the senior who owns what went round too often."""

    class Topic(models.TextChoices):
        """What for."""

        SAFETY = "safety"
        LEGAL = "legal"
        SENIOR = "senior"

    topic = models.CharField(max_length=8, choices=Topic, unique=True)
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.topic}: {self.agent}"

    @classmethod
    def for_topic(cls, topic: str, *, now: "datetime") -> Agent | None:
        """Return who stands for the topic now, deputies included; else the named senior, else a lead."""
        rows = {row.topic: row.agent for row in cls.objects.select_related("agent__deputy")}
        for name in dict.fromkeys((topic, cls.Topic.SENIOR)):
            person = rows[name].stands_in(now=now) if name in rows else None
            if person is not None:
                return person
        leads = Agent.objects.filter(is_lead=True, is_active=True).select_related("deputy").order_by("pk")
        return next((lead for lead in leads if lead.is_here(now=now)), leads.first())


class Field(models.Model):
    """Something this desk wants to know of its customers, said by people and never inferred (fairness, conditions)."""

    name = models.SlugField(max_length=40, unique=True)
    label = models.CharField(max_length=80)
    choices = models.TextField(blank=True, help_text="One a line; empty for free text.")
    groups_concessions = models.BooleanField(default=False, help_text="The fairness page compares these groups.")

    class Meta:
        ordering: ClassVar = ["label"]

    def __str__(self) -> str:
        return self.label


class Lesson(models.Model):
    """What a case turned out to be about: the words, and the situation that people decided on."""

    case_number = models.CharField(max_length=8, unique=True)
    situation = models.ForeignKey(Situation, on_delete=models.CASCADE, related_name="lessons")
    words = models.TextField()
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_number}: {self.situation}"
