"""Mail that is handed over with an envelope: our own port, a pipe of a mail server, a web hook of a mail service."""

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import IntegrityError, InterfaceError, OperationalError

from amends.desk.cases.kept import digest_of
from amends.desk.channels.models import Mailbox
from amends.desk.intake.actions import Received, Source, receive
from amends.desk.intake.models import Arrival
from amends.desk.intake.pile.asides import set_aside

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

log = logging.getLogger(__name__)

_ADDRESS: Final = re.compile(r"[^\s<>\x00-\x1f\x7f]{1,320}")
_MBOX_LINE: Final = re.compile(rb"From [^\r\n:]*\r?\n")
_TRACE_AT_TOP: Final = re.compile(rb"(?:return-path|delivered-to):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who really sent a mail and whom it is for, apart from what its headers say; an empty sender is a bounce's."""

    sender: str | None
    recipients: tuple[str, ...]


def mailboxes_of(recipients: "Sequence[str]") -> list[Mailbox]:
    """Return the mailboxes in use that these addresses belong to; what follows a plus in an address is ours to use."""
    wanted = {_plain(recipient) for recipient in recipients}
    return [mailbox for mailbox in Mailbox.objects.filter(is_active=True) if mailbox.address.lower() in wanted]


def is_taken(address: str) -> bool:
    """Return whether mail for this address is ours: a mailbox in use has it, with or without something after a plus.

    The postmaster of a mailbox's domain is always there, as RFC 5321 (4.5.1) wants it.
    """
    name, _, domain = address.lower().partition("@")
    if name != "postmaster":
        return bool(mailboxes_of([address]))
    return not domain or Mailbox.objects.filter(is_active=True, address__iendswith=f"@{domain}").exists()


def hand_in(raw: bytes, envelope: Envelope, *, name: str, now: "datetime") -> tuple[Received, ...]:
    """Take in a mail for each mailbox it is addressed to: one message, however many of them it reached.

    The envelope is written above the mail, as the last mail server of its way does. What we fall over lies on the
    pile: whoever handed it over would only send it back. Raises OSError where the mail can't be kept, and
    OperationalError or InterfaceError where the database is away: then nothing has happened, and whoever hands it
    over must keep it.
    """
    traced = with_trace(raw, envelope)
    mailboxes: list[Mailbox | None] = [*mailboxes_of(envelope.recipients)]
    return tuple(
        _received(traced, Source(arrived_at=now, name=name, mailbox=mailbox), now=now)
        for mailbox in mailboxes or [None]
    )


def _received(raw: bytes, source: Source, *, now: "datetime") -> Received:
    try:
        try:
            return receive(raw, source, now=now)
        except IntegrityError:
            # Another process took in the same bytes at the same moment; now they are there.
            return receive(raw, source, now=now)
    except (OSError, OperationalError, InterfaceError):
        raise  # the disk is full or the database is away: not the mail's fault
    except Exception as error:
        log.exception("a mail by %s could not be taken in; it goes on the pile", source.name)
        problem = f"not_taken:{type(error).__name__}"
        set_aside(raw, source, problem=problem, now=now)
        return Received(digest=digest_of(raw), pile=Arrival.Reason.UNREADABLE, problems=(problem,))


def with_trace(raw: bytes, envelope: Envelope) -> bytes:
    """Return the mail with its envelope above it, unless a mail server has written one there.

    Nothing in it depends on the moment, so that a mail that is handed over twice has the same bytes.
    """
    mark = _MBOX_LINE.match(raw)
    raw = raw[mark.end() :] if mark else raw
    if _TRACE_AT_TOP.match(raw):
        return raw
    lines = []
    if envelope.sender is not None and (not envelope.sender or _ADDRESS.fullmatch(envelope.sender)):
        lines.append(f"Return-Path: <{envelope.sender}>")
    lines += [f"Delivered-To: {entry}" for entry in envelope.recipients if _ADDRESS.fullmatch(entry)]
    end = "\r\n" if b"\r\n" in raw[:2000] else "\n"
    return "".join(line + end for line in lines).encode("utf-8", "replace") + raw


def _plain(address: str) -> str:
    local, _, domain = address.strip().lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
