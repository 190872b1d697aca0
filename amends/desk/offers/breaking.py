"""What the clock brings to promises: one whose instant passed without evidence is broken, and owned up to."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from amends.desk.cases.models import Case, Event
from amends.desk.owed.actions import reckon
from amends.desk.owed.models import Promise
from amends.desk.policies.models import DeskSettings

if TYPE_CHECKING:
    from datetime import datetime


def break_due(*, now: "datetime") -> int:
    """Own up to every promise whose instant has passed without evidence; return how many broke."""
    late = Promise.objects.filter(kept_at=None, broken_at=None, withdrawn_at=None, due__lte=now)
    return sum(_break(pk, now=now) for pk in late.order_by("due").values_list("pk", flat=True))


@transaction.atomic
def _break(pk: int, *, now: "datetime") -> bool:
    """Write that a promise broke and open the owning-up in the same transaction; what waits can't break."""
    case = Case.locked(Promise.objects.values_list("case_id", flat=True).get(pk=pk))
    made = Promise.objects.select_related("obligation").get(pk=pk)
    row = made.obligation
    if not made.is_open or made.broken_at or row is None or row.paused or row.settled_by_id:
        return False
    if row.due != made.due:  # it waited for the customer and is due later by as much
        Promise.objects.filter(pk=pk).update(due=row.due)
        if row.due > now:
            return False
    Promise.objects.filter(pk=pk).update(broken_at=row.due)
    case.write("promise.broken", at=row.due, promise=pk)
    if _failed_before(case):
        case.write("escalation.asked", at=row.due, why="second_failure")
    reckon(case, now=now, settings=DeskSettings.current())
    return True


def _failed_before(case: Case) -> bool:
    """Whether a promise to the same customer was broken before: the second failure is a senior's (FIELD R2)."""
    broken = Event.objects.filter(case__customer=case.customer_id, kind="promise.broken").values_list("data", flat=True)
    in_time = Promise.objects.filter(case__customer=case.customer_id, evidence_on__lte=F("due"))
    withdrawn = set(in_time.values_list("pk", flat=True))
    return sum(data["promise"] not in withdrawn for data in broken) > 1
