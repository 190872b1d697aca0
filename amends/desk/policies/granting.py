"""Who may give how much: rows of the table of authority, with a record of who changed what; and who is called."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.money import Money
from amends.craft.policy import Limit, as_remedy, is_money
from amends.craft.refusal import AlreadyDone, Malformed, NotAllowed
from amends.desk.people import levels, staff
from amends.desk.people.staff import refuse_all_but_leads
from amends.desk.policies.models import ANY, Authority, AuthorityChange, NamedPerson

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import QuerySet

    from amends.desk.people.models import Agent, Level, Team

USUAL = (
    (0, ANY, 50, 150, 90),
    (0, "refund", 150, 300, 90),
    (1, ANY, 250, 500, 90),
    (1, "refund", 500, 1000, 90),
    (2, ANY, 2000, 5000, 365),
)
"""Limits to begin with: place of the level, remedy, a case, a customer, days; for coins like the euro's."""
_WITHOUT_COINS_TIMES = 100  # of a currency without coins, one stands for about a cent


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

    Raises NotAllowed to all but leads, Malformed for an unknown remedy, mixed currencies, an impossible period, or
    amounts that don't go with the remedy.
    """
    refuse_all_but_leads(agent)
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
    refuse_all_but_leads(agent)
    AuthorityChange.objects.create(agent=agent, at=now, before=describe(row), after="")
    row.delete()


@transaction.atomic
def begin(agent: "Agent", currency: str, *, now: "datetime") -> int:
    """Write the usual limits for the three lowest levels, and that everybody may replace, repair and pause.

    Return how many rows there are. Raises AlreadyDone where a row is there, Malformed for an unknown currency.
    """
    refuse_all_but_leads(agent)
    if Authority.objects.exists():
        raise AlreadyDone("limits_there")
    ladder = list(levels.levels())
    one = 1 if Money(Decimal(0), currency).digits else _WITHOUT_COINS_TIMES
    grants = [Grant()]
    for place, remedy, case, customer, days in USUAL[: None if ladder else 0]:
        grants.append(
            Grant(
                remedy=remedy,
                level=ladder[min(place, len(ladder) - 1)],
                per_case=Money(Decimal(case * one), currency),
                per_customer=Money(Decimal(customer * one), currency),
                period_days=days,
            )
        )
    return len([grant(given, agent, now=now) for given in grants])


def rows() -> "QuerySet[Authority]":
    """Return the table of authority."""
    return Authority.objects.select_related("level", "team")


def changes() -> "QuerySet[AuthorityChange]":
    """Return who changed what, the newest first."""
    return AuthorityChange.objects.select_related("agent")


def named() -> "dict[str, Agent]":
    """Return who is called for what."""
    return {row.topic: row.agent for row in NamedPerson.objects.select_related("agent__deputy")}


@transaction.atomic
def appoint(person: "Agent", card: staff.Card, agent: "Agent", *, now: "datetime") -> None:
    """Write an agent's card anew; what it changes in how far they may go is kept in the record.

    Raises what `staff.change_agent` raises, and NotAllowed to all but leads.
    """
    refuse_all_but_leads(agent)
    before = _standing(person)
    staff.change_agent(person, card)
    _record(agent, before, _standing(person), now=now)


@transaction.atomic
def welcome(email: str, card: staff.Card, agent: "Agent", *, now: "datetime") -> "Agent":
    """Add an agent, and keep in the record how far they may go.

    Raises what `staff.add_agent` raises, and NotAllowed to all but leads.
    """
    refuse_all_but_leads(agent)
    person = staff.add_agent(email, card)
    _record(agent, "", _standing(person), now=now)
    return person


@transaction.atomic
def write_level(name: str, rank: int, agent: "Agent", *, now: "datetime", row: "Level | None" = None) -> "Level":
    """Write a level, new or in place of another, and keep that in the record; only leads may."""
    refuse_all_but_leads(agent)
    before = f"level {row.rank}: {row.name}" if row is not None else ""
    row = levels.write_level(name, rank, row=row)
    _record(agent, before, f"level {row.rank}: {row.name}", now=now)
    return row


@transaction.atomic
def remove_level(row: "Level", agent: "Agent", *, now: "datetime") -> None:
    """Take a level away that nobody stands on, and keep that in the record; only leads may."""
    refuse_all_but_leads(agent)
    before = f"level {row.rank}: {row.name}"
    levels.remove_level(row)
    _record(agent, before, "", now=now)


@transaction.atomic
def name_person(topic: str, person: "Agent | None", agent: "Agent", *, now: "datetime") -> None:
    """Say who is called for danger, for the law, or as the senior; nobody leaves it to the leads."""
    refuse_all_but_leads(agent)
    if topic not in NamedPerson.Topic.values:
        raise Malformed("topic", topic=topic)
    before = named().get(topic)
    if person is None:
        NamedPerson.objects.filter(topic=topic).delete()
    elif not person.is_active:
        raise NotAllowed("person_left", name=person.name)
    else:
        NamedPerson.objects.update_or_create(topic=topic, defaults={"agent": person})
    _record(agent, _called(topic, before), _called(topic, person), now=now)


@transaction.atomic
def call_people(people: "Mapping[str, Agent | None]", agent: "Agent", *, now: "datetime") -> None:
    """Say for several topics at once who is called."""
    for topic, person in people.items():
        name_person(topic, person, agent, now=now)


def describe(row: Authority) -> str:
    """Return a row in one line, for the record of changes."""
    who = " ".join(str(part) for part in (row.level or "everybody", f"in {row.team}" if row.team else "") if part)
    limits = [
        f"{amount.normalize():f} {row.currency} a {what}"
        for what, amount in (("case", row.per_case), ("customer", row.per_customer))
        if isinstance(amount, Decimal)
    ]
    days = f" in {row.period_days} days" if row.period_days else ""
    what = "anything" if row.remedy == ANY else row.remedy.replace("_", " ")
    return f"{who}: {what}, {' and '.join(limits) or 'what has no price'}{days}"


def _check(given: Grant) -> None:
    remedy = "any" if given.remedy == ANY else as_remedy(given.remedy)
    if remedy is None:
        raise Malformed("remedy", remedy=given.remedy)
    amount = given.per_case or given.per_customer
    if remedy != "any" and (amount is not None) != is_money(remedy):
        raise Malformed("limit_amounts" if amount is None else "amount_not_for", remedy=remedy)
    Limit(
        remedy=remedy,
        per_case=given.per_case,
        per_customer=given.per_customer,
        period_days=given.period_days,
    )


def _standing(person: "Agent") -> str:
    """Return what a card says about how far somebody may go, in one line."""
    parts = [
        f"level {person.level}" if person.level else "no level",
        "leads" if person.is_lead else "",
        f"deputy {person.deputy.name}" if person.deputy else "",
        "sees figures by agent" if person.sees_figures else "",
    ]
    return f"{person.name}: {', '.join(part for part in parts if part)}"


def _called(topic: str, person: "Agent | None") -> str:
    return f"called for {topic}: {person.name}" if person is not None else ""


def _record(agent: "Agent", before: str, after: str, *, now: "datetime") -> None:
    if before != after:
        AuthorityChange.objects.create(agent=agent, at=now, before=before, after=after)
