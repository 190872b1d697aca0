"""Which cases one may belong to, as far as anybody can tell from outside: for people to say yes or no to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db.models import Q

from amends.craft.refusal import Malformed
from amends.desk.cases.models import Case, KnownId, Link, Merge, Message, Unrelated
from amends.desk.cases.rules import numbers_in
from amends.desk.intake.ties.joining import merge
from amends.desk.people.hosts import PUBLIC_HOSTS
from amends.desk.people.models import Address, Agent

if TYPE_CHECKING:
    from datetime import datetime

Why = Literal["ids", "number", "customer", "people"]
MOST = 5
"""So many suggestions are shown."""

_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class MayBelong:
    """A case that another one may belong to.

    `ids`: a mail names ids of both; `number`: a mail bears its number, but came from a stranger to it; `customer`: the
    same customer has it open about the same; `people`: somebody of the same house, or who takes part, does.
    """

    case: Case
    why: Why


def may_belong(case: Case, agent: Agent) -> tuple[MayBelong, ...]:
    """Return what `case` may belong to among what `agent` may see, the surest first; computed, nothing is kept."""
    reasons: dict[int, Why] = {}
    for pk, why in [*_named(case), *_about_the_same(case)]:
        reasons.setdefault(pk, why)
    reasons.pop(case.pk, None)
    if not reasons:
        return ()
    for pk in _settled(case):
        reasons.pop(pk, None)
    seen = Case.objects.visible_to(agent).filter(pk__in=reasons, merged_into=None).select_related("customer")
    cases = seen.in_bulk()
    return tuple(MayBelong(cases[pk], why) for pk, why in reasons.items() if pk in cases)[:MOST]


def join(case: Case, other: Case, agent: Agent, *, now: "datetime") -> Case:
    """Read the newer one of two cases as part of the older one, and return that."""
    older, newer = sorted((case, other), key=lambda one: (one.opened_at, one.pk))
    return merge(newer, older, agent, now=now).into


def say_unrelated(case: Case, other: Case, agent: Agent, *, now: "datetime") -> None:
    """Note that two cases don't belong together: it is suggested no more, and nothing joins them by itself."""
    if case.pk == other.pk:
        raise Malformed("merge_with_itself")
    first, second = sorted((case, other), key=lambda one: one.pk)
    Unrelated.objects.get_or_create(case=first, other=second, defaults={"agent": agent, "said_at": now})


def _named(case: Case) -> Iterator[tuple[int, Why]]:
    """Yield the cases that the mails of this one name, by an id first."""
    said = Message.objects.of(case).filter(direction=Message.Direction.IN)
    rows = list(said.order_by("pk").values_list("subject", "in_reply_to", "references", "message_id"))
    ids = {value for _, parent, chain, own in rows for value in (parent, own, *chain) if value}
    known = KnownId.objects.filter(value__in=ids) if ids else KnownId.objects.none()
    for pk, survivor in known.values_list("case", "case__merged_into").distinct():
        yield survivor or pk, "ids"
    numbers = {number for subject, *_ in rows for number in numbers_in(subject)} - {case.number}
    if numbers:
        for pk, survivor in Case.objects.filter(number__in=numbers).values_list("pk", "merged_into"):
            yield survivor or pk, "number"


def _about_the_same(case: Case) -> Iterator[tuple[int, Why]]:
    """Yield the open cases about the same matter of this customer, of who takes part, or of the same house."""
    if not case.matter or not case.is_open:
        return
    alike = Case.objects.open().surviving().filter(matter=case.matter).exclude(matter="").exclude(pk=case.pk)
    customers = dict(alike.order_by("-opened_at").values_list("pk", "customer")[:_LOOKED_AT])
    if not customers:
        return
    yield from ((pk, "customer") for pk, customer in customers.items() if customer == case.customer_id)
    ours = Address.objects.filter(Q(customer=case.customer_id) | Q(participations__case=case))
    people, houses = set(ours.values_list("customer", flat=True)), _houses(ours.values_list("value", flat=True))
    theirs: dict[int, set[str]] = {}
    for customer, value in Address.objects.filter(customer__in=customers.values()).values_list("customer", "value"):
        theirs.setdefault(customer, set()).add(value)
    for pk, customer in customers.items():
        if customer in people or houses & _houses(theirs.get(customer, ())):
            yield pk, "people"


def _houses(addresses: Iterable[str]) -> set[str]:
    return {value.rpartition("@")[2].lower() for value in addresses if "@" in value} - PUBLIC_HOSTS


def _settled(case: Case) -> set[int]:
    """Return the cases of which people have said, or shown, how they stand to this one."""
    told = Unrelated.objects.filter(Q(case=case) | Q(other=case)).values_list("case", "other")
    linked = Link.objects.filter(Q(case=case) | Q(older=case)).values_list("case", "older")
    parted = Merge.objects.filter(Q(source=case) | Q(into=case), ended_at__isnull=False).values_list("source", "into")
    return {pk for pair in [*told, *linked, *parted] for pk in pair}
