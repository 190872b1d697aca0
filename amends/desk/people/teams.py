"""Teams: who works together, and so who sees which cases."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, ProtectedError, Q, QuerySet

from amends.craft.refusal import Missing, NotAllowed
from amends.desk.people.models import DESK_TEAM, Agent, Team
from amends.desk.people.staff import refuse_all_but_leads


def teams() -> QuerySet[Team]:
    """Return all teams with the number of members who work here, as `people`."""
    return Team.objects.annotate(people=Count("agents", filter=Q(agents__is_active=True))).order_by("name")


@transaction.atomic
def write_team(name: str, members: Iterable[Agent], agent: Agent, *, row: Team | None = None) -> Team:
    """Write a team and its members, new or in place of another; the team Desk keeps its name.

    Raises NotAllowed to all but leads and where the name is taken, Missing without one.
    """
    refuse_all_but_leads(agent)
    name = name.strip()[:80]
    if not name:
        raise Missing("name")
    row = row or Team()
    if row.name == DESK_TEAM != name:
        raise NotAllowed("desk_team")
    if Team.objects.filter(name__iexact=name).exclude(pk=row.pk).exists():
        raise NotAllowed("team_there", name=name)
    row.name = name
    row.save()
    row.agents.set(members)
    return row


@transaction.atomic
def remove_team(row: Team, agent: Agent) -> None:
    """Take a team away that nobody belongs to and nothing refers to.

    Raises NotAllowed to all but leads, for the team Desk, and while it is in use.
    """
    refuse_all_but_leads(agent)
    if row.name == DESK_TEAM:
        raise NotAllowed("desk_team")
    if row.agents.exists():
        raise NotAllowed("team_used", name=row.name)
    try:
        row.delete()
    except ProtectedError as error:
        raise NotAllowed("team_used", name=row.name) from error
