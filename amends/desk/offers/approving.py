"""Leave to offer what lies beyond one's authority: asked of the right person, decided by somebody who may."""

from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.refusal import AlreadyDone, Missing, NotAllowed
from amends.desk.cases.models import Case
from amends.desk.offers.authority import approver_for, may_approve
from amends.desk.offers.models import Approval, Option
from amends.desk.owed.actions import reckon

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.people.models import Agent


def ask_leave(
    option: Option, case: Case, agent: "Agent", *, why: str, now: "datetime", senior: bool = False
) -> Approval:
    """Ask the right person for leave to offer an option; part of an action that has locked the case.

    `senior` wants somebody above the asker, for what lies beyond the policy.

    Raises Missing (code "nobody_may_approve") where nobody may who is here.
    """
    person = approver_for(case, agent, option, now=now, senior=senior)
    made = Approval.objects.create(
        case=case, option=option, asked_by=agent, approver=person, asked_at=now, why=why.strip()
    )
    case.write("approval.asked", at=now, agent=agent, approval=made.pk, person=person.pk)
    return made


@transaction.atomic
def decide(approval: Approval, agent: "Agent", *, granted: bool, reason: str, now: "datetime") -> None:
    """Say yes, or no with a reason; by whoever has the authority, and never by the one who asked.

    Raises NotAllowed for one's own request ("own_request") and without the authority ("beyond_authority").
    """
    case = Case.locked(approval.case_id)
    approval = Approval.objects.select_related("option__offer").get(pk=approval.pk)
    if not approval.is_open or not case.is_open:
        raise AlreadyDone("approval_decided")
    if approval.asked_by_id == agent.pk:
        raise NotAllowed("own_request")
    if not may_approve(case, agent, approval.option, now=now):
        raise NotAllowed("beyond_authority", amount=str(approval.option.money or approval.option.remedy), most="")
    if not granted and not reason.strip():
        raise Missing("reason")
    _settle(approval, agent, granted=granted, reason=reason, now=now)
    case.write("approval.decided", at=now, agent=agent, approval=approval.pk, granted=granted)
    reckon(case, now=now)


def end_asking(option: Option, agent: "Agent", *, now: "datetime") -> None:
    """Ask no longer for leave to offer an option that was taken back; part of another action."""
    for approval in Approval.objects.filter(option=option, decided_at=None).select_related("case"):
        _settle(approval, agent, granted=False, reason="", now=now)
        approval.case.write("approval.decided", at=now, agent=agent, approval=approval.pk, granted=False)


def _settle(approval: Approval, agent: "Agent", *, granted: bool, reason: str, now: "datetime") -> None:
    approval.granted, approval.decided_by, approval.decided_at = granted, agent, now
    approval.reason = reason.strip()
    approval.save(update_fields=["granted", "decided_by", "decided_at", "reason"])
