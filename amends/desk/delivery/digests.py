"""Tells agents by mail what wants them: one digest an agent and quarter of an hour, in open hours only."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from amends.craft.mail import Address, Outgoing, compose
from amends.desk.channels.connecting import sending_mailbox
from amends.desk.delivery.letters import Letter, TakenInPart, Transport, Undeliverable
from amends.desk.owed.models import Chase
from amends.desk.people.models import Agent
from amends.desk.policies.models import DeskSettings
from amends.desk.policies.wording import fill, instant, owed_words, packaged

if TYPE_CHECKING:
    from datetime import datetime

log = logging.getLogger(__name__)
PAUSE = timedelta(minutes=15)


def tell_due(transport: Transport, *, now: "datetime") -> int:
    """Send each agent what they are to be reminded of; return how many digests went out."""
    settings = DeskSettings.shared()
    if not settings.calendar.is_open(now):
        return 0
    waiting = Chase.objects.filter(told_at=None).values_list("agent", flat=True).distinct()
    return sum(_tell(agent, transport, settings, now=now) for agent in Agent.objects.filter(pk__in=waiting))


def _tell(agent: Agent, transport: Transport, settings: DeskSettings, *, now: "datetime") -> bool:
    last = Chase.objects.filter(agent=agent).aggregate(at=Max("told_at"))["at"]
    if last is not None and now - last < PAUSE:
        return False
    chases = list(
        Chase.objects.filter(agent=agent, told_at=None)
        .select_related("obligation__case__customer")
        .order_by("obligation__due")
    )
    if not _marked(chases, now=now):
        return False
    owed = [chase for chase in chases if chase.obligation.settled_by_id is None]
    if not owed:
        return False
    mailbox = sending_mailbox()
    sender = mailbox.address if mailbox else "desk@localhost"
    raw = _written(agent, owed, settings, sender=sender, now=now)
    try:
        transport.send(Letter(mailbox, sender, (agent.email,), raw))
    except (Undeliverable, TakenInPart) as answer:
        log.warning("the digest for %s did not go: %s", agent.email, answer)
        return False
    return True


def _marked(chases: Sequence[Chase], *, now: "datetime") -> bool:
    """Mark all of them as told; return False and leave them as they are where another worker tells of any.

    Before they are sent: a digest that is lost is followed by the next, one that repeats itself is noise.
    """
    with transaction.atomic():
        untold = Chase.objects.filter(pk__in=[chase.pk for chase in chases], told_at=None)
        all_ours = untold.update(told_at=now) == len(chases)
        transaction.set_rollback(not all_ours)
    return all_ours


def _written(agent: Agent, owed: Sequence[Chase], settings: DeskSettings, *, sender: str, now: "datetime") -> bytes:
    lines = [_line(chase, settings) for chase in owed]
    words = packaged(settings.language)["digest"]
    values = {
        "agent": agent.public_name,
        "count": str(len(lines)),
        "first": lines[0].lstrip("- "),
        "lines": "\n".join(lines),
        "url": settings.public_url,
    }
    return compose(
        Outgoing(
            sender=Address(settings.name, sender),
            to=(Address(agent.public_name, agent.email),),
            subject=fill(words.subject, values)[:200],
            text=fill(words.body, values),
            date=now,
            message_id=f"digest.{agent.pk}.{now:%Y%m%d%H%M%S}@{sender.rpartition('@')[2]}",
            automatic="auto-generated",
            language=settings.language,
        )
    )


def _line(chase: Chase, settings: DeskSettings) -> str:
    row = chase.obligation
    words = owed_words(settings.language)[row.kind].format(customer=row.case.customer)
    return f"- {words} [{row.case.number}], {instant(row.due, settings.zone, settings.language)}"
