"""Mail of ours that came back: which message it was, whom it did not reach, and what follows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings as process

from amends.craft.mail import Mail, attachment, read_id
from amends.desk.cases.models import Message
from amends.desk.delivery.actions import fail, mark_failed
from amends.desk.delivery.models import Dispatch

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

_TOKEN: Final = re.compile(r"[A-Za-z0-9-]{1,40}\.[0-9]{1,20}\.[0-9a-f]{24}@[^\s<>@\"']{1,255}", re.IGNORECASE)
_NAMED: Final = re.compile(
    r"^(?:final|original)-recipient:[^;\r\n]{0,40};[ \t]*<?([^\s<>]{3,320})", re.IGNORECASE | re.MULTILINE
)
_NOT_FAILED: Final = re.compile(r"^action:[ \t]*(?:delivered|relayed|expanded|delayed)", re.IGNORECASE | re.MULTILINE)
_BETWEEN_BLOCKS: Final = re.compile(r"\r?\n[ \t]*\r?\n")
_LONGEST: Final = 400_000  # characters of a bounce that are searched for our ids
_MOST_PARTS: Final = 8
_NOT_THE_ADDRESS: Final = re.compile(r"\b(?:5\.(?:2\.3|3\.4|6\.\d+)|4\.\d+\.\d+)\b")
"""Status codes that say nothing against the address: the letter was too big, or could not be converted; or a server was
out of reach until the other one gave up. It may take the next letter."""
_SAYS_TROUBLE: Final = re.compile(r"\b[45]\.\d+\.\d+\b")
LATELY: Final = timedelta(days=5)
"""For how long after a letter left a bounce that names nothing but its recipient may be about it."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What a bounce says: whom it names, the server's words, whether that is final, and when it came."""

    recipients: tuple[str, ...]
    reason: str
    permanent: bool
    at: "datetime"


def bounced(
    original_id: str, *, reason: str, permanent: bool, at: "datetime", recipients: tuple[str, ...] = ()
) -> Message | None:
    """Find the message of ours that a bounce is about by its Message-ID, and let it count as not arrived if final."""
    message = _sent().filter(message_id=original_id).first() if original_id else None
    return None if message is None else _settle(message, Returned(recipients, reason, permanent, at))


def take_bounce(mail: Mail, raw: bytes, *, at: "datetime") -> Message | None:
    """Find the message of ours that the bounce `mail` is about, and let it count as not arrived where that is final.

    It is found by the id that came back, else by any id of ours in the bounce, wherever it stands; never by a guess.
    """
    message = message_of(mail, raw)
    bounce = mail.bounce
    if message is None or bounce is None:
        return None
    reason = " ".join(part for part in (bounce.status, bounce.recipient) if part)
    return _settle(message, Returned(_recipients(mail, raw), reason, bounce.permanent, at))


def message_of(mail: Mail, raw: bytes) -> Message | None:
    """Return the message of ours that a bounce names by an id of ours."""
    named = [mail.bounce.original_message_id if mail.bounce else None, mail.in_reply_to, *reversed(mail.references)]
    for value in named:
        found = _sent().filter(message_id=value[:998]).first() if value else None
        if found is not None:
            return found
    return next(_by_token(mail, raw), None)


def likely(mail: Mail, *, at: "datetime") -> Message | None:
    """Return the message that a bounce without any id of ours may be about: the last one to whom it names.

    A guess to be shown to people; nothing is settled by it.
    """
    recipient = (mail.bounce.recipient if mail.bounce else None) or ""
    sent = _sent().filter(address__kind="email", address__value=recipient.lower(), dispatch__left_at__lte=at)
    lately = sent.filter(dispatch__left_at__gt=at - LATELY).exclude(dispatch__state=Dispatch.State.FAILED)
    return lately.order_by("-dispatch__left_at", "-pk").first() if recipient else None


def settle_by_hand(message: Message, mail: Mail, *, at: "datetime") -> None:
    """Let a message count as not arrived because a person says that this bounce is about it."""
    bounce = mail.bounce
    reason = " ".join(part for part in (bounce.status, bounce.recipient) if part) if bounce else mail.subject
    _settle(message, Returned((), reason, permanent=True, at=at))


def _settle(message: Message, returned: Returned) -> Message:
    """Fail a message whose customer was not reached; a copy that came back, or a delay, is only noted.

    A report of success changes nothing: it tells no more than that the letter has left.
    """
    if not returned.permanent and not _SAYS_TROUBLE.search(returned.reason):
        return message
    dispatch: Dispatch = message.dispatch
    everybody = [value.lower() for value in (*message.to, *message.cc)]
    customer = {message.address.value.lower()} if message.address else {value.lower() for value in message.to}
    customer = customer & set(everybody) or set(everybody)
    named = {value.lower() for value in returned.recipients} & set(everybody)
    if not returned.permanent or (named and not named & customer):
        Dispatch.objects.filter(pk=dispatch.pk).update(error=returned.reason[:500])
        if returned.permanent:
            mark_failed(named, at=returned.at)
        return message
    # A forwarding server names an address that we never wrote to; with one recipient it can only be that one's.
    gone = (named or (customer if len(set(everybody)) == 1 else set())) & customer
    if _NOT_THE_ADDRESS.search(returned.reason):
        gone = set()
    fail(dispatch, reason=returned.reason, bounced=True, at=returned.at, gone=gone)
    return message


def _recipients(mail: Mail, raw: bytes) -> tuple[str, ...]:
    """Return everybody who was not reached: a report has a block for each, of which one was read as the first."""
    blocks = _BETWEEN_BLOCKS.split(raw[:_LONGEST].decode("latin-1"))
    first = mail.bounce.recipient if mail.bounce else None
    failed = [found[1] for block in blocks if not _NOT_FAILED.search(block) for found in _NAMED.finditer(block)]
    return tuple(dict.fromkeys(value for value in (first, *failed) if value))


def _by_token(mail: Mail, raw: bytes) -> Iterator[Message]:
    """Give the messages whose signed ids stand anywhere in a bounce."""
    secret = process.SECRET_KEY.encode()
    for text in _texts(mail, raw):
        for value in dict.fromkeys(found[0] for found in _TOKEN.finditer(text)):
            named = read_id(secret, value.rstrip(".,;:)>"))
            message = _sent().filter(pk=int(named[1])).first() if named else None
            if message is not None:
                yield message


def _texts(mail: Mail, raw: bytes) -> Iterator[str]:
    """Give the forms in which an id may stand in a bounce: as it came, folded, read, and in what is attached."""
    came = raw[:_LONGEST].decode("latin-1")
    yield came.replace("=\r\n", "").replace("=\n", "")
    yield mail.text[:_LONGEST]
    yield mail.html[:_LONGEST]
    for number in range(min(len(mail.attachments), _MOST_PARTS)):
        content, _ = attachment(raw, number)
        yield content[:_LONGEST].decode("latin-1")


def _sent() -> "QuerySet[Message]":
    """Return what of ours is or was on its way."""
    ours = Message.objects.filter(direction=Message.Direction.OUT, dispatch__isnull=False)
    return ours.select_related("case", "agent", "address", "dispatch")
