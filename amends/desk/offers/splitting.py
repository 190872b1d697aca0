"""Splitting a promise: what is still to come arrives in several parts, and comes to the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.refusal import AlreadyDone, Malformed, Missing
from amends.desk.cases.models import Case
from amends.desk.offers.actions import Thing, enter_promise
from amends.desk.owed.actions import reckon
from amends.desk.owed.models import Promise

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.money import Money
    from amends.desk.people.models import Agent


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what is still to come: how much, and by when."""

    amount: "Money"
    due: "datetime"


@transaction.atomic
def split(made: Promise, agent: "Agent", parts: Sequence[Part], why: str, *, now: "datetime") -> tuple[Promise, ...]:
    """Divide what is still to come of a promise into several with the same total; return all of them.

    The first part stays the promise that was made, under a new date, so that the customer is owed a word about it;
    the others follow it, agreed when it was. What was delivered already stays delivered. Raises Malformed (codes
    "parts", "parts_sum", "currencies_mixed", "due_in_past"), Missing without a reason or where there is no amount.
    """
    case = Case.locked(made.case_id)
    made = Promise.objects.select_related("owner", "backup").get(pk=made.pk)
    if not case.is_open:
        raise AlreadyDone("case_closed")
    if not made.is_open:
        raise AlreadyDone("promise_settled")
    _check(made, parts, why, now=now)
    first, *others = parts
    rest = made.outstanding
    arrived = (made.amount or Decimal(0)) - (rest.amount if rest else 0)
    made.amount, made.due, made.broken_at = arrived + first.amount.amount, first.due, None
    made.save(update_fields=["amount", "due", "broken_at"])
    case.notes.create(agent=agent, text=why.strip(), written_at=now)
    case.write("promise.moved", at=now, agent=agent, promise=made.pk, due=first.due.isoformat())
    rows = (made, *(_entered(made, part, case, agent, now=now) for part in others))
    reckon(case, now=now)
    return rows


def _entered(made: Promise, part: Part, case: Case, agent: "Agent", *, now: "datetime") -> Promise:
    """Write a part down as a promise of its own, given by whom and when the whole was given."""
    thing = Thing(made.what, part.amount, made.remedy)
    row = enter_promise(case, agent, thing, due=part.due, owner=made.owner, backup=made.backup, now=now)
    row.made_by_id, row.made_at = made.made_by_id, made.made_at
    row.save(update_fields=["made_by", "made_at"])
    return row


def _check(made: Promise, parts: Sequence[Part], why: str, *, now: "datetime") -> None:
    rest = made.outstanding
    if rest is None:
        raise Missing("no_amount")
    if not why.strip():
        raise Missing("reason")
    if len(parts) <= 1 or not all(part.amount.amount for part in parts):
        raise Malformed("parts")
    if any(part.amount.currency != rest.currency for part in parts):
        raise Malformed("currencies_mixed")
    total = sum((part.amount.amount for part in parts), Decimal(0))
    if total != rest.amount:
        raise Malformed("parts_sum", amount=f"{total} {rest.currency}", rest=str(rest))
    if any(part.due <= now for part in parts):
        raise Malformed("due_in_past")
