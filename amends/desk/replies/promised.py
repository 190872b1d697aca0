"""Promises of money in the words of a draft: found, and held where nobody may give that (C2.5)."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from amends.craft import coach
from amends.craft.money import Money, parse
from amends.craft.refusal import Malformed
from amends.desk.offers.authority import BY_HAND, decision, limits_of_the_desk
from amends.desk.offers.choosing import facts_of
from amends.desk.offers.models import Approval, Option
from amends.desk.owed.models import Promise

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.coach import Gift
    from amends.desk.cases.models import Case
    from amends.desk.people.models import Agent


@dataclass(frozen=True, slots=True)
class InWords:
    """A promise that a draft makes in its text: the sentence, its place, and what it says of amount and time."""

    text: str
    start: int
    end: int
    what: str
    when: str
    amount: Money | None


def promised_in(text: str) -> tuple[InWords, ...]:
    """Return the promises that a text makes, as far as it says what, when and how much."""
    return tuple(
        InWords(
            text=found.text,
            start=found.start,
            end=found.end,
            what=found.what.text if found.what else found.text,
            when=found.when.text if found.when else "",
            amount=_money(found.amount.text) if found.amount else None,
        )
        for found in coach.promises(text)
    )


@dataclass(frozen=True, slots=True)
class Beyond:
    """Money that a draft gives beyond what the agent may give, and what is left to them."""

    found: "Gift"
    most: Money | None


def promises_beyond(case: "Case", agent: "Agent", text: str, *, now: "datetime") -> tuple[Beyond, ...]:
    """Return what a text gives in money that neither the agent may give nor anybody has allowed.

    All that is new in it is added up, so that two promises weigh as much as one of the sum. What was promised,
    offered or allowed in this case before may be said again.
    """
    if not limits_of_the_desk():
        return ()
    facts = facts_of(case, now=now)
    gifts = coach.gives(text, whole=facts.amount_at_issue or facts.order_value)
    if not gifts:
        return ()
    known = {*_promised_before(case), *_allowed(case)}
    sums: dict[str, Decimal] = defaultdict(Decimal)
    held = []
    for gift in gifts:
        if (gift.money.amount, gift.money.currency) in known:
            continue
        sums[gift.money.currency] += gift.money.amount
        verdict = decision(case, agent, BY_HAND, Money(sums[gift.money.currency], gift.money.currency), now=now)
        if not verdict.within:
            held.append(Beyond(gift, verdict.most))
    return tuple(held)


def recorded(case: "Case") -> "set[tuple[object, str]]":
    """Return the amounts that stand in a promise or an offer of the case, as (amount, currency)."""
    options = Option.objects.filter(offer__case=case, offer__withdrawn_at=None, amount__isnull=False)
    return _promised_before(case) | set(options.values_list("amount", "currency"))


def _promised_before(case: "Case") -> "set[tuple[object, str]]":
    return set(Promise.objects.of(case).filter(amount__isnull=False).values_list("amount", "currency"))


def _allowed(case: "Case") -> "set[tuple[object, str]]":
    """Return the amounts of offers that wait for nobody's leave."""
    options = Option.objects.filter(offer__case=case, offer__withdrawn_at=None, amount__isnull=False)
    held = Approval.objects.filter(case=case).exclude(granted=True).values("option")
    return set(options.exclude(pk__in=held).values_list("amount", "currency"))


def _money(text: str) -> Money | None:
    try:
        return parse(text)
    except Malformed:
        return None
