"""Precedents of a case: what closed cases alike were given, how they ended, and where an offer lies among them."""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import IntegerField, Max, OuterRef, Subquery
from django.db.models.functions import Cast, Coalesce

from amends.craft.money import Money, parse
from amends.craft.precedents import Alike, Band, Ended, Place, Precedent, Target, alike, band, ended, place
from amends.craft.refusal import Malformed
from amends.desk.cases.models import Case, Message
from amends.desk.offers.given import given_in
from amends.desk.offers.ledger import usual_currency
from amends.desk.owed.models import Promise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from amends.desk.people.models import Agent

NEWEST = 2000
"""So many closed cases of a situation are looked at, the newest; older ones say little about what is usual now."""
NEAREST = 50
TELLING = 5
"""From so many cases alike on, an offer outside of what they got wants a reason."""
SOLVED = {"solved": True, "ended": False}
"""Outcomes that say whether it was solved; the others leave it open."""


@dataclass(frozen=True, slots=True)
class Precedents:
    """Cases alike. All are counted; `named` holds those that the agent may see, the nearest first.

    `band` is of those that were given money in `currency`, `without` counts the others; `place` says where the offer
    lies among the band's. Without a band or an offer there is no place.
    """

    count: int
    without: int
    currency: str
    band: Band | None
    place: Place | None
    ended: Ended
    named: tuple[Alike, ...]

    @property
    def outside(self) -> bool:
        """Whether the offer is less or more than anybody alike got, so that a reason is asked for."""
        return self.place is not None and self.place.outside

    @property
    def wants_reason(self) -> bool:
        """Whether to ask why this one is different: it lies outside, and there are enough alike to say so."""
        return self.outside and self.place is not None and self.place.count >= TELLING


class Alikes:
    """The closed cases of a case's situation, read once; any number of offers can be laid beside them."""

    def __init__(self, case: Case, agent: "Agent", *, now: "datetime") -> None:
        """Read what the case itself is like and, where its situation is decided, the newest closed cases of it."""
        self._agent = agent
        self._target = _target(case, now=now)
        self._closed = tuple(_closed_like(case)) if self._target.situation else ()
        self._remedies = _remedies_of(case) if self._closed else {}
        self._nearest: dict[str, Mapping[int, Alike]] = {}
        self._given: dict[str, Mapping[int, Money]] = {}

    def lay(self, offered: Money | None = None, remedy: str = "") -> Precedents:
        """Return the nearest cases, of those in which the `remedy` was given, and the place of an offer there."""
        value = self._target.value
        currency = offered.currency if offered else value.currency if value else usual_currency()
        keys = self._near(remedy)
        given = self._given_in(currency)
        known = [replace(one.precedent, given=given.get(pk), remedy=remedy) for pk, one in keys.items()]
        amounts = [one.given for one in known if one.given is not None]
        return Precedents(
            count=len(known),
            without=len(known) - len(amounts),
            currency=currency,
            band=band(amounts),
            place=place(amounts, offered) if offered is not None and amounts else None,
            ended=ended(known),
            named=tuple(self._named(keys, known)),
        )

    def _near(self, remedy: str) -> "Mapping[int, Alike]":
        if remedy not in self._nearest:
            fitting = [one for one in self._closed if not remedy or remedy in self._remedies.get(int(one.case), ())]
            found = alike(self._target, fitting, limit=NEAREST)
            self._nearest[remedy] = {int(one.precedent.case): one for one in found}
        return self._nearest[remedy]

    def _given_in(self, currency: str) -> "Mapping[int, Money]":
        if currency not in self._given:
            keys = [int(one.case) for one in self._closed]
            self._given[currency] = given_in(keys, currency) if keys else {}
        return self._given[currency]

    def _named(self, keys: "Mapping[int, Alike]", known: "Sequence[Precedent]") -> "Iterator[Alike]":
        """Yield those that the agent may see, by their public numbers."""
        seen = Case.objects.visible_to(self._agent).filter(pk__in=keys) if keys else Case.objects.none()
        numbers = dict(seen.values_list("pk", "number"))
        for (pk, one), precedent in zip(keys.items(), known, strict=True):
            if pk in numbers:
                yield Alike(replace(precedent, case=numbers[pk]), one.distance)


def precedents(
    case: Case, agent: "Agent", *, offered: Money | None = None, remedy: str = "", now: "datetime"
) -> Precedents:
    """Return what was done in the nearest closed cases of the same situation.

    Near are cases of like value, severity and tenure. A `remedy` narrows them to cases in which it was given.
    Nothing is found while the situation is undecided.
    """
    return Alikes(case, agent, now=now).lay(offered, remedy)


def _target(case: Case, *, now: "datetime") -> Target:
    heard = Message.objects.of(case).filter(direction="in").aggregate(worst=Max(_severity()))
    return Target(
        situation=case.situation.slug if case.situation else "",
        value=_value(case.known.get("order_value")),
        severity=heard["worst"] or 0,
        tenure_days=max((now - case.customer.since).days, 0),
    )


def _remedies_of(case: Case) -> "Mapping[int, frozenset[str]]":
    """Return which remedies each closed case of the situation was promised."""
    promised = Promise.objects.filter(case__situation=case.situation_id, case__closed_at__isnull=False)
    found: dict[int, set[str]] = defaultdict(set)
    for pk, remedy in promised.filter(withdrawn_at=None).order_by().values_list("case", "remedy").distinct():
        found[pk].add(remedy)
    return {pk: frozenset(remedies) for pk, remedies in found.items()}


def _closed_like(case: Case) -> "Iterable[Precedent]":
    """Yield the newest closed cases of the situation; the id stands for the number until it is known who may see it."""
    found = Case.objects.surviving().filter(situation=case.situation_id, closed_at__isnull=False).exclude(pk=case.pk)
    newest = found.annotate(worst=_worst()).order_by("-closed_at", "-pk")
    rows = newest.values_list(
        "pk", "known__order_value", "worst", "opened_at", "closed_at", "customer__since", "outcome"
    )[:NEWEST]
    for pk, worth, worst, opened, closed, since, outcome in rows:
        yield Precedent(
            case=str(pk),
            situation=case.situation.slug if case.situation else "",
            value=_value(worth),
            severity=worst,
            tenure_days=max((opened - since).days, 0),
            remedy="",
            given=None,
            outcome=outcome,
            solved=SOLVED.get(outcome),
            confidence=None,
            closed_at=closed or opened,
        )


def _worst() -> Coalesce:
    """Return the highest severity heard in what a customer wrote in a case."""
    said = Message.objects.filter(case=OuterRef("pk"), direction="in").order_by().values("case")
    return Coalesce(Subquery(said.annotate(worst=Max(_severity())).values("worst")), 0)


def _severity() -> Cast:
    return Cast("heard__severity", IntegerField())


@lru_cache(maxsize=4096)
def _value(worth: str | None) -> Money | None:
    """Return what an order was worth; none where nobody said so, or not in a way that can be read."""
    try:
        return parse(worth or "")
    except Malformed:
        return None
