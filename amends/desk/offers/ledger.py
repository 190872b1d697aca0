"""The ledger of concessions: every promise worth money, what became of it, and exact totals in each currency."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, get_args

from django.db.models import BigIntegerField, Case, Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, Round

from amends.craft.money import Money
from amends.desk.offers.choosing import DEFAULT_CURRENCY
from amends.desk.owed.models import Delivery, Promise
from amends.desk.policies.models import Authority

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from amends.desk.people.models import Agent

type State = Literal["paid", "part", "open", "broken", "withdrawn"]
STATES: tuple[State, ...] = get_args(State.__value__)

_PLACES = 10_000  # amounts are stored with four decimal places: counted in these, sums are whole numbers and exact
_UNITS = ("agreed_units", "paid_units", "broken_units", "withdrawn_units")
_WHOLE: "BigIntegerField[int, int]" = BigIntegerField()
_NONE = Value(0, output_field=_WHOLE)
_KEPT, _WITHDRAWN = Q(kept_at__isnull=False), Q(kept_at=None, withdrawn_at__isnull=False)
_OPEN = Q(kept_at=None, withdrawn_at=None)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries are wanted: agreed from `since` on and before `until`, of a remedy, in a state; none means all."""

    since: "datetime | None" = None
    until: "datetime | None" = None
    remedy: str = ""
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Amounts:
    """What was agreed and what became of it: agreed = paid + unpaid + withdrawn; `broken` is what is late."""

    agreed: Money
    paid: Money
    unpaid: Money
    withdrawn: Money
    broken: Money


@dataclass(frozen=True, slots=True)
class Entry:
    """One promise worth money."""

    promise: Promise
    amounts: Amounts
    state: State


@dataclass(frozen=True, slots=True)
class Totals:
    """What the entries of one currency come to."""

    currency: str
    count: int
    amounts: Amounts


def entries(
    agent: "Agent", asked: Asked | None = None, *, start: int = 0, most: int | None = None
) -> "Iterator[Entry]":
    """Yield the entries that an agent may see, the newest first; at most `most` from `start` on."""
    found = _wanted(agent, asked or Asked()).select_related("case__customer", "owner", "made_by")
    ordered = found.order_by("-made_at", "-pk")
    rows = ordered[start : start + most] if most is not None else ordered[start:]
    for row in rows.iterator(chunk_size=500):
        yield Entry(row, _amounts(vars(row), row.currency), _state_of(row))


def totals(agent: "Agent", asked: Asked | None = None) -> tuple[Totals, ...]:
    """Return what those entries come to in each currency, added up by the database."""
    found = _wanted(agent, asked or Asked()).order_by().values("currency")
    sums = {f"{name}_": Sum(name, output_field=_WHOLE) for name in _UNITS}
    rows = found.annotate(count=Count("pk"), **sums).order_by("currency")
    return tuple(_total(row) for row in rows)


def usual_currency() -> str:
    """Return the currency in which this desk writes its limits, else its promises, most often."""
    for rows in (Authority.objects.exclude(currency=""), Promise.objects.exclude(currency="")):
        often = rows.order_by().values("currency").annotate(times=Count("pk")).order_by("-times", "currency").first()
        if often is not None:
            return str(often["currency"])
    return DEFAULT_CURRENCY


def _total(row: "Mapping[str, Any]") -> Totals:
    sums = {name: row[f"{name}_"] for name in _UNITS}
    return Totals(row["currency"], row["count"], _amounts(sums, row["currency"]))


def _wanted(agent: "Agent", asked: Asked) -> "QuerySet[Promise, Any]":
    found = Promise.objects.visible_to(agent).filter(amount__isnull=False).annotate(agreed_units=_units("amount"))
    arrived = Case(When(_KEPT, then=F("agreed_units")), default=_delivered(), output_field=_WHOLE)
    found = found.annotate(paid_units=arrived)
    rest = F("agreed_units") - F("paid_units")
    found = found.annotate(
        withdrawn_units=Case(When(_WITHDRAWN, then=rest), default=_NONE, output_field=_WHOLE),
        broken_units=Case(When(_OPEN & Q(broken_at__isnull=False), then=rest), default=_NONE, output_field=_WHOLE),
    )
    if asked.since is not None:
        found = found.filter(made_at__gte=asked.since)
    if asked.until is not None:
        found = found.filter(made_at__lt=asked.until)
    if asked.remedy:
        found = found.filter(remedy=asked.remedy)
    return found.filter(_in_state(asked.state)) if asked.state is not None else found


def _units(field: str) -> Cast:
    return Cast(Round(F(field) * _PLACES), _WHOLE)


def _delivered() -> Coalesce:
    """Return what arrived of a promise so far."""
    parts = Delivery.objects.filter(promise=OuterRef("pk"), amount__isnull=False).order_by().values("promise")
    return Coalesce(Subquery(parts.annotate(units=Sum(_units("amount"), output_field=_WHOLE)).values("units")), _NONE)


def _in_state(state: State) -> Q:
    match state:
        case "paid":
            return _KEPT
        case "withdrawn":
            return _WITHDRAWN
        case "broken":
            return _OPEN & Q(broken_at__isnull=False)
        case "part":
            return _OPEN & Q(broken_at=None, paid_units__gt=0)
        case "open":
            return _OPEN & Q(broken_at=None, paid_units=0)


def _state_of(row: Promise) -> State:
    if row.kept_at is not None:
        return "paid"
    if row.withdrawn_at is not None:
        return "withdrawn"
    if row.broken_at is not None:
        return "broken"
    return "part" if vars(row)["paid_units"] else "open"


def _amounts(units: dict[str, Any], currency: str) -> Amounts:
    agreed, paid, broken, withdrawn = (int(units[name]) for name in _UNITS)
    unpaid = agreed - paid - withdrawn
    return Amounts(*(_money(number, currency) for number in (agreed, paid, unpaid, withdrawn, broken)))


def _money(units: int, currency: str) -> Money:
    return Money((Decimal(units) / _PLACES).normalize() + 0, currency)
