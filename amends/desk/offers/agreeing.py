"""Agreement: what the customer chose becomes promises, with owner, backup, exact amount and date (C1.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.money import find
from amends.craft.refusal import AlreadyDone, Malformed, Missing, NotAllowed
from amends.desk.cases.models import Case, Message
from amends.desk.jobs.reactions import react
from amends.desk.offers.actions import Thing, enter_promise
from amends.desk.offers.models import Agreed, Agreement, Offer, Option
from amends.desk.owed.actions import reckon
from amends.desk.policies.models import DeskSettings

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.people.models import Agent

WORDS_ONLY = frozenset({"apology", "explanation"})
"""Remedies that are given with the offer itself: nothing is left to promise."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How a choice reached us: from the customer's own page, in a reply of theirs, or by word of mouth."""

    how: Agreement.How
    agent: "Agent | None" = None
    message: Message | None = None
    words: str = ""
    proved: bool = False
    backup: "Agent | None" = None


@transaction.atomic
def agree(offer: Offer, options: Sequence[Option], choice: Choice, *, now: "datetime") -> Agreement:
    """Write down what the customer chose and turn it into promises.

    One option is chosen, unless all come together. Invariant 6: money is agreed to from the customer's page only
    where the address was proved, by a reply only where it is one of the customer's own in this case and an agent
    confirms it, by word of mouth only where an agent notes what was said. Raises NotAllowed otherwise ("not_proved").
    """
    case = Case.locked(offer.case_id)
    offer = Offer.objects.select_related("made_by").get(pk=offer.pk)
    _refuse_settled(offer, case)
    chosen = _chosen(offer, options)
    _refuse_unproved(case, chosen, choice)
    agreement = Agreement.objects.create(
        offer=offer,
        how=choice.how,
        agent=choice.agent,
        message=choice.message,
        words=choice.words.strip(),
        agreed_at=now,
    )
    made = case.write(
        "offer.agreed", at=now, agent=choice.agent, offer=offer.pk, options=[option.pk for option in chosen]
    )
    react("offer.agreed", made.pk)
    for option in chosen:
        _promise(case, agreement, option, choice, now=now)
    reckon(case, now=now)
    return agreement


def _refuse_settled(offer: Offer, case: Case) -> None:
    if not case.is_open:
        raise AlreadyDone("case_closed")
    if not Offer.objects.standing().filter(pk=offer.pk).exists():
        raise AlreadyDone("offer_settled")
    if not Offer.objects.made().filter(pk=offer.pk).exists():
        raise NotAllowed("offer_not_said")


def _chosen(offer: Offer, options: Sequence[Option]) -> list[Option]:
    """Return the options that were chosen: exactly one, or all where they come together; a single one goes unsaid."""
    own = list(offer.options.all())
    wanted = {option.pk for option in options}
    if offer.together or (len(own) == 1 and not wanted):
        return own
    chosen = [option for option in own if option.pk in wanted]
    if not chosen:
        raise Missing("option")
    if len(chosen) > 1 or len(wanted) != 1:
        raise Malformed("one_option")
    return chosen


def _refuse_unproved(case: Case, chosen: Sequence[Option], choice: Choice) -> None:
    if choice.how == Agreement.How.PORTAL:
        if any(option.amount is not None or find(option.title) for option in chosen) and not choice.proved:
            raise NotAllowed("not_proved")
        return
    if choice.agent is None:
        raise NotAllowed("agent_confirms")
    if choice.how == Agreement.How.WORD and not choice.words.strip():
        raise Missing("words")
    if choice.how == Agreement.How.REPLY:
        theirs = choice.message
        if theirs is None or theirs.is_ours or not theirs.verified or not case.messages.filter(pk=theirs.pk).exists():
            raise NotAllowed("not_their_reply")


def _promise(case: Case, agreement: Agreement, option: Option, choice: Choice, *, now: "datetime") -> None:
    if option.remedy in WORDS_ONLY:
        Agreed.objects.create(agreement=agreement, option=option)
        return
    owner = case.owner or choice.agent or agreement.offer.made_by
    due = DeskSettings.shared().calendar.close_of_day(now, option.due_days)
    thing = Thing(what=option.title, amount=option.money, remedy=option.remedy)
    promise = enter_promise(case, owner, thing, due=due, owner=owner, backup=choice.backup, now=now)
    Agreed.objects.create(agreement=agreement, option=option, promise=promise)
