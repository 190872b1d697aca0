"""Tries a mailbox for the person who sets it up: fetching and sending, with the outcome in plain words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.conf import settings
from imapclient import SocketTimeout

from amends.craft.mail import Address, Outgoing, compose
from amends.craft.refusal import Refused
from amends.desk.channels.models import Mailbox
from amends.desk.channels.trials import id_of_trial
from amends.desk.delivery.letters import Letter, TakenInPart, Undeliverable
from amends.desk.policies.models import DeskSettings
from amends.doors.mailbox.sending.transport import SmtpTransport
from amends.doors.mailbox.servers import MailServerError
from amends.doors.mailbox.stores.opening import opened

PATIENCE = SocketTimeout(connect=10, read=15)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried, whether it works, and what to say about it."""

    what: Literal["fetching", "sending"]
    works: bool
    words: str


def test_connection(mailbox: Mailbox, *, now: datetime) -> tuple[Check, ...]:
    """Open what the mailbox is fetched from, and send a mail from it to itself; the row need not be saved yet.

    What isn't named isn't tried. The sample desk reaches no server at all.
    """
    if settings.DEMO:
        return (Check("fetching", works=False, words="The sample desk reaches no mail server."),)
    checks = []
    if mailbox.is_fetched:
        checks.append(_fetching(mailbox))
    if mailbox.smtp_host:
        checks.append(_sending(mailbox, now))
    return tuple(checks)


def _fetching(mailbox: Mailbox) -> Check:
    try:
        with opened(mailbox, patience=PATIENCE) as store:
            count = store.count
    except MailServerError as trouble:
        return Check("fetching", works=False, words=_sentence(trouble.words))
    return Check("fetching", works=True, words=f"{_place(mailbox)} is open; mails in it: {count}.")


def _place(mailbox: Mailbox) -> str:
    places = {Mailbox.Way.POP3: "The maildrop", Mailbox.Way.MAILDIR: "The maildir"}
    return places.get(Mailbox.Way(mailbox.way), mailbox.folder)


def _sending(mailbox: Mailbox, now: datetime) -> Check:
    try:
        letter = Letter(mailbox, mailbox.address, (mailbox.address,), _test_mail(mailbox, now))
        with SmtpTransport() as transport:
            transport.send(letter)
    except Refused:
        return Check("sending", works=False, words=f"{mailbox.address} is no address that mail can be sent to.")
    except (Undeliverable, TakenInPart) as answer:
        return Check("sending", works=False, words=_sentence(str(answer)))
    return Check("sending", works=True, words=f"A test mail is on its way to {mailbox.address}.")


def _test_mail(mailbox: Mailbox, now: datetime) -> bytes:
    address = Address(DeskSettings.current().name, mailbox.address)
    return compose(
        Outgoing(
            sender=address,
            to=(address,),
            subject="A test of this mailbox",
            text="This mailbox can send. If you read this where it arrives, it can receive as well.",
            date=now,
            message_id=id_of_trial(mailbox, now=now),
            automatic="auto-generated",
        )
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
