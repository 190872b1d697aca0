"""Piled mail of machines finds its case once the mail has come that it is about."""

from typing import TYPE_CHECKING

from django.db import transaction

from amends.desk.intake.models import Arrival
from amends.desk.intake.pile.reading import read_anew
from amends.desk.intake.threading.waiting import WAITING

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def look_again(arrival_id: int, *, now: "datetime") -> None:
    """Place a piled mail of a machine if an id that it names is known by now; else it stays where people see it."""
    arrival = Arrival.objects.select_for_update(of=("self",)).on_pile().filter(pk=arrival_id, message=None).first()
    if arrival is None or arrival.pile_reason not in WAITING:
        return
    read_anew(arrival, now=now)
    if arrival.message_id is not None:
        arrival.settled_at = now
        arrival.awaits.all().delete()
    arrival.save()
