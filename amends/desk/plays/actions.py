"""Writing down a step of a play, alone or with a second person, and doing what the step says."""

from typing import TYPE_CHECKING, cast

from django.db import transaction

from amends.craft.plays import Record, may_record
from amends.craft.plays import play as packaged
from amends.craft.refusal import AlreadyDone, Missing, NotAllowed
from amends.desk.cases.models import Case
from amends.desk.owed.actions import reckon
from amends.desk.plays.doing import carry_out, end_contact
from amends.desk.plays.models import PlayRecord
from amends.desk.plays.reading import course_of
from amends.desk.plays.telling import Told
from amends.desk.policies.models import DeskSettings

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.listening.heard import PlayId
    from amends.craft.plays import RecordKind, Step
    from amends.desk.people.models import Agent

SOMEBODY = 0
"""Stands for a second person who is still to come; no agent has this id."""


@transaction.atomic
def record(
    case: Case, play: "PlayId", kind: "RecordKind", agent: "Agent", told: Told | None = None, *, now: "datetime"
) -> PlayRecord:
    """Write down a step and do what it says; a step for two waits until a colleague confirms it.

    Raises what `craft.plays.may_record` raises; AlreadyDone for a closed case, and where the same waits already;
    NotAllowed for a person who is lower or not here; Malformed for a date that has passed.
    """
    case, told = Case.locked(case.pk), told or Told()
    course = course_of(case, packaged(play))
    step = course.play.step_of(kind)
    if step is None:
        raise Missing("record", play=play, kind=kind)
    _refuse_closed(case, step)
    waits = step.second_person and not (step.at_threat and (told.threat or course.threatened))
    if waits and PlayRecord.objects.waiting().filter(case=case, play=play, kind=kind).exists():
        raise AlreadyDone("waits_for_second")
    second = SOMEBODY if waits else None
    may_record(course.play, course.records, Record(kind=kind, by=agent.pk, at=now, second=second, details=told.given))
    due = told.due(DeskSettings.shared().calendar.zone, now=now)
    made = PlayRecord.objects.create(
        case=case,
        play=play,
        kind=kind,
        agent=agent,
        person=told.person,
        details=told.kept,
        recorded_at=now,
        waits=waits,
    )
    carry_out(step, made, due=due, now=now)
    if not waits:
        case.write("play.recorded", at=now, agent=agent, record=made.pk, play=play, step=kind, ends=False)
    reckon(case, now=now)
    return made


@transaction.atomic
def confirm(made: PlayRecord, colleague: "Agent", *, now: "datetime") -> bool:
    """Agree to a record as the second person; return whether that ended the contact and closed the case.

    Raises AlreadyDone where it waits no longer, NotAllowed for whoever made it ("second_is_first"), for one of a lower
    level ("second_is_lower"), and after a threat for anybody but the person who was named ("not_the_named").
    """
    case = Case.locked(made.case_id)
    made = PlayRecord.objects.select_related("agent", "person").get(pk=made.pk)
    if not made.waits or made.withdrawn_at is not None:
        raise AlreadyDone("record_settled")
    course = course_of(case, packaged(cast("PlayId", made.play)))
    _refuse_second(made, colleague, course.play.step_of(cast("RecordKind", made.kind)))
    made.second, made.waits, made.confirmed_at = colleague, False, now
    may_record(course.play, course.records, made.as_record)
    made.save(update_fields=["second", "waits", "confirmed_at"])
    ends = course_of(case, course.play).has_ended_contact
    case.write(
        "play.recorded",
        at=now,
        agent=made.agent,
        record=made.pk,
        play=made.play,
        step=made.kind,
        second=colleague.pk,
        ends=ends,
    )
    reckon(case, now=now)
    return ends and end_contact(case, made, now=now)


@transaction.atomic
def withdraw(made: PlayRecord, agent: "Agent", *, now: "datetime") -> None:
    """Take back, or turn down, a record that waits for a second person; anybody who sees the case may."""
    Case.locked(made.case_id)
    made.refresh_from_db()
    if not made.waits or made.withdrawn_at is not None:
        raise AlreadyDone("record_settled")
    made.withdrawn_at, made.second = now, agent
    made.save(update_fields=["withdrawn_at", "second"])


def _refuse_closed(case: Case, step: "Step") -> None:
    """Looking after the agent comes after the end; anything else belongs into an open case."""
    if not case.is_open and step.does != "support_agent":
        raise AlreadyDone("case_closed")


def _refuse_second(made: PlayRecord, colleague: "Agent", step: "Step | None") -> None:
    if colleague.pk == made.agent_id:
        raise NotAllowed("second_is_first")
    if step is not None and step.only_at_threat and colleague.pk != made.person_id:
        raise NotAllowed("not_the_named", name=str(made.person))
    if colleague.rank < made.agent.rank:
        raise NotAllowed("second_is_lower", name=made.agent.public_name)
