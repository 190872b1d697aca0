"""Writes a message of ours as the bytes that leave the house."""

from typing import TYPE_CHECKING, Literal

from django.conf import settings as process

from amends.craft.mail import Address, Enclosure, Outgoing, attachment, compose, marker, plus_address
from amends.craft.refusal import Missing
from amends.desk.cases.kept import bytes_of
from amends.desk.cases.models import Attachment, Message
from amends.desk.channels.connecting import mailboxes, sending_mailbox
from amends.desk.channels.models import Mailbox
from amends.desk.delivery.answered import thread_of
from amends.desk.delivery.models import Dispatch
from amends.desk.policies.models import DeskSettings

if TYPE_CHECKING:
    from django.db.models import QuerySet

NOWHERE = "desk@localhost"
"""Who writes where no mailbox is set up; such mail can only stay on this machine."""

_AUTOMATIC: dict[str, Literal["auto-replied", "auto-generated"]] = {
    Message.Kind.RECEIPT: "auto-replied",
    Message.Kind.CODE: "auto-generated",
    Message.Kind.LINK: "auto-generated",
}


def mailbox_of(message: Message) -> Mailbox | None:
    """Return the mailbox that a message goes out from: its own or its case's, where it is in use and can send.

    Else it is another one that can, so that a case outlives its mailbox; without any, whichever there is.
    """
    own = [mailbox for mailbox in (message.mailbox, message.case.mailbox) if mailbox]
    able = (mailbox for mailbox in own if mailbox.is_active and mailbox.smtp_host)
    return next(able, None) or sending_mailbox() or next(iter(own), None) or mailboxes().filter(is_active=True).first()


def write(message: Message) -> bytes:
    """Return the mail that carries `message`; the same rows always give the same bytes.

    Raises Missing where nobody is to receive it or a file is gone from the records, Malformed for an address that no
    server would take, FileNotFoundError where kept bytes are gone from the disk.
    """
    mailbox = mailbox_of(message)
    address = mailbox.address if mailbox else NOWHERE
    settings = DeskSettings.current()
    desk, automatic = settings.name, _automatic(message)
    thread = thread_of(message, settings)
    name = f"{message.agent.public_name} · {desk}" if message.agent else desk
    return compose(
        Outgoing(
            sender=Address(name, address),
            to=tuple(Address("", value) for value in message.to),
            cc=tuple(Address("", value) for value in message.cc),
            reply_to=(Address(desk, _answered_at(message, address, mailbox)),),
            subject=message.subject,
            text=_marked(message, mailbox),
            date=message.said_at,
            message_id=message.message_id,
            in_reply_to=message.in_reply_to or None,
            references=tuple(message.references),
            automatic=automatic,
            language=message.address.customer.language if message.address else "",
            enclosures=tuple(_enclosure(row) for row in message.attachments.order_by("pk")),
            quoted=None if automatic else thread.quoted,
            topic=thread.topic,
            thread_index=thread.index,
        )
    )


def _answered_at(message: Message, address: str, mailbox: Mailbox | None) -> str:
    """Return where answers go: an address that names the case, where the mailbox's server takes such."""
    if mailbox is None or mailbox.case_sign != Mailbox.CaseSign.ADDRESS:
        return address
    return plus_address(address, message.case.number, process.SECRET_KEY.encode())


def _marked(message: Message, mailbox: Mailbox | None) -> str:
    """Return the words, with the line that names the case where the mailbox wants it."""
    if mailbox is None or mailbox.case_sign != Mailbox.CaseSign.LINE:
        return message.text
    return f"{message.text.rstrip()}\n\n{marker(message.case.number, process.SECRET_KEY.encode())}\n"


def _automatic(message: Message) -> Literal["auto-replied", "auto-generated"] | None:
    """Return how a mail went out by itself; a reply that nobody wrote did so too."""
    by_itself = Dispatch.objects.filter(message=message, automatic=True).exists()
    if message.kind == Message.Kind.REPLY and (message.agent is None or by_itself):
        return "auto-generated"
    return _AUTOMATIC.get(message.kind)


def _enclosure(row: Attachment) -> Enclosure:
    return Enclosure(row.name, row.type, _content(row))


def _content(row: Attachment) -> bytes:
    """Return the bytes of a file: kept by themselves, or still inside the customer's mail that they came with."""
    if row.part is None:
        return bytes_of(row.sha256)
    content, _ = attachment(bytes_of(_mail_around(row)), row.part)
    return content


def _mail_around(row: Attachment) -> str:
    """Return the digest of the mail that a file came in, also where the row was copied to a message of ours."""
    digest = same_file(row).order_by("pk").values_list("message__raw_digest", flat=True).first()
    if digest is None:
        raise Missing("attachment", name=row.name)
    return digest


def same_file(row: Attachment) -> "QuerySet[Attachment]":
    """Return the rows of a file in whose customers' mails it still lies."""
    return Attachment.objects.filter(sha256=row.sha256, part=row.part).exclude(message__raw_digest="")
