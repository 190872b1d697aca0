"""An agent is away, leaves or comes back; what they owed is never left with nobody."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from amends.craft.refusal import Malformed, NotAllowed
from amends.desk.cases.models import Case
from amends.desk.handoffs.models import Handoff
from amends.desk.owed.actions import reckon
from amends.desk.people.models import Agent
from amends.desk.people.staff import refuse_last_lead

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def leave(agent: "Agent", *, now: "datetime") -> int:
    """End an agent's access; their open cases go back to the team, their promises to the backup. Return how many cases.

    Raises NotAllowed for the last lead.
    """
    refuse_last_lead(agent)
    agent.is_active = False
    agent.save(update_fields=["is_active"])
    Handoff.objects.filter(taker=agent, accepted_at=None, declined_at=None).update(
        declined_at=now, reason="left the desk"
    )
    touched = Q(owner=agent) | Q(obligations__owner=agent, obligations__settled_by=None)
    cases = list(Case.objects.open().filter(touched).order_by("pk").values_list("pk", flat=True).distinct())
    return sum(_stand_in(pk, agent, now=now) for pk in cases)


@transaction.atomic
def come_back(agent: "Agent") -> None:
    """Let an agent in again; cases are taken anew."""
    agent.is_active = True
    agent.save(update_fields=["is_active"])


@transaction.atomic
def be_away(agent: "Agent", until: "datetime", *, now: "datetime", deputy: "Agent | None" = None) -> int:
    """Be away until an instant: what they owe goes to the backup, else to the deputy; return how many cases changed.

    Raises Malformed for an instant that has passed, NotAllowed for a deputy who isn't here or is the agent.
    """
    if until <= now:
        raise Malformed("away_until")
    if deputy is not None and (deputy.pk == agent.pk or not deputy.is_here(now=now)):
        raise NotAllowed("deputy")
    agent.away_until, agent.deputy = until, deputy or agent.deputy
    agent.save(update_fields=["away_until", "deputy"])
    return _reckon_all(agent, now=now)


@transaction.atomic
def be_back(agent: "Agent", *, now: "datetime") -> int:
    """Be there again: what is theirs is theirs again; return how many cases changed."""
    agent.away_until = None
    agent.save(update_fields=["away_until"])
    return _reckon_all(agent, now=now)


def end_absences(*, now: "datetime") -> int:
    """Welcome back everybody whose absence has ended; return how many."""
    back = list(Agent.objects.filter(away_until__lte=now))
    for agent in back:
        be_back(agent, now=now)
    return len(back)


def _reckon_all(agent: "Agent", *, now: "datetime") -> int:
    """Resolve anew who owes what in every open case that the agent has to do with."""
    mine = Q(owner=agent) | Q(promises__owner=agent, promises__kept_at=None, promises__withdrawn_at=None)
    owed = Q(obligations__owner=agent, obligations__settled_by=None) | Q(
        obligations__backup=agent, obligations__settled_by=None
    )
    cases = Case.objects.open().filter(mine | owed).order_by("pk").values_list("pk", flat=True).distinct()
    for pk in (found := list(cases)):
        reckon(Case.locked(pk), now=now)
    return len(found)


def _stand_in(pk: int, agent: "Agent", *, now: "datetime") -> bool:
    """Let others owe what an agent owed in a case; return whether it was the agent's own."""
    case = Case.locked(pk)
    owned = case.owner_id == agent.pk
    if owned:
        case.give_to(None)
    reckon(case, now=now)
    return owned
