"""Offers: drafted, allowed or sent to somebody with authority, said to the customer, taken back or turned down."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.money import Money
from amends.craft.policy import as_remedy, is_money
from amends.craft.refusal import AlreadyDone, Malformed, Missing, NotAllowed
from amends.desk.cases.models import Case, Message, Note
from amends.desk.offers.approving import ask_leave, end_asking
from amends.desk.offers.authority import decide_on, reach_of
from amends.desk.offers.choosing import is_beyond_policy
from amends.desk.offers.models import MOST_DAYS, Approval, Offer, Option
from amends.desk.offers.precedents import Alikes
from amends.desk.owed.actions import reckon

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.people.models import Agent
    from amends.desk.policies.models import Version

MOST_OPTIONS = 6


@dataclass(frozen=True, slots=True)
class Pick:
    """One option as an agent puts it together, from a policy or in their own words."""

    title: str
    remedy: str
    amount: Money | None = None
    due_days: int = 3
    version: "Version | None" = None
    option_key: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """How the options hang together, and what a refusal needs."""

    together: bool = False
    refuses: bool = False
    reason: str = ""
    appeal: str = ""
    why_different: str = ""
    ask_why: str = field(default="", metadata={"help": "what the approver should know"})


@transaction.atomic
def draft(case: Case, agent: "Agent", picks: Sequence[Pick], terms: Terms, *, now: "datetime") -> Offer:
    """Put an offer together; it takes the place of an earlier one that was not said yet.

    What lies beyond the agent's authority is asked for at once, of the right person, and holds the offer until they
    decide. Raises Missing without an option, for a refusal without a reason, or one without another way (C2.6), and
    where an amount lies outside of what cases alike got and nobody says why this one is different (C1.3).
    """
    case = Case.locked(case.pk)
    if not case.is_open:
        raise AlreadyDone("case_closed")
    _check(picks, terms)
    _refuse_unexplained(case, agent, picks, terms, now=now)
    for earlier in Offer.objects.unsaid().filter(case=case):
        _take_back(earlier, agent, now=now)
    made = Offer.objects.create(
        case=case,
        made_by=agent,
        drafted_at=now,
        together=terms.together,
        refuses=terms.refuses,
        reason=terms.reason.strip(),
        appeal=terms.appeal.strip(),
        why_different=terms.why_different.strip(),
    )
    for position, pick in enumerate(picks):
        _ask_if_beyond(_kept(made, position, pick), case, agent, why=terms.ask_why, now=now)
    reckon(case, now=now)
    return made


@transaction.atomic
def withdraw(offer: Offer, agent: "Agent", *, now: "datetime") -> None:
    """Take an offer back that the customer has not been told of; what was said is kept or renegotiated, not unsaid."""
    case = Case.locked(offer.case_id)
    offer = Offer.objects.get(pk=offer.pk)
    if offer.withdrawn_at is not None:
        raise AlreadyDone("offer_withdrawn")
    if offer.is_said:
        raise NotAllowed("offer_said")
    _take_back(offer, agent, now=now)
    reckon(case, now=now)


@transaction.atomic
def decline(offer: Offer, agent: "Agent", *, now: "datetime") -> None:
    """Note that the customer turned the offer down; it no longer binds us, nor counts against any limit."""
    case = Case.locked(offer.case_id)
    if not Offer.objects.standing().filter(pk=offer.pk).update(declined_at=now):
        raise AlreadyDone("offer_settled")
    case.write("offer.withdrawn", at=now, agent=agent, offer=offer.pk, declined=True)
    reckon(case, now=now)


def carry(case: Case, agent: "Agent", *, now: "datetime", by: Message | Note) -> Offer | None:
    """Tie the drafted offer of a case, if there is one, to the reply or call that says it; part of another action.

    Raises NotAllowed while leave is asked for ("approval_open") or was refused ("approval_refused"), and where the
    sender may not give it and has no leave ("beyond_authority"): what was allowed once is weighed anew.
    """
    offer = Offer.objects.unsaid().filter(case=case).order_by("-pk").first()
    if offer is None:
        return None
    for option in offer.options.all():
        _refuse_without_leave(option, case, agent, now=now)
    if isinstance(by, Message):
        offer.message = by
    else:
        offer.note = by
    offer.save(update_fields=["message", "note"])
    return offer


def let_go(message: Message) -> None:
    """Make an offer a draft again whose reply was taken back; part of another action."""
    Offer.objects.filter(message=message).update(message=None)


def _check(picks: Sequence[Pick], terms: Terms) -> None:
    if terms.refuses and not terms.reason.strip():
        raise Missing("refusal_reason")
    if terms.refuses and not picks and not terms.appeal.strip():
        raise Missing("refusal_alternative")
    if not picks and not terms.refuses:
        raise Missing("options")
    if len(picks) > MOST_OPTIONS:
        raise Malformed("too_many_options", most=MOST_OPTIONS)
    for pick in picks:
        _check_pick(pick)


def _check_pick(pick: Pick) -> None:
    remedy = as_remedy(pick.remedy)
    if remedy is None:
        raise Malformed("remedy", remedy=pick.remedy)
    if not pick.title.strip():
        raise Missing("what")
    if (pick.amount is None) == is_money(remedy):
        raise Malformed("amount_missing" if pick.amount is None else "amount_not_for", remedy=remedy)
    if not 0 < pick.due_days <= MOST_DAYS:
        raise Malformed("due_days", days=pick.due_days)


def _refuse_unexplained(case: Case, agent: "Agent", picks: Sequence[Pick], terms: Terms, *, now: "datetime") -> None:
    """Raise Missing (code "why_different") where an amount lies outside of what cases alike got, without a reason."""
    priced = [pick for pick in picks if pick.amount is not None]
    if not priced or terms.why_different.strip():
        return
    closed = Alikes(case, agent, now=now)
    for pick in priced:
        if closed.lay(pick.amount, pick.remedy).wants_reason:
            raise Missing("why_different", title=pick.title.strip(), amount=str(pick.amount))


def _kept(offer: Offer, position: int, pick: Pick) -> Option:
    return Option.objects.create(
        offer=offer,
        position=position,
        title=pick.title.strip()[:300],
        remedy=pick.remedy,
        amount=pick.amount.amount if pick.amount else None,
        currency=pick.amount.currency if pick.amount else "",
        due_days=pick.due_days,
        version=pick.version,
        option_key=pick.option_key,
        clause=pick.clause[:160],
    )


def _ask_if_beyond(option: Option, case: Case, agent: "Agent", *, why: str, now: "datetime") -> None:
    reach = reach_of(case, agent, now=now, weighed=option)
    beyond = is_beyond_policy(option, case, reach, now=now)
    if beyond or not decide_on(reach, option).within:
        ask_leave(option, case, agent, why=why, now=now, senior=beyond)


def _refuse_without_leave(option: Option, case: Case, agent: "Agent", *, now: "datetime") -> None:
    """Raise NotAllowed where nobody with authority stands behind the option at this moment."""
    last = Approval.objects.filter(option=option).order_by("-pk").first()
    if last is not None and last.is_open:
        raise NotAllowed("approval_open", title=option.title, approver=last.approver.public_name)
    if last is not None and not last.granted:
        raise NotAllowed("approval_refused", title=option.title)
    reach = reach_of(case, agent, now=now, weighed=option)
    verdict = decide_on(reach, option)
    if last is None and not verdict.within:
        raise NotAllowed("beyond_authority", amount=str(option.money or option.remedy), most=str(verdict.most or ""))


def _take_back(offer: Offer, agent: "Agent", *, now: "datetime") -> None:
    offer.withdrawn_at = now
    offer.save(update_fields=["withdrawn_at"])
    for option in offer.options.all():
        end_asking(option, agent, now=now)
    offer.case.write("offer.withdrawn", at=now, agent=agent, offer=offer.pk)
