"""Circling back by a text, where the desk has switched that on: the worker asks once more when nobody else did."""

from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.refusal import Missing
from amends.desk.cases.models import Case
from amends.desk.owed.actions import journey_of
from amends.desk.owed.models import Obligation
from amends.desk.policies.models import DeskSettings
from amends.desk.replies.texts import participant_for, send_by_itself

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.journey import Journey


def nudge_due(*, now: "datetime") -> int:
    """Send the nudge in every case whose wait for the customer is over; return how many went.

    As often as the journey wants before "no word", never into a follow-up, and once only for each wait: what bounced
    is left to a person.
    """
    if not DeskSettings.shared().nudges_by_text:
        return 0
    waits = Obligation.objects.open().filter(kind="circle_back", due__lte=now)
    return sum(_nudge(pk, now=now) for pk in list(waits.order_by("due").values_list("case_id", flat=True)))


@transaction.atomic
def _nudge(case_id: int, *, now: "datetime") -> bool:
    case = Case.locked(case_id)
    settings = DeskSettings.shared()
    journey = journey_of(case, now=now, settings=settings)
    if not case.is_open or journey.asked_if_solved or journey.ends_in_silence(settings.journey_times) is not None:
        return False
    if journey.nudges >= settings.journey_times.nudges or not _waits_unasked(case, journey, now):
        return False
    try:
        participant = participant_for(case)
    except Missing:
        return False
    if participant.address.failed_at is not None or not participant.address.permitted:
        return False
    send_by_itself(case, "nudge", participant, now=now)
    return True


def _waits_unasked(case: Case, journey: "Journey", now: "datetime") -> bool:
    """Return whether a wait is over for which no text has gone yet."""
    wait = next((entry for entry in journey.open if entry.kind == "circle_back" and entry.due <= now), None)
    if wait is None:
        return False
    return not case.events.filter(kind="reply.sent", agent=None, pk__gt=wait.opened_by).exists()
