"""An agent leaves or comes back; what they owed is never left with nobody."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from amends.desk.cases.models import Case
from amends.desk.handoffs.models import Handoff
from amends.desk.owed.actions import reckon
from amends.desk.people.staff import refuse_last_lead

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.people.models import Agent


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


def _stand_in(pk: int, agent: "Agent", *, now: "datetime") -> bool:
    """Let others owe what an agent owed in a case; return whether it was the agent's own."""
    case = Case.locked(pk)
    owned = case.owner_id == agent.pk
    if owned:
        case.give_to(None)
    reckon(case, now=now)
    return owned
