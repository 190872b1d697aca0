"""Reminds people of what they owe: the owner before it is due, the backup once it is late, then the lead."""

from typing import TYPE_CHECKING

from django.db import transaction

from amends.desk.owed.models import Chase, Obligation
from amends.desk.owed.rules import Turn, next_turn, turn_at
from amends.desk.people.models import Agent
from amends.desk.policies.models import DeskSettings

if TYPE_CHECKING:
    from datetime import datetime


def chase(*, now: "datetime") -> int:
    """Note who is to be reminded of what at `now`; nobody outside open hours. Return how many turns were taken."""
    settings = DeskSettings.current()
    if not settings.calendar.is_open(now):
        return 0
    rows = Obligation.objects.open().filter(chase_at__lte=now, paused=False).order_by("chase_at")
    return sum(_chase(pk, settings, now=now) for pk in list(rows.values_list("pk", flat=True)))


@transaction.atomic
def _chase(pk: int, settings: DeskSettings, *, now: "datetime") -> bool:
    row = Obligation.objects.select_for_update(of=("self",)).select_related("owner", "backup").get(pk=pk)
    if row.settled_by_id is not None or row.chase_at is None or row.chase_at > now:
        return False
    told = set(row.chases.values_list("step", flat=True))
    turn = next_turn(told)
    if turn is not None:
        people = _people(row, turn)
        Chase.objects.bulk_create(
            [Chase(obligation=row, agent=agent, step=turn, at=now) for agent in people], ignore_conflicts=True
        )
        told.add(turn)
    row.chase_at = _next_look(row, next_turn(told), settings, now=now)
    row.save(update_fields=["chase_at"])
    return turn is not None


def _next_look(row: Obligation, turn: Turn | None, settings: DeskSettings, *, now: "datetime") -> "datetime | None":
    if turn is None:
        return None
    at = turn_at(turn, row.opened_at, row.due, settings.journey_times, settings.calendar)
    return max(at, now)


def _people(row: Obligation, turn: Turn) -> list[Agent]:
    """Return whom to remind; what nobody owns is told to the whole team, what has no backup to the leads."""
    leads = list(Agent.objects.filter(is_lead=True, is_active=True))
    if turn == "lead":
        return leads
    one = row.owner if turn == "owner" else row.backup
    if one is not None:
        return [one] if one.is_active else leads
    return list(row.team.agents.filter(is_active=True)) if row.owner is None else []
