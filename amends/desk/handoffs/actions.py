"""Taking a case, and handing it over with a briefing; the customer is never passed on cold (C5.2)."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.refusal import AlreadyDone, Missing, NotAllowed
from amends.desk.cases.models import Case, Note
from amends.desk.handoffs.escalating import notice_bounces
from amends.desk.handoffs.models import Handoff
from amends.desk.jobs.reactions import react
from amends.desk.owed.actions import reckon
from amends.desk.policies.models import DeskSettings

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.people.models import Agent

LAPSED = "not accepted in time"


@transaction.atomic
def take(case: Case, agent: "Agent", *, now: "datetime", open_only: bool = True) -> None:
    """Make the case one's own; what it owes is owed by this agent from now on."""
    case = Case.locked(case.pk)
    if case.owner_id == agent.pk:
        raise AlreadyDone("case_taken")
    if open_only and not case.is_open:
        raise AlreadyDone("case_closed")
    case.give_to(agent)
    case.write("case.taken", at=now, agent=agent)
    Handoff.objects.filter(case=case, accepted_at=None, declined_at=None).update(
        declined_at=now, reason="taken by somebody"
    )
    reckon(case, now=now)


@transaction.atomic
def offer(
    case: Case, giver: "Agent", taker: "Agent", briefing: str, *, now: "datetime", introduces: bool = False
) -> Handoff:
    """Ask a colleague to take over. The giver owns the case until it is accepted, and has it back if it isn't in time.

    With `introduces` the customer gets a mail that names both as soon as it is accepted (C5.2).
    """
    case = Case.locked(case.pk)
    if not briefing.strip():
        raise Missing("briefing")
    if not case.is_open:
        raise AlreadyDone("case_closed")
    if taker.pk == case.owner_id or not taker.is_active:
        raise NotAllowed("taker")
    if Handoff.objects.filter(case=case, accepted_at=None, declined_at=None).exists():
        raise AlreadyDone("handoff_open")
    note = Note.objects.create(case=case, agent=giver, kind=Note.Kind.BRIEFING, text=briefing.strip(), written_at=now)
    settings = DeskSettings.shared()
    made = Handoff.objects.create(
        case=case,
        giver=giver,
        taker=taker,
        briefing=note,
        offered_at=now,
        introduces=introduces,
        accept_by=settings.calendar.add(now, timedelta(minutes=settings.journey_times.hand_over_minutes)),
    )
    case.write("handoff.offered", at=now, agent=giver, handoff=made.pk, taker=taker.pk)
    reckon(case, now=now)
    return made


@transaction.atomic
def accept(made: Handoff, agent: "Agent", *, now: "datetime") -> None:
    """Take the case over; the giver keeps the follow-up (C5.5)."""
    case = Case.locked(made.case_id)
    _refuse_others(made, agent)
    made.accepted_at = now
    made.save(update_fields=["accepted_at"])
    case.give_to(agent)
    data = {"handoff": made.pk, "giver": made.giver_id, "introduced": made.introduces}
    accepted = case.write("handoff.accepted", at=now, agent=agent, **data)
    if made.introduces:
        react("handoff.accepted", accepted.pk)
    notice_bounces(case, now=now)
    reckon(case, now=now)


@transaction.atomic
def decline(made: Handoff, agent: "Agent", reason: str, *, now: "datetime") -> None:
    """Give it back with a reason; the giver goes on owning the case."""
    case = Case.locked(made.case_id)
    _refuse_others(made, agent)
    if not reason.strip():
        raise Missing("reason")
    made.declined_at, made.reason = now, reason.strip()[:300]
    made.save(update_fields=["declined_at", "reason"])
    case.write("handoff.declined", at=now, agent=agent, handoff=made.pk)
    reckon(case, now=now)


def lapse_due(*, now: "datetime") -> int:
    """Give cases back whose hand-over nobody accepted in time; return how many."""
    late = Handoff.objects.filter(accepted_at=None, declined_at=None, accept_by__lte=now)
    return sum(_lapse(pk, now=now) for pk in list(late.values_list("pk", flat=True)))


@transaction.atomic
def _lapse(pk: int, *, now: "datetime") -> bool:
    case = Case.locked(Handoff.objects.values_list("case_id", flat=True).get(pk=pk))
    made = Handoff.objects.get(pk=pk)
    if not made.is_open:
        return False
    made.declined_at, made.reason = now, LAPSED
    made.save(update_fields=["declined_at", "reason"])
    case.write("handoff.declined", at=now, handoff=made.pk, lapsed=True)
    reckon(case, now=now)
    return True


def _refuse_others(made: Handoff, agent: "Agent") -> None:
    made.refresh_from_db()
    if not made.is_open:
        raise AlreadyDone("handoff_settled")
    if made.taker_id != agent.pk:
        raise NotAllowed("not_the_taker")
