"""Sends letters over SMTP; what a server left unsaid is passed on as a doubt, never as a yes or a no."""

import logging
import re
import smtplib
import time
from types import TracebackType
from typing import Self

from amends.desk.channels.models import Mailbox
from amends.desk.delivery.letters import Letter, Refusal, TakenInPart, Undeliverable
from amends.doors.mailbox.sending.answers import Stage, is_answer, is_ok, judge
from amends.doors.mailbox.sending.dialling import PATIENCE, connected, hang_up
from amends.doors.mailbox.servers import MailServerError, said, smtp_server, trouble

log = logging.getLogger(__name__)

PREPARING, HANDING_OVER = 90.0, 60.0
"""Seconds until the last of the questions before the bytes is asked, and for the bytes as for the answer to them.

With what is waited for the answers to the last questions, it is less than a delivery's lease.
"""
_CLOSING = 421
"""The server ends the conversation with this code, whatever it is about."""
_GO_ON = 354
_KILOBYTE, _MEGABYTE = 1_000, 1_000_000
_INSTEAD = "; send a link to the file instead"
_FILE = b"\nContent-Disposition: attachment"
_FULL_STOP = re.compile(rb"^\.", re.MULTILINE)


class SmtpTransport:
    """Brings letters to the servers of their mailboxes, over one connection for letters of one mailbox in a row.

    What a refusal means is in `smtp_answers`; a server that can't be reached, or does not let us in, is no fault of a
    letter's.
    """

    def __init__(self) -> None:
        """Connect only when there is a letter."""
        self._client: smtplib.SMTP | None = None
        self._mailbox: int | None = None
        self._down: dict[int, MailServerError] = {}

    def __enter__(self) -> Self:
        """Use it for a batch of letters."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say goodbye to the server."""
        self._part()

    def send(self, letter: Letter) -> None:
        """Return once the server has said OK for every recipient.

        Raises Undeliverable, or TakenInPart where it said so for some.
        """
        mailbox = _ready(letter.mailbox)
        if mailbox.pk in self._down:  # it was a moment ago: one letter's patience is enough for a batch
            raise _closed(self._down[mailbox.pk])
        began = time.monotonic()
        try:
            hand_over(self._connected(mailbox), letter, began=began)
        except MailServerError as error:
            self._part()
            self._down[mailbox.pk] = error
            raise _closed(error) from error
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._part()
            broken = self._down[mailbox.pk] = trouble(error, smtp_server(mailbox))
            raise Undeliverable(broken.words, permanent=False, away=broken.away) from error
        except Undeliverable as answer:
            if answer.unsure or answer.closing:
                self._part()
                # Who is sent away does not come back at once; who waited in vain does not wait for every letter.
                self._down[mailbox.pk] = MailServerError(answer.reason, away=answer.unsure)
            raise

    def _connected(self, mailbox: Mailbox) -> smtplib.SMTP:
        """Return the connection that is open, if it is the right one and still works, else a new one."""
        if self._client is not None and self._mailbox == mailbox.pk and _still_works(self._client):
            return self._client
        self._part()
        self._client, self._mailbox = connected(mailbox), mailbox.pk
        return self._client

    def _part(self) -> None:
        client, self._client, self._mailbox = self._client, None, None
        hang_up(client)


def hand_over(client: smtplib.SMTP, letter: Letter, *, began: float) -> None:
    """Give one letter to a server; `began` is when, by the steady clock.

    Raises Undeliverable or TakenInPart, and whatever the connection raises as long as no byte of the letter went over.
    """
    _refuse_too_big(client, letter)
    size = [f"SIZE={len(letter.raw)}"] if client.has_extn("size") else []
    _expect_ok("sender", client.mail(letter.sender, size), raw=letter.raw)
    refusals = [refused for recipient in letter.recipients if (refused := _offer(client, recipient, began=began))]
    if len(refusals) == len(letter.recipients):
        reasons = "; ".join(refused.reason for refused in refusals)
        gone = tuple(refused.recipient for refused in refusals if refused.gone)
        permanent = all(refused.permanent for refused in refusals)
        raise Undeliverable(reasons or "it goes to nobody", permanent=permanent, gone=gone)
    _hurry(began)
    _pass_bytes(client, letter.raw)
    if refusals:
        raise TakenInPart(tuple(refusals))


def _refuse_too_big(client: smtplib.SMTP, letter: Letter) -> None:
    """Raise Undeliverable where the server has said that it takes no letter of this size (RFC 1870)."""
    said_size = client.esmtp_features.get("size", "").strip()
    most = int(said_size) if said_size.isdecimal() else 0
    if 0 < most < len(letter.raw):
        reason = f"the letter has {_size(len(letter.raw))} and the server takes {_size(most)} at most"
        raise Undeliverable(reason + _advice(letter.raw), permanent=True)


def _size(count: int) -> str:
    """Return a number of bytes as people say it."""
    if count < _KILOBYTE:
        return f"{count} bytes"
    return f"{count / _MEGABYTE:.1f} MB" if count >= _MEGABYTE else f"{count / _KILOBYTE:.1f} KB"


def _advice(raw: bytes) -> str:
    """Return what else can be done with a letter that is too big: something only where files make it so."""
    return _INSTEAD if _FILE in raw else ""


def _closed(error: MailServerError) -> Undeliverable:
    """Return what a letter hears of a server that can't be reached, or does not let us in."""
    return Undeliverable(error.words, permanent=False, ours=True, away=error.away)


def _ready(mailbox: Mailbox | None) -> Mailbox:
    if mailbox is None:
        reason = "no mailbox is set up to send from"
        raise Undeliverable(reason, permanent=False, untried=True)
    if not mailbox.smtp_host:
        reason = f"{mailbox.address} has no server to send by"
        raise Undeliverable(reason, permanent=False, untried=True)
    return mailbox


def _still_works(client: smtplib.SMTP) -> bool:
    """Return whether the server is still there and has forgotten the letter before, whatever became of it."""
    try:
        code, _ = client.rset()
    except (smtplib.SMTPException, OSError):
        return False
    return is_ok(code)


def _hurry(began: float) -> None:
    """Raise TimeoutError where a server has taken so long that the lease would not last for the bytes."""
    if time.monotonic() - began > PREPARING:
        raise TimeoutError


def _offer(client: smtplib.SMTP, recipient: str, *, began: float) -> Refusal | None:
    """Name a recipient; return the refusal, if it is one."""
    _hurry(began)
    address = _in_ascii(recipient)
    if address is None:
        return Refusal(recipient, f"{recipient} is no address that mail can be sent to", permanent=True)
    code, words = client.rcpt(address)
    if is_ok(code):
        return None
    spelt = _spelt(code, words)
    verdict = judge("recipient", code, spelt.partition(" ")[2])
    if verdict.ours or code == _CLOSING:
        reason = f"the server refused it: {spelt}"
        raise Undeliverable(reason, permanent=False, ours=verdict.ours, closing=code == _CLOSING)
    return Refusal(recipient, f"{recipient} was refused: {spelt}", permanent=verdict.permanent, gone=verdict.gone)


def _pass_bytes(client: smtplib.SMTP, raw: bytes) -> None:
    """Give the bytes; only where all of them went over, and no answer came, may the server have taken the letter."""
    code, words = client.docmd("DATA")
    if code != _GO_ON:
        _expect_ok("letter", (code, words), raw=raw)
        reason = f"the server said yes before it had the letter: {_spelt(code, words)}"
        raise Undeliverable(reason, permanent=False, closing=True)
    if client.sock is not None:
        client.sock.settimeout(HANDING_OVER)
    client.send(_ended(raw))
    try:
        answer = client.getreply()
    except (smtplib.SMTPException, OSError) as error:
        raise _doubt(said(error)) from error
    if not is_answer(answer[0]):
        raise _doubt(_spelt(*answer))
    _expect_ok("letter", answer, raw=raw)
    if client.sock is not None:
        client.sock.settimeout(PATIENCE)


def _ended(raw: bytes) -> bytes:
    """Return a letter as it goes over the wire, with its end (RFC 5321, 4.5.2)."""
    return _FULL_STOP.sub(b"..", raw).removesuffix(b"\r\n") + b"\r\n.\r\n"


def _doubt(why: str) -> Undeliverable:
    reason = f"the server took the letter and did not say whether it keeps it ({why})"
    return Undeliverable(reason, permanent=False, unsure=True)


def _expect_ok(stage: Stage, answer: tuple[int, bytes | str], *, raw: bytes) -> None:
    code, words = answer
    if is_ok(code):
        return
    spelt = _spelt(code, words)
    verdict = judge(stage, code, spelt.partition(" ")[2])
    reason = f"the server refused it: {spelt}"
    if verdict.big:
        reason = f"the letter has {_size(len(raw))} and the server takes none so big ({spelt}){_advice(raw)}"
    raise Undeliverable(reason, permanent=verdict.permanent, ours=verdict.ours, closing=code == _CLOSING)


def _spelt(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"[:300]


def _in_ascii(recipient: str) -> str | None:
    """Return the address as a server reads it, with its domain in ASCII; None where that can't be."""
    local, _, domain = recipient.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}" if local.isascii() and local and domain else None
    except UnicodeError:
        return None
