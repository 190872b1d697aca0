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

    Of several workers one tells. It is noted as soon as somebody knows: whoever dies before is followed by another
    worker, and where no server takes the mail, it is tried again. The pages say it in any case.
    """
    begun = [Alarm("silence", mailbox, now) for mailbox in silence.untold(now=now)]
    ended = [Alarm("silence_over", mailbox, now) for mailbox in silence.come_back(now=now)]
    return sum(_tell(alarm, transport) for alarm in (*begun, *ended))


def _tell(alarm: Alarm, transport: Transport) -> bool:
    if not silence.begin_to_tell(alarm.mailbox):
        return False
    leads, told = _to_tell(alarm), 0
    try:
        if not leads:
            _note(alarm)
        for lead in leads:
            if _send(alarm, lead, _ways_out(alarm.mailbox), transport):
                told += 1
                if told == 1:
                    _note(alarm)
    finally:
        silence.end_telling(alarm.mailbox)
    return told > 0


def _to_tell(alarm: Alarm) -> list[Agent]:
    """Return who is told: all who lead; nobody where a mailbox was put out of use, as nothing has come back."""
    if alarm.kind == "silence_over" and not alarm.mailbox.is_active:
        return []
    return list(Agent.objects.filter(is_active=True, is_lead=True).exclude(email="").order_by("pk"))


def _note(alarm: Alarm) -> None:
    silence.note_told(alarm.mailbox, at=alarm.at if alarm.kind == "silence" else None)


def _ways_out(silent: "Mailbox") -> "list[Mailbox]":
    """Return the mailboxes to send by, that one last: what ails its fetching may ail its sending."""
    return sorted(sending_mailboxes(), key=lambda mailbox: mailbox.pk == silent.pk)


def _send(alarm: Alarm, lead: Agent, ways: "Sequence[Mailbox]", transport: Transport) -> bool:
    """Send the mail to one who leads by the first mailbox whose server takes it."""
    for mailbox in ways:
        try:
            raw = _written(alarm, lead, sender=mailbox.address)
            transport.send(Letter(mailbox, mailbox.address, (lead.email,), raw))
        except (Undeliverable, TakenInPart) as answer:
            log.warning("%s can't be told by %s that %s is silent: %s", lead.email, mailbox, alarm.mailbox, answer)
        except Exception:
            log.exception("%s can't be told by %s that %s is silent", lead.email, mailbox, alarm.mailbox)
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
