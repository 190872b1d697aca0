"""Ends of a case: solved or not in the customer's words, closed with an outcome, waived with a reason, run out."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.journey import BLOCKING, Journey
from amends.craft.refusal import AlreadyDone, Malformed, Missing, NotAllowed, StillOwed
from amends.desk.cases.models import Case, Event, Link
from amends.desk.owed.actions import journey_of, reckon
from amends.desk.owed.models import Obligation, Promise, Waiver
from amends.desk.policies.models import DeskSettings

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.people.models import Agent

BY_PEOPLE = frozenset({"solved", "answered", "unconfirmed", "no word", "not for us", "ended"})
"""Outcomes that a person can choose; merging and history bring their own."""

WAITED_FOR = frozenset({"promise", "answer", "understand", "offer", "call_back"})

FREE = frozenset({"not for us"})
"""Outcomes that need nothing settled before: spam and misdirected mail."""


@transaction.atomic
def close(
    case: Case,
    outcome: str,
    *,
    now: "datetime",
    agent: "Agent | None" = None,
    reasons: Mapping[int, str] | None = None,
) -> None:
    """Close the case. `reasons` waives what is still owed, by the id of the obligation.

    Raises StillOwed with the kinds that are in the way, NotAllowed where the outcome doesn't fit the case.
    """
    if outcome not in BY_PEOPLE:
        raise Malformed("outcome", outcome=outcome)
    case = Case.locked(case.pk)
    if not case.is_open:
        raise AlreadyDone("case_closed")
    for pk, reason in (reasons or {}).items():
        if agent is None:
            raise NotAllowed("waiver_needs_a_person")
        _waive(case, pk, agent, reason, now=now)
    journey = reckon(case, now=now)
    if outcome not in FREE:
        _refuse_while_owed(journey)
        _refuse_unfit(case, outcome, journey)
    _end(case, outcome, agent=agent, now=now)


@transaction.atomic
def reopen(case: Case, agent: "Agent", *, now: "datetime") -> None:
    """Open a closed case again by hand; there is always something owed in an open case."""
    case = Case.locked(case.pk)
    if case.is_open:
        raise AlreadyDone("case_open")
    case.reopen(at=now, agent=agent)
    reckon(case, now=now)


@transaction.atomic
def waive(obligation: Obligation, agent: "Agent", reason: str, *, now: "datetime") -> None:
    """Decide, with a reason, that something is owed no more; it is listed and counted."""
    case = Case.locked(obligation.case_id)
    _waive(case, obligation.pk, agent, reason, now=now)
    reckon(case, now=now)


@transaction.atomic
def say_solved(case: Case, *, now: "datetime") -> bool:
    """The customer says it is solved; close the case, unless something is still owed. Return whether it closed."""
    case = Case.locked(case.pk)
    if not case.is_open:
        raise AlreadyDone("case_closed")
    case.write("solved.said", at=now)
    journey = reckon(case, now=now)
    if any(entry.kind in BLOCKING for entry in journey.open):
        return False
    _end(case, "solved", now=now)
    return True


@transaction.atomic
def link(case: Case, older: Case, agent: "Agent", *, now: "datetime") -> Link:
    """Say that a case has to do with an older one."""
    if case.pk == older.pk:
        raise Malformed("link_to_itself")
    made, is_new = Link.objects.get_or_create(case=case, older=older, defaults={"agent": agent, "linked_at": now})
    if not is_new:
        raise AlreadyDone("linked")
    case.write("case.linked", at=now, agent=agent, older=older.pk)
    return made


def may_end_contact(case: Case) -> bool:
    """Whether nothing stands against closing a case as "ended" (C4.6).

    Once the play for it has begun, it has to be gone through: said, warned, and agreed to by a second person. Where
    none was begun, as for what came in by another channel, a person may say so by themselves.
    """
    abusive = Event.objects.of(case).filter(kind="play.recorded", data__play="abusive")
    recorded = [bool(event.data.get("ends")) for event in abusive]
    return not recorded or any(recorded)


def run_out(*, now: "datetime") -> int:
    """End the waits for a customer's word that ran out, where the journey says so; return how many ended."""
    waits = Obligation.objects.open().filter(kind="circle_back", due__lte=now)
    return sum(_run_out(pk, now=now) for pk in list(waits.order_by("due").values_list("case_id", flat=True)))


@transaction.atomic
def _run_out(case_id: int, *, now: "datetime") -> bool:
    case = Case.locked(case_id)
    settings = DeskSettings.current()
    journey = journey_of(case, now=now, settings=settings)
    wait = next((entry for entry in journey.open if entry.kind == "circle_back"), None)
    if wait is None or wait.due > now or not case.is_open:
        return False
    outcome = journey.ends_in_silence(settings.journey_times)
    if outcome is not None:
        _end(case, outcome, now=now)
        return True
    if journey.asked_if_solved and not journey.outstanding:
        case.write("waiting.ran_out", at=now)
        reckon(case, now=now, settings=settings)
        return True
    return False


def notice_silence(*, now: "datetime") -> int:
    """Reckon the cases in which we may have been silent too long; return how many were looked at.

    Those that owe an update already are passed over, so that nothing is looked at for ever.
    """
    silence = timedelta(days=DeskSettings.shared().journey_times.silence_days)  # working days are never shorter
    waiting = Obligation.objects.open().filter(kind__in=WAITED_FOR, paused=False).values("case")
    told = Obligation.objects.open().filter(kind="update").values("case")
    quiet = Case.objects.open().filter(pk__in=waiting, last_said_at__lt=now - silence).exclude(pk__in=told)
    cases = list(quiet.values_list("pk", flat=True))
    for pk in cases:
        with transaction.atomic():
            reckon(Case.locked(pk), now=now)
    return len(cases)


def _waive(case: Case, pk: int, agent: "Agent", reason: str, *, now: "datetime") -> None:
    row = Obligation.objects.of(case).filter(pk=pk).first()
    if row is None:
        raise Missing("obligation")
    if row.settled_by_id is not None:
        raise AlreadyDone("settled")
    if not reason.strip():
        raise Missing("reason")
    Waiver.objects.create(obligation=row, agent=agent, reason=reason.strip()[:500], waived_at=now)
    if row.kind == "promise":
        Promise.objects.filter(obligation=row).update(withdrawn_at=now)
    case.write("obligation.waived", at=now, agent=agent, obligation=row.kind, opened_by=row.opened_by_id)


def _refuse_while_owed(journey: Journey) -> None:
    owed = sorted({entry.kind for entry in journey.open if entry.kind in BLOCKING})
    if owed:
        raise StillOwed(kinds=owed)


def _refuse_unfit(case: Case, outcome: str, journey: Journey) -> None:
    times = DeskSettings.current().journey_times
    if outcome == "answered" and journey.kind == "complaint":
        raise NotAllowed("answered_is_for_enquiries")
    if outcome == "ended" and not may_end_contact(case):
        raise NotAllowed("end_by_play")
    if outcome == "no word" and journey.nudges < times.nudges:
        raise NotAllowed("nudge_first", nudges=journey.nudges, needed=times.nudges)
    if outcome == "unconfirmed" and journey.tries < 1:
        raise NotAllowed("follow_up_first")


def _end(case: Case, outcome: str, *, now: "datetime", agent: "Agent | None" = None) -> None:
    case.close(outcome, at=now, agent=agent)
    reckon(case, now=now)
