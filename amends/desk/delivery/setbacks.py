"""What is done when our clock was set back: nothing waits longer for it, and no letter goes twice."""

import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from amends.desk.channels import actions as channels
from amends.desk.delivery.models import Dispatch, Outlet
from amends.desk.delivery.rules import LEASE
from amends.desk.jobs import pulse, worker
from amends.desk.jobs.models import Job

if TYPE_CHECKING:
    from datetime import datetime, timedelta

log = logging.getLogger(__name__)


def mend_setback(*, now: "datetime") -> None:
    """Bring forward by a setback of the clock what was to be at a time by it.

    A letter in flight stays with the worker that has it, for what is left of its lease.
    """
    if not pulse.beats():
        return
    with transaction.atomic():
        back = pulse.set_back()
        if back:
            log.warning("the clock was set back by %s; what waits is brought forward", back)
            Job.objects.bring_forward(back, lease=worker.LEASE, now=now)
            channels.bring_forward(back)
            _bring_letters_forward(back)


def _bring_letters_forward(back: "timedelta") -> None:
    leaving = Dispatch.objects.filter(state=Dispatch.State.LEAVING)
    leaving.filter(lease_until__gt=Now() + LEASE).update(lease_until=F("lease_until") - back)
    leaving.filter(retry_at__gt=Now()).update(retry_at=F("retry_at") - back)
    # Also of those that arrived: they count in the hour's share.
    Dispatch.objects.filter(tried_at__gt=Now()).update(tried_at=F("tried_at") - back)
    Outlet.objects.filter(rests_until__gt=Now()).update(rests_until=F("rests_until") - back)
    Outlet.objects.filter(failing_since__gt=Now()).update(failing_since=F("failing_since") - back)
