"""Promises of money in the words of a draft: found, and held where nobody may give that (C2.5)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amends.craft.money import Money, parse
from amends.craft.refusal import Malformed, NotAllowed
from amends.desk.offers.authority import BY_HAND, decision, limits_of_the_desk
from amends.desk.offers.models import Approval, Option
from amends.desk.owed.models import Promise

if TYPE_CHECKING:
    from datetime import datetime

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
    from amends.craft import coach  # noqa: PLC0415  (patterns are compiled where somebody writes)

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
    """A promise in words that goes beyond what the agent may give, and what is left to them."""

    found: InWords
    most: Money | None


def promises_beyond(case: "Case", agent: "Agent", text: str, *, now: "datetime") -> tuple[Beyond, ...]:
    """Return what a text promises in money that neither the agent may give nor anybody has allowed.

    What was promised, offered or allowed in this case before may be said again.
    """
    promised = [found for found in promised_in(text) if found.amount is not None]
    if not promised or not limits_of_the_desk():
        return ()
    known = {*_promised_before(case), *_allowed(case)}
    held = []
    for found in promised:
        if found.amount is None or (found.amount.amount, found.amount.currency) in known:
            continue
        verdict = decision(case, agent, BY_HAND, found.amount, now=now)
        if not verdict.within:
            held.append(Beyond(found, verdict.most))
    return tuple(held)


def refuse_promises_beyond(case: "Case", agent: "Agent", text: str, *, now: "datetime") -> None:
    """Hold a text that promises money beyond what may be given.

    Raises NotAllowed (code "promised_beyond", with the amount and what is left to the agent).
    """
    for held in promises_beyond(case, agent, text, now=now):
        raise NotAllowed("promised_beyond", amount=str(held.found.amount), most=str(held.most or ""))


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
