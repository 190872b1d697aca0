"""What reaches us: kept verbatim, parsed, threaded to a case, heard and reckoned, all in one transaction."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from amends.craft.mail import Mail, parse
from amends.desk.cases.kept import digest_of, keep
from amends.desk.channels.models import Mailbox
from amends.desk.intake.entering.placing import hear
from amends.desk.intake.models import Arrival
from amends.desk.intake.sorting.sorting import Received, look_up, of_its_writer, sort
from amends.desk.intake.threading import lookups
from amends.desk.intake.threading.signs import names
from amends.desk.intake.threading.waiting import wait_for_ids
from amends.desk.people import sql
from amends.desk.policies.models import DeskSettings

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["Received", "Source", "arrival_by", "describe", "glance", "read", "receive"]

GLANCE = 65_536
"""Bytes of a mail that is not read in which its sender and subject are looked for."""


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


def receive(raw: bytes, source: Source, *, now: "datetime") -> Received:
    """Take in one raw mail; when this returns, it is durable and belongs to a case or to the pile.

    The bytes are kept before anything else. Raises OSError where they can't be: then nothing has happened, and
    the mail has to stay where it came from. The same bytes, or the same UID of a mailbox, change nothing again.
    """
    digest = digest_of(raw)
    settings = DeskSettings.shared()
    mail = read(raw, settings)
    arrival, said = _arrival(raw, digest, source, mail, now=now), of_its_writer(mail, source.mailbox)
    if said is not None and not said.automatic:
        hear(said)
    with transaction.atomic():
        lookups.hold([digest, *(names(mail) if mail else ())])
        known = look_up(arrival, said, settings)
        if known.arrival is not None:
            return _again(known.arrival, digest, source, now=now)
        keep(raw, digest)
        received = sort(arrival, said, settings, known=known, now=now)
        sql.insert(arrival)
        wait_for_ids(arrival, said)
        return received


def read(raw: bytes, settings: DeskSettings) -> Mail | None:
    """Return what stands in a raw mail; none where there is nothing, or more than is taken in."""
    return None if not raw.strip() or len(raw) > settings.max_mail_bytes else parse(raw)


def _again(pk: int, digest: str, source: Source, *, now: "datetime") -> Received:
    """Note a further arrival of what we have: the same bytes, or the same UID, which is the very same arrival."""
    before = Arrival.objects.select_related("message__case").get(pk=pk)
    if _is_news(before, source):
        further = arrival_by(source, digest, size=before.size, now=now)
        further.message, further.same_as = before.message, before
        sql.insert(further)
    message = before.message
    return Received(
        digest=digest,
        message_id=message.message_id if message else None,
        case=message.case.survivor().number if message else None,
        duplicate=True,
        pile=before.pile_reason,
        problems=tuple(before.problems),
    )


def _is_news(before: Arrival, source: Source) -> bool:
    """Whether a further arrival says more than we know: another UID, or a mailbox that has not seen these bytes."""
    if source.uid is not None:
        return before.uid != source.uid or before.mailbox_id != _pk(source.mailbox)
    known = Arrival.objects.filter(digest=before.digest, mailbox=source.mailbox)
    return source.mailbox is not None and not known.exists()


def _arrival(raw: bytes, digest: str, source: Source, mail: Mail | None, *, now: "datetime") -> Arrival:
    arrival = arrival_by(source, digest, size=len(raw), now=now)
    if mail is None:
        glance(arrival, raw)
    else:
        describe(arrival, mail)
    return arrival


def arrival_by(source: Source, digest: str, *, size: int, now: "datetime") -> Arrival:
    """Return the row, not stored yet, of a mail of `size` bytes that came in by `source`."""
    return sql.fresh(
        Arrival,
        digest=digest,
        size=size,
        mailbox=source.mailbox,
        uidvalidity=source.uidvalidity,
        uid=source.uid,
        arrived_at=source.arrived_at,
        received_at=now,
        live=source.live,
        source=source.name[:300],
    )


def describe(arrival: Arrival, mail: Mail | None) -> None:
    """Write into an arrival what was read of its mail: who sent it, what it is about, what is wrong with it."""
    arrival.sender = (mail.sender.address if mail and mail.sender else "")[:320]
    arrival.subject = (mail.subject if mail else "")[:300]
    arrival.problems = list(mail.problems) if mail else []


def glance(arrival: Arrival, raw: bytes) -> None:
    """Write into an arrival who sent a mail that is not read, and what its subject is, from its beginning alone."""
    describe(arrival, parse(raw[:GLANCE]))
    arrival.problems = []


def _pk(mailbox: Mailbox | None) -> int | None:
    return mailbox.pk if mailbox else None
