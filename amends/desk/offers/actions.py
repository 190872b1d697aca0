"""What we understood, what we promise, and what the customer said they would do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.money import Money, find
from amends.craft.policy import as_remedy
from amends.craft.refusal import AlreadyDone, Malformed, Missing
from amends.desk.cases.models import Case
from amends.desk.offers.authority import BY_HAND, refuse_beyond
from amends.desk.owed.actions import reckon
from amends.desk.owed.models import ActionItem, Delivery, Promise

if TYPE_CHECKING:
    from amends.craft.journey import Kind
    from amends.desk.people.models import Agent

FARTHEST = timedelta(days=3 * 366)


@transaction.atomic
def set_kind(case: Case, agent: "Agent", kind: "Kind", *, now: datetime) -> None:
    """Correct whether the case is a complaint or an enquiry; any later sign of a complaint turns it again."""
    case = Case.locked(case.pk)
    if case.kind == kind:
        raise AlreadyDone("kind_is_that")
    case.write("kind.set", at=now, agent=agent, kind=kind)
    reckon(case, now=now)


@transaction.atomic
def describe(
    case: Case, *, understanding: str | None = None, want: str | None = None, offer: str | None = None
) -> None:
    """Keep what we understood, what the customer wants and what we offer, in words fit for the customer.

    A draft owes and settles nothing: it counts when it has left in a reply or was read out.
    """
    case = Case.locked(case.pk)
    changes = {"understanding_text": understanding, "want": want, "offer_text": offer}
    given = {name: value.strip() for name, value in changes.items() if value is not None}
    for name, value in given.items():
        setattr(case, name, value)
    case.save(update_fields=list(given))


@transaction.atomic
def confirm(case: Case, *, now: datetime) -> None:
    """The customer says: that's it."""
    case = Case.locked(case.pk)
    if case.understanding not in {"asked", "assumed", "corrected"}:
        raise AlreadyDone("understanding_confirmed") if case.understanding == "confirmed" else Missing("not_asked")
    case.write("understanding.confirmed", at=now)
    reckon(case, now=now)


@dataclass(frozen=True, slots=True)
class Thing:
    """What is promised: in words, with its exact amount, and in the words of policies."""

    what: str
    amount: Money | None = None
    remedy: str = ""


@transaction.atomic
def promise(
    case: Case,
    agent: "Agent",
    thing: "Thing | str",
    *,
    due: datetime,
    now: datetime,
    owner: "Agent | None" = None,
    backup: "Agent | None" = None,
) -> Promise:
    """Promise the customer something by a stated instant; the owner delivers, the backup stands in (C3.3).

    Raises NotAllowed (code "beyond_authority") for an amount that the agent may not give.
    """
    case = Case.locked(case.pk)
    thing = Thing(thing) if isinstance(thing, str) else thing
    _refuse_beyond(case, agent, thing, now=now)
    made = enter_promise(case, agent, thing, due=due, owner=owner, backup=backup, now=now)
    reckon(case, now=now)
    return made


def enter_promise(
    case: Case,
    agent: "Agent",
    thing: Thing,
    *,
    due: datetime,
    now: datetime,
    owner: "Agent | None" = None,
    backup: "Agent | None" = None,
) -> Promise:
    """Write a promise down; part of an action that has locked the case and knows that it may be given."""
    _check(thing.what, due, now=now)
    _refuse_closed(case)
    if case.owner is None:
        case.give_to(agent)
        case.write("case.taken", at=now, agent=agent)
    owner = owner or agent
    made = Promise.objects.create(
        case=case,
        what=thing.what.strip()[:300],
        amount=thing.amount.amount if thing.amount else None,
        currency=thing.amount.currency if thing.amount else "",
        remedy=thing.remedy,
        due=due,
        owner=owner,
        backup=backup if backup != owner else None,
        made_by=agent,
        made_at=now,
    )
    case.write("promise.made", at=now, agent=agent, promise=made.pk, due=due.isoformat())
    return made


@transaction.atomic
def keep(
    made: Promise,
    agent: "Agent | None",
    evidence: str,
    *,
    now: datetime,
    on: datetime | None = None,
    amount: Money | None = None,
    source: str = Delivery.Source.HAND,
) -> bool:
    """Record the evidence that a promise was kept, or a part of it; return whether it is kept now.

    Without an `amount` it is all that was still to come. Evidence dated before the due instant withdraws the
    owning-up. Raises Malformed for a date to come, another currency, or more than is still to come.
    """
    case = Case.locked(made.case_id)
    made = Promise.objects.get(pk=made.pk)
    if not made.is_open:
        raise AlreadyDone("promise_settled")
    on = _when_it_arrived(evidence, on, now=now)
    part = _part(made, amount)
    is_all = part == made.outstanding
    Delivery.objects.create(
        promise=made,
        amount=part.amount if part else None,
        reference=evidence.strip()[:300],
        on=on,
        source=source,
        agent=agent,
        recorded_at=now,
    )
    if not is_all:
        case.write("delivery.noted", at=now, agent=agent, promise=made.pk)
        return False
    made.evidence, made.evidence_on, made.kept_at = evidence.strip()[:300], on, now
    made.save(update_fields=["evidence", "evidence_on", "kept_at"])
    case.write("promise.kept", at=now, agent=agent, promise=made.pk, on=on.isoformat())
    reckon(case, now=now)
    return True


@transaction.atomic
def move(made: Promise, agent: "Agent", due: datetime, why: str, *, now: datetime) -> None:
    """Give a promise a new date, with the reason; the customer is owed a word about it."""
    _check(why, due, now=now)
    case = Case.locked(made.case_id)
    made = Promise.objects.get(pk=made.pk)
    if not made.is_open:
        raise AlreadyDone("promise_settled")
    made.due, made.broken_at = due, None
    made.save(update_fields=["due", "broken_at"])
    case.notes.create(agent=agent, text=why.strip(), written_at=now)
    case.write("promise.moved", at=now, agent=agent, promise=made.pk, due=due.isoformat())
    reckon(case, now=now)


@transaction.atomic
def pass_on(made: Promise, agent: "Agent", *, now: datetime) -> None:
    """Let the backup have a promise whose owner can't get to it; who had it stands in from now on (C3.3)."""
    case = Case.locked(made.case_id)
    made = Promise.objects.select_related("owner", "backup").get(pk=made.pk)
    if not made.is_open:
        raise AlreadyDone("promise_settled")
    if made.backup is None:
        raise Missing("backup")
    made.owner, made.backup = made.backup, made.owner
    made.save(update_fields=["owner", "backup"])
    case.write("promise.passed_on", at=now, agent=agent, promise=made.pk)
    reckon(case, now=now)


@transaction.atomic
def doubt(made: Promise, agent: "Agent", *, now: datetime) -> None:
    """Say that a promise may not be kept in time, so that the customer hears it before the date."""
    case = Case.locked(made.case_id)
    case.write("promise.at_risk", at=now, agent=agent, promise=made.pk)
    reckon(case, now=now)


@transaction.atomic
def ask_customer(case: Case, agent: "Agent", what: str, *, now: datetime, due: datetime | None = None) -> ActionItem:
    """Record what the customer said they would do; our open promises wait until their next word."""
    case = Case.locked(case.pk)
    _refuse_closed(case)
    if not what.strip():
        raise Missing("what")
    item = ActionItem.objects.create(case=case, what=what.strip()[:300], due=due, asked_by=agent, asked_at=now)
    open_promises = case.promises.filter(kept_at=None, withdrawn_at=None, broken_at=None)
    case.write(
        "item.asked",
        at=now,
        agent=agent,
        item=item.pk,
        due=due.isoformat() if due else None,
        promises=list(open_promises.values_list("pk", flat=True)),
    )
    reckon(case, now=now)
    return item


@transaction.atomic
def finish_item(item: ActionItem, agent: "Agent", *, now: datetime) -> None:
    """Note that the customer did what they said they would."""
    case = Case.locked(item.case_id)
    if not ActionItem.objects.filter(pk=item.pk, done_at=None).update(done_at=now):
        raise AlreadyDone("item_done")
    case.write("item.done", at=now, agent=agent, item=item.pk)
    reckon(case, now=now)


def _when_it_arrived(evidence: str, on: datetime | None, *, now: datetime) -> datetime:
    if not evidence.strip():
        raise Missing("evidence")
    if on is not None and on > now:
        raise Malformed("evidence_in_future")
    return on or now


def _refuse_beyond(case: Case, agent: "Agent", thing: Thing, *, now: datetime) -> None:
    """Refuse money that the agent may not give, whether it stands in the amount or only in the words."""
    if thing.amount is not None:
        refuse_beyond(case, agent, as_remedy(thing.remedy) or BY_HAND, thing.amount, words=thing.what, now=now)
        return
    for found in find(thing.what):
        refuse_beyond(case, agent, BY_HAND, found.money, words="", now=now)


def _part(made: Promise, amount: Money | None) -> Money | None:
    """Return how much has arrived: the amount named, else all that was still to come."""
    rest = made.outstanding
    if amount is None:
        return rest
    if rest is None or amount.currency != rest.currency or not 0 < amount.amount <= rest.amount:
        raise Malformed("delivery_amount", amount=str(amount), rest=str(rest or ""))
    return amount


def _refuse_closed(case: Case) -> None:
    if not case.is_open:
        raise AlreadyDone("case_closed")


def _check(words: str, due: datetime, *, now: datetime) -> None:
    if not words.strip():
        raise Missing("what")
    if due <= now:
        raise Malformed("due_in_past")
    if due > now + FARTHEST:
        raise Malformed("due_too_far")
