"""How far an agent may go for a customer: the table of authority, and all that the customer was given before."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from amends.craft.money import Money, find
from amends.craft.money.amount import MOST
from amends.craft.money.currencies import CODES
from amends.craft.policy import Asker, Given, Limit, as_remedy, decide, is_money
from amends.craft.policy import Authority as Reach
from amends.craft.refusal import Malformed, Missing, NotAllowed
from amends.desk.offers.models import Offer, Option, days_since
from amends.desk.owed.models import Promise
from amends.desk.owed.rules import exact
from amends.desk.people.models import Agent
from amends.desk.policies.models import Authority

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from amends.craft.policy import Decision, Remedy
    from amends.desk.cases.models import Case

BY_HAND: "Remedy" = "goodwill"
"""What a promise of money counts as where nobody said which remedy it is."""


def decision(case: "Case", agent: Agent, remedy: "Remedy", amount: Money | None, *, now: datetime) -> "Decision":
    """Return whether the agent may give that in this case, how much is left to them, and from which rank one may."""
    return decide(reach_of(case, agent, now=now), remedy, amount)


def reach_of(
    case: "Case",
    agent: Agent,
    *,
    now: datetime,
    weighed: Option | None = None,
    without: Offer | None = None,
) -> Reach:
    """Return all that decides how far an agent may go in a case, besides the option that is `weighed` itself.

    The draft `without` doesn't count: another one is about to take its place.

    A desk that has written down no limits has none; once a single row is there, nothing is granted without one.
    """
    limits = limits_of_the_desk() or _no_limits()
    return Reach(
        limits=limits, asker=_asker(agent), given=tuple(given_to(case, now=now, weighed=weighed, without=without))
    )


def decide_on(reach: Reach, option: Option) -> "Decision":
    """Return whether an option lies within reach, with all the money that its words name."""
    return _decide_all(reach, as_remedy(option.remedy) or BY_HAND, option.money, words=option.title)


def refuse_beyond(
    case: "Case", agent: Agent, remedy: "Remedy", amount: Money | None, *, words: str, now: datetime
) -> None:
    """Raise NotAllowed (code "beyond_authority", with what is left and who may) where the agent may not give that.

    What the words name counts too: "Refund of 900 EUR" over an amount of 1 EUR is a promise of 900.
    """
    verdict = _decide_all(reach_of(case, agent, now=now), remedy, amount, words=words)
    if not verdict.within:
        raise NotAllowed(
            "beyond_authority", amount=str(amount or remedy), most=str(verdict.most or ""), who=verdict.who
        )


def _decide_all(reach: Reach, remedy: "Remedy", amount: Money | None, *, words: str) -> "Decision":
    """Decide on a remedy and on every larger sum that its words name; the first no stands for all."""
    own = decide(reach, remedy, amount)
    for found in find(words):
        if not own.within:
            break
        named = found.money
        if amount is None or named.currency != amount.currency or named.amount > amount.amount:
            own = decide(reach, remedy if is_money(remedy) else BY_HAND, named)
    return own


@dataclass(frozen=True, slots=True)
class Approvers:
    """Who could give leave in a case: the colleagues of who asks, and all that decides how far each may go."""

    asker: Agent
    reach: Reach
    colleagues: tuple[Agent, ...]
    team: frozenset[int]
    now: datetime

    def find(self, remedy: "Remedy", amount: Money | None, *, senior: bool = False) -> Agent | None:
        """Return the lowest in rank who may and is here, of the case's team first, or a deputy; `senior` to the asker.

        What lies beyond a policy wants somebody senior, whatever the asker's own limits are.
        """
        able = (colleague for colleague in self.colleagues if not senior or self._is_senior(colleague))
        able = (colleague for colleague in able if _may(self.reach, colleague, remedy, amount))
        here = {person.pk: person for colleague in able if (person := colleague.stands_in(now=self.now)) is not None}
        here.pop(self.asker.pk, None)
        return min(here.values(), key=lambda person: (person.pk not in self.team, person.rank, person.pk), default=None)

    def _is_senior(self, colleague: Agent) -> bool:
        return colleague.rank > self.asker.rank or (colleague.is_lead and not self.asker.is_lead)


def approvers_for(case: "Case", agent: Agent, reach: Reach, *, now: datetime) -> Approvers:
    """Return who could give an agent leave, to be asked about one option or many."""
    team = frozenset(Agent.objects.filter(teams=case.team_id).values_list("pk", flat=True))
    return Approvers(agent, reach, tuple(_colleagues(agent)), team, now)


def approver_for(case: "Case", agent: Agent, option: Option, *, now: datetime, senior: bool = False) -> Agent:
    """Return who is asked for leave (see `Approvers.find`).

    Raises Missing (code "nobody_may_approve") where nobody may who is here.
    """
    reach = reach_of(case, agent, now=now, weighed=option)
    remedy = as_remedy(option.remedy) or BY_HAND
    found = approvers_for(case, agent, reach, now=now).find(remedy, option.money, senior=senior)
    if found is None:
        raise Missing("nobody_may_approve", amount=str(option.money or option.remedy))
    return found


def may_approve(case: "Case", agent: Agent, option: Option, *, now: datetime) -> bool:
    """Return whether an agent may decide on an option: by their own authority, or as deputy of one who is away."""
    remedy = as_remedy(option.remedy) or BY_HAND
    reach = reach_of(case, agent, now=now, weighed=option)
    if _may(reach, agent, remedy, option.money):
        return True
    away = [colleague for colleague in _colleagues(agent) if colleague.stands_in(now=now) == agent]
    return any(_may(reach, colleague, remedy, option.money) for colleague in away)


def _colleagues(agent: Agent) -> "Iterable[Agent]":
    others = Agent.objects.filter(is_active=True).exclude(pk=agent.pk)
    return others.select_related("level", "deputy__level").prefetch_related("teams")


def _may(reach: Reach, agent: Agent, remedy: "Remedy", amount: Money | None) -> bool:
    return decide(replace(reach, asker=_asker(agent)), remedy, amount).within


def _asker(agent: Agent) -> Asker:
    return Asker(level=agent.rank, teams=frozenset(team.name for team in agent.teams.all()))


def limits_of_the_desk() -> tuple[Limit, ...]:
    """Return the table of authority as limits."""
    return tuple(_limit(row) for row in Authority.objects.select_related("level", "team"))


def given_to(
    case: "Case", *, now: datetime, weighed: Option | None = None, without: Offer | None = None
) -> "Iterator[Given]":
    """Yield what the customer of a case was promised or stands offered, in this case and in others.

    Splitting an amount doesn't get round a limit: promises count whether kept or not, offers until they are
    turned down. Of options to choose from, the largest counts.
    """
    promises = Promise.objects.filter(case__customer=case.customer_id, withdrawn_at=None, amount__isnull=False)
    for made in promises.select_related("case"):
        money = exact(made.amount, made.currency)
        if money is not None:
            yield _given(made.remedy, money, made.case, case, days_since(made.made_at, now=now))
    offers = Offer.objects.standing().filter(case__customer=case.customer_id).select_related("case")
    offers = offers if without is None else offers.exclude(pk=without.pk)
    for offer in offers.prefetch_related(Prefetch("options", Option.objects.filter(amount__isnull=False))):
        for option in _counted(offer, weighed):
            if option.money is not None:
                yield _given(option.remedy, option.money, offer.case, case, days_since(offer.drafted_at, now=now))


def _counted(offer: Offer, weighed: Option | None) -> "Iterable[Option]":
    """Return the options of an offer that count: all that come together, else the largest of each currency.

    What stands beside the weighed option counts only where the customer gets both.
    """
    options = [option for option in offer.options.all() if option != weighed]
    if weighed is not None and offer.pk == weighed.offer_id and not offer.together:
        return ()
    if offer.together:
        return options
    largest: dict[str, Option] = {}
    for option in options:
        best = largest.get(option.currency)
        if best is None or (option.amount or 0) > (best.amount or 0):
            largest[option.currency] = option
    return largest.values()


def _given(remedy: str, money: Money, of: "Case", case: "Case", days: int) -> Given:
    here = case.pk in {of.pk, of.merged_into_id} or of.pk == case.merged_into_id
    return Given(remedy=as_remedy(remedy) or BY_HAND, amount=money, in_this_case=here, days_ago=days)


def _limit(row: Authority) -> Limit:
    remedy = "any" if row.remedy == "any" else as_remedy(row.remedy)
    if remedy is None:
        raise Malformed("remedy", remedy=row.remedy)
    return Limit(
        level=row.level.rank if row.level else None,
        team=row.team.name if row.team else None,
        remedy=remedy,
        per_case=exact(row.per_case, row.currency),
        per_customer=exact(row.per_customer, row.currency),
        period_days=row.period_days,
    )


@lru_cache(maxsize=1)
def _no_limits() -> tuple[Limit, ...]:
    return (Limit(), *(Limit(per_case=Money(MOST - 1, currency)) for currency in sorted(CODES)))
