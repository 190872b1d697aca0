"""Evidence that a program brings, such as a booked refund: it keeps promises and makes none."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.refusal import AlreadyDone, Missing
from amends.desk.cases.models import Case
from amends.desk.channels.models import Hook, HookCall
from amends.desk.offers.actions import keep
from amends.desk.owed.models import Delivery, Promise

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.money import Money


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a call says: its own id, which promise of which case, the reference, how much of it, and since when."""

    call_id: str
    case: str
    promise: int
    reference: str
    amount: "Money | None" = None
    on: "datetime | None" = None


@transaction.atomic
def evidence_came(hook: Hook, said: Evidence, *, now: "datetime") -> bool:
    """Record what a signed call says; return whether the promise is kept. The same call again changes nothing.

    Raises Missing for a promise that isn't in that case, and what `keep` refuses: more than is still to come, another
    currency, a date in the future, a promise that is settled.
    """
    hook = Hook.objects.select_for_update().get(pk=hook.pk)
    if hook.ended_at is not None:
        raise AlreadyDone("hook_ended")
    before = HookCall.objects.filter(hook=hook, call_id=said.call_id).first()
    if before is not None:
        return before.kept
    case = Case.objects.filter(number=said.case.upper()).first()
    made = Promise.objects.of(case).filter(pk=said.promise).first() if case else None
    if made is None:
        raise Missing("promise", promise=said.promise, case=said.case)
    kept = keep(made, None, said.reference, on=said.on, amount=said.amount, source=Delivery.Source.HOOK, now=now)
    HookCall.objects.create(hook=hook, call_id=said.call_id, promise=made.pk, kept=kept, taken_at=now)
    hook.last_used_at = now
    hook.save(update_fields=["last_used_at"])
    return kept
