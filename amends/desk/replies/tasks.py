"""Jobs that follow what is said."""

from typing import TYPE_CHECKING

from amends.desk.cases.models import Event, Message
from amends.desk.handoffs.models import Handoff
from amends.desk.jobs.backend import task
from amends.desk.replies import receipts, texts

if TYPE_CHECKING:
    from datetime import datetime


@task()
def introduce(event_id: int, *, now: "datetime") -> None:
    """Follow an accepted hand-over with the introduction, where the giver wanted one."""
    event = Event.objects.get(pk=event_id)
    handoff = Handoff.objects.select_related("giver", "taker").get(pk=event.data["handoff"])
    texts.send_introduction(handoff, now=now)


@task()
def send_receipt(event_id: int, *, now: "datetime") -> None:
    """Follow a received message with its receipt, where one is due."""
    event = Event.objects.get(pk=event_id)
    message = Message.objects.select_related("address__customer").get(pk=event.data["message"])
    receipts.send_receipt(message, now=now)


@task()
def send_statement(event_id: int, *, now: "datetime") -> None:
    """Follow an agreement with a statement of what is promised now."""
    texts.send_statement(Event.objects.get(pk=event_id), now=now)
