"""Fairness: how what people were given spreads over situations and over groups that the desk itself set."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from amends.craft.money import Money
from amends.craft.precedents import Spreads, spread
from amends.craft.refusal import NotAllowed
from amends.desk.cases.models import Case
from amends.desk.offers.given import given_in
from amends.desk.owed.models import Promise
from amends.desk.policies.models import Field, Situation

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from amends.desk.people.models import Agent

NEWEST = 20_000
"""So many closed complaints are compared, the newest."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is compared: amounts of one currency, in complaints closed since an instant, perhaps of one situation."""

    currency: str
    since: "datetime"
    situation: Situation | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """The groups beside each other, and how many cases belong to none because nobody said so."""

    spreads: Spreads
    unsaid: int = 0


def by_situation(agent: "Agent", scope: Scope) -> Compared:
    """Return what cases of each situation were given; a case that got no money counts as nothing."""
    cases = dict(_cases(agent, scope).values_list("pk", "situation__name"))
    return _compared(cases, scope)


def by_field(agent: "Agent", field: Field, scope: Scope) -> Compared:
    """Return what each group of a field was given, as people entered it for the customer or the case.

    Only values that the desk chose for the field make groups; anything else counts as unsaid, and nothing is guessed.
    Raises NotAllowed (code "not_compared") for a field whose groups the desk doesn't compare.
    """
    if not field.groups_concessions:
        raise NotAllowed("not_compared", name=field.label)
    allowed = {choice.casefold(): choice for choice in field.choices.splitlines() if choice.strip()}
    rows = _cases(agent, scope).values_list("pk", "known", "customer__own")
    groups = {pk: allowed.get(_own(field.name, known, own).casefold()) for pk, known, own in rows}
    return _compared(groups, scope)


def by_agent(agent: "Agent", scope: Scope) -> Compared:
    """Return what each agent promised in a case, for those with the right to see such figures.

    Raises NotAllowed (code "figures") for everybody else.
    """
    if not agent.sees_figures:
        raise NotAllowed("figures")
    cases = list(_cases(agent, scope).values_list("pk", flat=True))
    made = Promise.objects.filter(case__in=cases, currency=scope.currency, withdrawn_at=None, amount__isnull=False)
    sums: dict[tuple[str, int], Decimal] = {}
    for name, case, amount in made.order_by().values_list("made_by__name", "case", "amount"):
        sums[name, case] = sums.get((name, case), Decimal(0)) + (amount or 0)
    groups: dict[str, list[Money]] = {}
    for (name, _), amount in sums.items():
        groups.setdefault(name, []).append(Money(amount.normalize() + 0, scope.currency))
    return Compared(spread(groups))


def situations_compared(agent: "Agent") -> "QuerySet[Situation]":
    """Return the situations of closed complaints that an agent may see."""
    seen = Case.objects.visible_to(agent).surviving().filter(closed_at__isnull=False, situation__isnull=False)
    return Situation.objects.filter(pk__in=seen.order_by().values("situation"))


def fields_compared() -> "QuerySet[Field]":
    """Return the fields of the desk's own whose groups it compares."""
    return Field.objects.filter(groups_concessions=True)


def _cases(agent: "Agent", scope: Scope) -> "QuerySet[Case]":
    found = Case.objects.visible_to(agent).surviving().filter(kind=Case.Kind.COMPLAINT, closed_at__gte=scope.since)
    found = found.filter(situation=scope.situation) if scope.situation else found.filter(situation__isnull=False)
    return found.order_by("-closed_at", "-pk")[:NEWEST]


def _compared(groups: Mapping[int, str | None], scope: Scope) -> Compared:
    given = given_in(list(groups), scope.currency)
    nothing = Money(Decimal(0), scope.currency)
    amounts: dict[str, list[Money]] = {}
    for pk, group in groups.items():
        if group is not None:
            amounts.setdefault(group, []).append(given.get(pk, nothing))
    return Compared(spread(amounts), unsaid=sum(group is None for group in groups.values()))


def _own(name: str, known: Mapping[str, Any], own: Mapping[str, Any]) -> str:
    return str(known.get(f"own.{name}") or own.get(name) or "").strip()
