"""Tells those who lead by mail, at any hour, that a mailbox has fallen silent, and once more when it has come back."""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from amends.craft.mail import Address, Outgoing, compose
from amends.desk.channels import silence
from amends.desk.channels.connecting import sending_mailboxes
from amends.desk.delivery.letters import Letter, TakenInPart, Transport, Undeliverable
from amends.desk.people.models import Agent
from amends.desk.policies.models import DeskSettings
from amends.desk.policies.wording import fill, instant, packaged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from amends.desk.channels.models import Mailbox

log = logging.getLogger(__name__)

type Kind = Literal["silence", "silence_over"]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is told of a mailbox, as of a moment."""

    kind: Kind
    mailbox: "Mailbox"
    at: "datetime"


def tell_silence(transport: Transport, *, now: "datetime") -> int:
    """Tell of every silence that began or ended, once each; return of how many.

    Noted before it is sent, so that of several workers one tells; where no server takes the mail, it is taken back
    and tried again. The pages say it in any case.
    """
    begun = [Alarm("silence", mailbox, now) for mailbox in silence.untold(now=now)]
    ended = [Alarm("silence_over", mailbox, now) for mailbox in silence.come_back(now=now)]
    return sum(_tell(alarm, transport) for alarm in (*begun, *ended))


def _tell(alarm: Alarm, transport: Transport) -> bool:
    before = alarm.mailbox.silence_told_at
    if not silence.note_told(alarm.mailbox, at=alarm.at if alarm.kind == "silence" else None):
        return False
    if alarm.kind == "silence_over" and not alarm.mailbox.is_active:
        return False  # put out of use: nothing has come back
    leads = Agent.objects.filter(is_active=True, is_lead=True).exclude(email="").order_by("pk")
    told = [lead for lead in leads if _send(alarm, lead, _ways_out(alarm.mailbox), transport)]
    if leads and not told:
        silence.note_told(alarm.mailbox, at=before)
    return bool(told)


def _ways_out(silent: "Mailbox") -> "list[Mailbox]":
    """Return the mailboxes to send by, that one last: what ails its fetching may ail its sending."""
    return sorted(sending_mailboxes(), key=lambda mailbox: mailbox.pk == silent.pk)


def _send(alarm: Alarm, lead: Agent, ways: "Sequence[Mailbox]", transport: Transport) -> bool:
    """Send the mail to one who leads by the first mailbox whose server takes it."""
    for mailbox in ways:
        raw = _written(alarm, lead, sender=mailbox.address)
        try:
            transport.send(Letter(mailbox, mailbox.address, (lead.email,), raw))
        except (Undeliverable, TakenInPart) as answer:
            log.warning("%s can't be told by %s that %s is silent: %s", lead.email, mailbox, alarm.mailbox, answer)
        else:
            return True
    return False


def _written(alarm: Alarm, lead: Agent, *, sender: str) -> bytes:
    settings, mailbox = DeskSettings.shared(), alarm.mailbox
    words = packaged(settings.language)[alarm.kind]
    values = {
        "agent": lead.public_name,
        "mailbox": mailbox.address,
        "since": instant(silence.silent_since(mailbox), settings.zone, settings.language),
        "reason": mailbox.last_error or packaged(settings.language)["silence_unexplained"].subject,
        "url": f"{settings.public_url.rstrip('/')}/office/mailboxes/",
    }
    return compose(
        Outgoing(
            sender=Address(settings.name, sender),
            to=(Address(lead.public_name, lead.email),),
            subject=fill(words.subject, values)[:200],
            text=fill(words.body, values),
            date=alarm.at,
            message_id=f"{alarm.kind}.{mailbox.pk}.{lead.pk}.{alarm.at:%Y%m%d%H%M%S}@{sender.rpartition('@')[2]}",
            automatic="auto-generated",
            language=settings.language,
        )
    )
