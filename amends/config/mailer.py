"""Mails of the accounts (links to choose a password) leave by the desk's own mailbox."""

import logging
from collections.abc import Sequence
from email.utils import make_msgid
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from amends.config.clock import now
from amends.craft.mail import Address, Outgoing, compose
from amends.craft.refusal import Refused
from amends.desk.channels.connecting import sending_mailbox
from amends.desk.delivery.letters import Letter, TakenInPart, Undeliverable
from amends.desk.policies.models import DeskSettings
from amends.doors.mailbox.sending.transport import SmtpTransport

if TYPE_CHECKING:
    from amends.desk.channels.models import Mailbox

log = logging.getLogger("amends.mailer")


class DeskMailer(BaseEmailBackend):
    """Django's way out of the house. What can't be sent is logged without its text and not tried again."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Return how many mails a server took; the sample desk writes them into the log instead."""
        if settings.DEMO:
            for message in email_messages:
                log.info("mail to %s: %s\n%s", ", ".join(message.to), message.subject, message.body)
            return len(email_messages)
        mailbox = sending_mailbox()
        if mailbox is None:
            log.warning("a mail of the accounts can't leave: no mailbox has a server to send by")
            return 0
        return sum(_send(message, mailbox) for message in email_messages)


def _send(message: EmailMessage, mailbox: "Mailbox") -> bool:
    try:
        letter = Letter(mailbox, mailbox.address, tuple(message.to), _written(message, mailbox))
        with SmtpTransport() as transport:
            transport.send(letter)
    except (Undeliverable, TakenInPart, Refused) as answer:
        log.warning("a mail of the accounts could not be sent by %s: %s", mailbox, answer)
        return False
    return True


def _written(message: EmailMessage, mailbox: "Mailbox") -> bytes:
    return compose(
        Outgoing(
            sender=Address(DeskSettings.current().name, mailbox.address),
            to=tuple(Address("", value) for value in message.to),
            subject=str(message.subject),
            text=str(message.body),
            date=now(),
            message_id=make_msgid(domain=mailbox.domain).strip("<>"),
            automatic="auto-generated",
        )
    )
