"""Somebody senior is called for: by a person, or because a customer was passed about too often (C2.8, C4.7)."""

from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.refusal import AlreadyDone, Missing, NotAllowed
from amends.desk.cases.models import Case, Event, Note
from amends.desk.owed.actions import reckon
from amends.desk.owed.models import Obligation
from amends.desk.standing.reading import standing_of

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.people.models import Agent


@transaction.atomic
def escalate(case: Case, agent: "Agent", why: str, *, now: "datetime", senior: "Agent | None" = None) -> None:
    """Call for somebody senior, a named one or whoever stands for it; they owe the customer a word within the hour.

    Raises Missing without a reason, AlreadyDone where a senior is called for already, NotAllowed for one of no
    higher level.
    """
    if not why.strip():
        raise Missing("reason")
    case = Case.locked(case.pk)
    if not case.is_open:
        raise AlreadyDone("case_closed")
    if Obligation.objects.open().of(case).filter(kind="escalate").exists():
        raise AlreadyDone("escalated")
    if senior is not None and (senior.pk == agent.pk or senior.rank < agent.rank or not senior.is_here(now=now)):
        raise NotAllowed("senior")
    note = Note.objects.create(case=case, agent=agent, kind=Note.Kind.BRIEFING, text=why.strip(), written_at=now)
    call(case, "asked", now=now, agent=agent, senior=senior, note=note.pk)
    reckon(case, now=now)


def notice_bounces(case: Case, *, now: "datetime") -> bool:
    """Call for somebody senior where the customer was passed about too often; part of another action.

    Once a case: who was called owns it to the end.
    """
    called = {"escalation.asked"}
    if Event.objects.filter(case=case, kind__in=called).exists():
        return False
    if not standing_of(case.customer, now=now).bounces.over:
        return False
    call(case, "bounces", now=now)
    return True


def call(
    case: Case,
    why: str,
    *,
    now: "datetime",
    agent: "Agent | None" = None,
    senior: "Agent | None" = None,
    note: int | None = None,
) -> None:
    """Write down that somebody senior is called for, and why; part of an action that reckons."""
    person = senior.pk if senior is not None else None
    case.write("escalation.asked", at=now, agent=agent, why=why, person=person, note=note)
