"""Who works here and who complains: agents, teams, customers and their addresses."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import connection, models

from amends.desk.people import sql
from amends.desk.people.rules import initials, normal_address

if TYPE_CHECKING:
    from datetime import datetime

DESK_TEAM = "Desk"
BOTTOM, TOP = 1, 3
"""The ranks of the first and the last of the levels that every desk begins with."""


class Team(models.Model):
    """A group that owes a case until an agent takes it; "Desk" exists from the first migration."""

    name = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class Level(models.Model):
    """How far somebody may decide: the higher the rank, the farther. Three exist from the first migration."""

    name = models.CharField(max_length=40, unique=True)
    rank = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering: ClassVar = ["rank"]

    def __str__(self) -> str:
        return self.name


class AgentManager(BaseUserManager["Agent"]):
    """Makes agents; a new agent belongs to the team Desk."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Agent":
        """Return a new agent; without a password they choose one through the reset mail."""
        agent = self.model(email=email.strip().lower(), **fields)
        agent.name = agent.name or email.split("@", maxsplit=1)[0]
        agent.set_password(password)
        agent.save(using=self._db)
        agent.teams.add(Team.objects.get_or_create(name=DESK_TEAM)[0])
        return agent

    def get_by_natural_key(self, username: str | None) -> "Agent":
        """Find an agent by email, whatever the case."""
        return self.get(email=(username or "").strip().lower())


class Agent(AbstractBaseUser, PermissionsMixin):
    """A person who answers customers; a lead sees what is overdue and sets up the desk."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    display_name = models.CharField(max_length=120, blank=True, help_text="The name that customers read.")
    signature = models.TextField(blank=True)
    is_lead = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    shortcuts = models.BooleanField(default=True, help_text="Single-letter keys on the pages.")
    teams = models.ManyToManyField(Team, related_name="agents", blank=True)
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="agents")
    deputy = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Decides while they are away.",
    )
    away_until = models.DateTimeField(null=True, blank=True)
    sees_figures = models.BooleanField(default=False, help_text="May see figures by agent.")
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = AgentManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.public_name

    @property
    def public_name(self) -> str:
        """The name that customers read."""
        return self.display_name or self.name

    @property
    def rank(self) -> int:
        """How far they may decide; a lead without a level stands at the top, an agent without one at the bottom."""
        if self.level is not None:
            return self.level.rank
        return TOP if self.is_lead else BOTTOM

    def is_here(self, *, now: "datetime") -> bool:
        """Whether they work here and are not away."""
        return self.is_active and (self.away_until is None or self.away_until <= now)

    def stands_in(self, *, now: "datetime") -> "Agent | None":
        """Return who decides for them now: they themselves, or their deputy while they are away."""
        if self.is_here(now=now):
            return self
        return self.deputy if self.deputy is not None and self.deputy.is_here(now=now) else None

    @property
    def initials(self) -> str:
        """Two letters for the round mark beside the name."""
        return initials(self.public_name)


class Customer(models.Model):
    """A person who reached us; the name is kept as signed and the salutation is never guessed."""

    name = models.CharField(max_length=200, blank=True)
    salutation = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=8, default="en")
    notes = models.TextField(blank=True)
    own = models.JSONField(
        default=dict, blank=True, help_text="Values of the desk's own fields, as people entered them."
    )
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.name or f"customer {self.pk}"


class Address(models.Model):
    """A way to reach a customer; one value of a kind belongs to one customer."""

    class Kind(models.TextChoices):
        """What sort of address it is."""

        EMAIL = "email"
        PHONE = "phone"
        POSTAL = "postal"
        CHAT = "chat"
        WEB = "web"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=320)
    permitted = models.BooleanField(default=True, help_text="We may follow up here.")
    failed_at = models.DateTimeField(null=True, blank=True, help_text="Our mail to it came back.")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "value"], name="one_customer_an_address")]

    def __str__(self) -> str:
        return self.value

    @classmethod
    def of(cls, kind: str, value: str, *, name: str, language: str, now: "datetime") -> "Address":
        """Return the address, made with a customer of that name where nobody has it yet.

        Two processes that meet the same new sender at once get the same row: the loser of the race on the
        unique constraint reads the winner's, and its own half-made customer is undone.
        """
        value = normal_address(kind, value)
        return cls.named(cls.known(kind, value), name) or cls.made(kind, value, name=name, language=language, now=now)

    @classmethod
    def named(cls, found: "Address | None", name: str) -> "Address | None":
        """Return an address that was found; a customer without a name is called as they call themselves now."""
        if found is not None and name and not found.customer.name:
            found.customer.name = name[:200]
            found.customer.save(update_fields=["name"])
        return found

    @classmethod
    def made(cls, kind: str, value: str, *, name: str, language: str, now: "datetime") -> "Address":
        """Return the address that nobody had a moment ago, with its new customer, or as another process made it."""
        value = normal_address(kind, value)
        customer = sql.insert(sql.fresh(Customer, name=name[:200], language=language, since=now))
        # One statement waits for the other process and then leaves its row as it is; no savepoint is needed.
        made = sql.first(
            "INSERT INTO people_address (customer_id, kind, value, permitted) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (kind, value) DO NOTHING RETURNING id",
            [customer.pk, kind, value, True],
        )
        if made is not None:
            return sql.fresh(cls, id=made, customer=customer, kind=kind, value=value)
        customer.delete()
        return cls.objects.select_related("customer").get(kind=kind, value=value)

    def note_heard(self, *, at: "datetime") -> None:
        """Take the mark of a failed address off where somebody wrote from it later: it may take mail again."""
        if self.failed_at is not None and at > self.failed_at:
            self.failed_at = None
            self.save(update_fields=["failed_at"])

    @classmethod
    def read(cls, pk: int, customer: int, name: str, *, kind: str = "email", value: str) -> "Address":
        """Return an address that takes mail, as it was read beside other things, with its customer's name."""
        fields = ["id", "customer_id", "kind", "value", "failed_at"]
        found = cls.from_db(connection.alias, fields, [pk, customer, kind, value, None])
        found.customer = Customer.from_db(connection.alias, ["id", "name"], [customer, name])
        return found

    @classmethod
    def known(cls, kind: str, value: str) -> "Address | None":
        """Return the address with its customer's name; what else they have is read when it is asked for."""
        rows = sql.every(
            "SELECT a.id, a.customer_id, c.name, a.failed_at FROM people_address a"
            " JOIN people_customer c ON c.id = a.customer_id"
            " WHERE a.kind = %s AND a.value = %s",
            [kind, value],
        )
        for pk, customer, name, failed_at in rows:
            found = cls.read(pk, customer, name, kind=kind, value=value)
            found.failed_at = sql.moment(failed_at)
            return found
        return None
