"""What reaches us: kept verbatim, parsed, threaded to a case, heard and reckoned, all in one transaction."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.mail import Mail, parse
from amends.desk.cases.kept import digest_of, keep
from amends.desk.cases.models import Message
from amends.desk.channels.models import Mailbox
from amends.desk.channels.trials import is_trial
from amends.desk.delivery.actions import bounced
from amends.desk.intake import lookups
from amends.desk.intake.models import Arrival
from amends.desk.intake.placing import Place, place
from amends.desk.people import sql
from amends.desk.policies.models import DeskSettings

if TYPE_CHECKING:
    from datetime import datetime

Reason = Arrival.Reason
OUR_TEST = "our_test"
"""The code that says of a piled mail that it is a test mail of ours."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where raw mail came from: `live` mail owes an answer, everything else is history.

    `arrived_at` is when it reached the server; times run from there, never from its Date header.
    """

    arrived_at: "datetime"
    live: bool = True
    name: str = ""
    mailbox: Mailbox | None = None
    uidvalidity: int | None = None
    uid: int | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a raw mail; `case` is the public number, none on the pile."""

    digest: str
    message_id: str | None = None
    case: str | None = None
    opened: bool = False
    duplicate: bool = False
    kind: str = "message"
    pile: str = ""
    problems: tuple[str, ...] = field(default_factory=tuple)


def receive(raw: bytes, source: Source, *, now: "datetime") -> Received:
    """Take in one raw mail; when this returns, it is durable and belongs to a case or to the pile.

    The bytes are kept before anything else. Raises OSError where they can't be: then nothing has happened, and
    the mail has to stay where it came from. The same bytes, or the same UID of a mailbox, change nothing again.
    """
    digest = digest_of(raw)
    settings = DeskSettings.shared()
    mail = None if not raw.strip() or len(raw) > settings.max_mail_bytes else parse(raw)
    with transaction.atomic():
        before = _before(digest, source)
        if before is not None:
            return _again(before, digest, source, now=now)
        keep(raw, digest)
        arrival = _arrival(raw, digest, source, mail, now=now)
        reason = _unfit(raw, mail, settings) if mail is None else _misdirected(mail)
        if reason or mail is None:
            return _pile(arrival, mail, reason or Reason.UNREADABLE)
        if mail.kind == "bounce":
            return _bounce(arrival, mail)
        return _place(arrival, mail, source, settings, now=now)


def _before(digest: str, source: Source) -> Arrival | None:
    """Return the arrival that this one repeats: the same UID of the same mailbox, or the same bytes."""
    found = None
    if source.uid is not None:
        found = lookups.arrival_of_uid(_pk(source.mailbox), source.uidvalidity, source.uid)
    if found is None:
        found = lookups.arrival_of_bytes(digest)
    return None if found is None else Arrival.objects.select_related("message__case").get(pk=found)


def _again(before: Arrival, digest: str, source: Source, *, now: "datetime") -> Received:
    """Note a further arrival of what we have; the same UID is the very same arrival."""
    same_uid = source.uid is not None and before.uid == source.uid and before.mailbox_id == _pk(source.mailbox)
    if not same_uid and source.uid is not None:
        Arrival.objects.create(
            digest=digest,
            size=before.size,
            mailbox=source.mailbox,
            uidvalidity=source.uidvalidity,
            uid=source.uid,
            arrived_at=source.arrived_at,
            received_at=now,
            live=source.live,
            source=source.name[:300],
            message=before.message,
            same_as=before,
        )
    message = before.message
    return Received(
        digest=digest,
        message_id=message.message_id if message else None,
        case=message.case.survivor().number if message else None,
        duplicate=True,
        pile=before.pile_reason,
        problems=tuple(before.problems),
    )


def _arrival(raw: bytes, digest: str, source: Source, mail: Mail | None, *, now: "datetime") -> Arrival:
    return Arrival(
        digest=digest,
        size=len(raw),
        mailbox=source.mailbox,
        uidvalidity=source.uidvalidity,
        uid=source.uid,
        arrived_at=source.arrived_at,
        received_at=now,
        live=source.live,
        source=source.name[:300],
        sender=(mail.sender.address if mail and mail.sender else "")[:320],
        subject=(mail.subject if mail else "")[:300],
        problems=list(mail.problems) if mail else [],
    )


def _unfit(raw: bytes, mail: Mail | None, settings: DeskSettings) -> str:
    if not raw.strip():
        return Reason.EMPTY
    return Reason.TOO_BIG if len(raw) > settings.max_mail_bytes else ""


def _misdirected(mail: Mail) -> str:
    """Return why a mail can't be a customer's message, if it can't."""
    sender = mail.sender.address.lower() if mail.sender and mail.sender.address else ""
    if not sender and mail.kind != "bounce":
        return Reason.NO_SENDER
    ours = lookups.ours(sender) if sender else ""
    return {"mailbox": Reason.OURSELVES, "agent": Reason.AGENT}.get(ours, "")


def _pile(arrival: Arrival, mail: Mail | None, reason: str) -> Received:
    """Put a mail on the pile; a test mail of ours has come back, which is all that was wanted of it."""
    arrival.pile_reason = reason
    if reason == Reason.OURSELVES and mail is not None and is_trial(mail.message_id or ""):
        arrival.problems, arrival.settled_at = [*arrival.problems, OUR_TEST], arrival.received_at
    sql.insert(arrival)
    return Received(
        digest=arrival.digest,
        message_id=mail.message_id if mail else None,
        kind=mail.kind if mail else "message",
        pile=reason,
        problems=(*arrival.problems, f"pile:{reason}"),
    )


def _bounce(arrival: Arrival, mail: Mail) -> Received:
    """A message of ours came back: what it had settled is owed again; a bounce of nothing of ours is piled."""
    bounce = mail.bounce
    message = None
    if bounce is not None and bounce.original_message_id:
        message = bounced(
            bounce.original_message_id,
            reason=" ".join(part for part in (bounce.status, bounce.recipient) if part),
            permanent=bounce.permanent,
            at=arrival.arrived_at,
        )
    if message is None:
        return _pile(arrival, mail, Reason.BOUNCE)
    arrival.message = message
    sql.insert(arrival)
    number = message.case.survivor().number
    return Received(digest=arrival.digest, message_id=mail.message_id, case=number, kind=mail.kind)


def _place(arrival: Arrival, mail: Mail, source: Source, settings: DeskSettings, *, now: "datetime") -> Received:
    twins = lookups.twins(mail.message_id[:998]) if mail.message_id else []
    same = _same_message(mail, twins)
    if same is not None:
        arrival.message = same
        sql.insert(arrival)
        number = same.case.survivor().number
        return Received(digest=arrival.digest, message_id=mail.message_id, case=number, duplicate=True, kind=mail.kind)
    placed: Place | None = place(mail, arrival, source.mailbox, settings=settings, now=now, reused=bool(twins))
    if placed is None:
        return _pile(arrival, mail, Reason.AUTOMATIC)
    arrival.message = placed.message
    sql.insert(arrival)
    return Received(
        digest=arrival.digest,
        message_id=mail.message_id,
        case=placed.case.number,
        opened=placed.opened,
        kind=mail.kind,
        problems=tuple(placed.message.problems),
    )


def _same_message(mail: Mail, twins: list[lookups.Twin]) -> Message | None:
    """Return the message that this mail is another copy of: same id, sender and own text, or our own mail."""
    sender = mail.sender.address.lower()
    for twin in twins:
        if twin.is_ours or (twin.own_digest == mail.own_text_digest and twin.sender == sender):
            return Message.objects.select_related("case").get(pk=twin.message)
    return None


def _pk(mailbox: Mailbox | None) -> int | None:
    return mailbox.pk if mailbox else None
