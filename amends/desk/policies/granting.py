"""Who may give how much: rows of the table of authority, with a record of who changed what; and who is called."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.money import Money
from amends.craft.policy import Limit, as_remedy
from amends.craft.refusal import Malformed, NotAllowed
from amends.desk.policies.models import ANY, Authority, AuthorityChange, NamedPerson

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.people.models import Agent, Level, Team


@dataclass(frozen=True, slots=True)
class Grant:
    """One row as it was filled in: for whom, which remedy, how much a case and a customer, over how long."""

    remedy: str = ANY
    level: "Level | None" = None
    team: "Team | None" = None
    per_case: Money | None = None
    per_customer: Money | None = None
    period_days: int | None = None


@transaction.atomic
def grant(given: Grant, agent: "Agent", *, now: "datetime", row: Authority | None = None) -> Authority:
    """Write a row of authority, new or in place of another.

    Raises NotAllowed to all but leads, Malformed for an unknown remedy, mixed currencies or an impossible period.
    """
    _leads_only(agent)
    _check(given)
    before = describe(row) if row is not None else ""
    row = row or Authority()
    row.level, row.team, row.remedy = given.level, given.team, given.remedy
    amount = given.per_case or given.per_customer
    row.currency = amount.currency if amount else ""
    row.per_case = given.per_case.amount if given.per_case else None
    row.per_customer = given.per_customer.amount if given.per_customer else None
    row.period_days = given.period_days
    row.save()
    AuthorityChange.objects.create(agent=agent, at=now, before=before, after=describe(row))
    return row


@transaction.atomic
def revoke(row: Authority, agent: "Agent", *, now: "datetime") -> None:
    """Take a row of authority away."""
    _leads_only(agent)
    AuthorityChange.objects.create(agent=agent, at=now, before=describe(row), after="")
    row.delete()


@transaction.atomic
def name_person(topic: str, person: "Agent | None", agent: "Agent") -> None:
    """Say who is called for danger, for the law, or as the senior; nobody leaves it to the leads."""
    _leads_only(agent)
    if topic not in NamedPerson.Topic.values:
        raise Malformed("topic", topic=topic)
    if person is None:
        NamedPerson.objects.filter(topic=topic).delete()
    elif not person.is_active:
        raise NotAllowed("person_left", name=person.name)
    else:
        NamedPerson.objects.update_or_create(topic=topic, defaults={"agent": person})


def describe(row: Authority) -> str:
    """Return a row in one line, for the record of changes."""
    who = " ".join(str(part) for part in (row.level or "everybody", f"in {row.team}" if row.team else "") if part)
    limits = [
        f"{amount.normalize():f} {row.currency} a {what}"
        for what, amount in (("case", row.per_case), ("customer", row.per_customer))
        if isinstance(amount, Decimal)
    ]
    days = f" in {row.period_days} days" if row.period_days else ""
    return f"{who}: {row.remedy}, {' and '.join(limits) or 'without an amount'}{days}"


def _check(given: Grant) -> None:
    remedy = "any" if given.remedy == ANY else as_remedy(given.remedy)
    if remedy is None:
        raise Malformed("remedy", remedy=given.remedy)
    Limit(
        remedy=remedy,
        per_case=given.per_case,
        per_customer=given.per_customer,
        period_days=given.period_days,
    )


def _leads_only(agent: "Agent") -> None:
    if not agent.is_lead:
        raise NotAllowed("leads_only")
