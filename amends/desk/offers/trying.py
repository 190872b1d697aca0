"""Trying the table of authority: what somebody might give a customer who was given nothing yet, and who else might."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amends.craft.policy import Asker, Authority, decide
from amends.desk.offers.authority import limits_of_the_desk
from amends.desk.people.models import Agent

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.money import Money
    from amends.craft.policy import Limit, Remedy, Why


@dataclass(frozen=True, slots=True)
class Tried:
    """Whether it may be given; `most` without asking; why not; else who may and is here, deputies named for others."""

    within: bool
    most: "Money | None"
    why: "Why"
    others: tuple[Agent, ...]


def try_out(agent: Agent, remedy: "Remedy", amount: "Money | None", *, now: "datetime") -> Tried:
    """Return what the table says, without a case; a desk without limits lets everybody decide everything.

    Raises Malformed where amount and remedy don't go together.
    """
    limits = limits_of_the_desk()
    verdict = decide(Authority(limits, _asker(agent)), remedy, amount)
    if verdict.within or not limits:
        return Tried(within=True, most=verdict.most, why="granted", others=())
    able = [other for other in _others(agent) if _may(limits, other, remedy, amount)]
    here = {person.pk: person for other in able if (person := other.stands_in(now=now)) and person != agent}
    lowest = sorted(here.values(), key=lambda person: (person.rank, person.name))
    return Tried(within=False, most=verdict.most, why=verdict.why, others=tuple(lowest))


def _others(agent: Agent) -> list[Agent]:
    found = Agent.objects.filter(is_active=True).exclude(pk=agent.pk)
    return list(found.select_related("level", "deputy__level").prefetch_related("teams"))


def _may(limits: "tuple[Limit, ...]", agent: Agent, remedy: "Remedy", amount: "Money | None") -> bool:
    return decide(Authority(limits, _asker(agent)), remedy, amount).within


def _asker(agent: Agent) -> Asker:
    return Asker(level=agent.rank, teams=frozenset(team.name for team in agent.teams.all()))
