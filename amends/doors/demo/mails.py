"""Mails as a customer's mail program would write them: real bytes for the real door."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import override

from amends.craft.mail import Address, Enclosure, Outgoing, compose

if TYPE_CHECKING:
    from amends.desk.cases.models import Message
    from amends.doors.demo.company import Loose

_ATTRIBUTION = {"en": ("l, j F Y H:i", "On {at}, {who} wrote:"), "de": ("j. F Y H:i", "Am {at} schrieb {who}:")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a customer writes: from whom to whom, the words, and when; `html` as their program lays it out, if it does.

    `headers` are what machines on the way wrote on top: who sent it, and what they found.
    """

    sender: str
    to: str
    subject: str
    text: str
    at: datetime
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[Enclosure] = ()
    away: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """How a mail program quotes what is answered: in which language it says so, and in which zone it tells time."""

    language: str
    zone: ZoneInfo


def write(written: Written, *, answers: "Message | None" = None, quote: Quote | None = None) -> bytes:
    """Return the raw mail; it names the message that it `answers` as its parent, and quotes it where asked to."""
    name, address = parseaddr(written.sender)
    text = written.text if answers is None or quote is None else f"{written.text}\n\n{_quoted(answers, quote)}"
    return compose(
        Outgoing(
            sender=Address(name, address),
            to=(Address("", written.to),),
            subject=written.subject,
            text=text,
            date=written.at,
            message_id=f"{secrets.token_hex(10)}@{address.rpartition('@')[2]}",
            in_reply_to=answers.message_id if answers else None,
            references=tuple(answers.references) if answers else (),
            automatic="auto-replied" if written.away else None,
            enclosures=tuple(written.files),
        )
    )


def write_laid_out(written: Written, *, answers: "Message | None" = None) -> bytes:
    """Return the raw mail of a program that lays it out, or of a machine that says more about it than people do."""
    mail = EmailMessage()
    for name, value in written.headers.items():
        mail[name] = value
    mail["From"], mail["To"], mail["Subject"] = written.sender, written.to, written.subject
    mail["Date"] = format_datetime(written.at)
    mail["Message-ID"] = f"<{secrets.token_hex(10)}@{parseaddr(written.sender)[1].rpartition('@')[2]}>"
    if answers is not None:
        mail["In-Reply-To"] = mail["References"] = f"<{answers.message_id}>"
    mail.set_content(written.text)
    if written.html:
        mail.add_alternative(written.html, subtype="html")
    for file in written.files:
        maintype, _, subtype = file.type.partition("/")
        mail.add_attachment(file.data, maintype=maintype, subtype=subtype, filename=file.name)
    return mail.as_bytes()


def write_loose(loose: "Loose", *, to: str, at: datetime) -> bytes:
    """Return a raw mail that is in no case: as it comes, even without a sender."""
    mail = EmailMessage()
    if loose.sender:
        mail["From"] = loose.sender
    mail["To"], mail["Subject"], mail["Date"] = to, loose.subject, format_datetime(at)
    mail["Message-ID"] = f"<{secrets.token_hex(10)}@mail.example>"
    for name, value in loose.headers.items():
        mail[name] = value
    mail.set_content(loose.text)
    return mail.as_bytes()


def answering_subject(subject: str) -> str:
    """Return the subject of an answer."""
    return subject if subject[:3].lower() in {"re:", "aw:"} else f"Re: {subject}"


def _quoted(message: "Message", quote: Quote) -> str:
    language = quote.language if quote.language in _ATTRIBUTION else "en"
    pattern, words = _ATTRIBUTION[language]
    with override(language):
        at = date_format(message.said_at.astimezone(quote.zone), pattern)
    who = message.agent.public_name if message.agent else "Service"
    lines = [f"> {line}".rstrip() for line in message.text.splitlines()]
    return "\n".join([words.format(at=at, who=who), *lines])
