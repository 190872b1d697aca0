"""Pure rules about what machines pass on for people: voice messages of phone systems, faxes and scanned letters."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from amends.craft.mail.carried.devices import is_device
from amends.craft.mail.carried.voice import first_number

if TYPE_CHECKING:
    from amends.craft.mail import Mail

Channel = Literal["email", "voicemail", "letter"]
AUTOMATIC_KINDS = frozenset({"auto_reply", "list", "receipt", "feedback_report"})
_PAPER = frozenset({"application/pdf", "image/tiff"})
_MOST_WORDS = 600
"""So many characters beside a scan are the scanner's; more are somebody's own."""

_NUMBER = re.compile(r"\+?[\d ()/.-]{5,24}")
_FAX = re.compile(r"fax|télécopie|faks|факс|ファ[ッ]?クス|传真|傳真", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in a mail: their name, and the address at which they can be answered, `value` empty for none."""

    kind: Literal["email", "phone"]
    value: str
    name: str


def channel_of(mail: "Mail") -> Channel:
    """Return how the words of a mail were said: a scan that a machine sends is a letter, whatever brought it."""
    if mail.kind == "voicemail":
        return "voicemail"
    by_a_machine = mail.automatic and mail.kind == "message" and len(mail.text) <= _MOST_WORDS
    paper = (by_a_machine or _of_a_device(mail)) and _has_paper(mail)
    return "letter" if paper else "email"


def is_automatic(mail: "Mail") -> bool:
    """Whether a machine speaks for itself in a mail, so that nobody waits for an answer."""
    return channel_of(mail) == "email" and not mail.passed_on and (mail.automatic or mail.kind in AUTOMATIC_KINDS)


def is_missed_call(mail: "Mail") -> bool:
    """Whether a phone system says that somebody called and left no word: they wait for a call."""
    return _of_a_device(mail) and mail.kind != "voicemail" and not mail.attachments and not _is_fax(mail)


def caller(mail: "Mail") -> str:
    """Return the number of who left a voice message, empty where none is known."""
    said = mail.voice.caller.strip() if mail.voice and mail.kind == "voicemail" else ""
    return said if _NUMBER.fullmatch(said) else ""


def speaker(mail: "Mail") -> Speaker:
    """Return who speaks in a mail: its sender, but where a machine passes somebody on, that person.

    Nobody reads what is sent to a phone system, and whoever speaks next through the same machine is somebody else.
    """
    if not mail.passed_on or not _of_a_device(mail):
        return Speaker("email", mail.sender.address.lower(), mail.sender.name)
    if mail.kind == "voicemail":
        number = caller(mail)
        return Speaker("phone", number, number or (mail.voice.caller.strip() if mail.voice else ""))
    if is_missed_call(mail):
        number = first_number(mail.subject) or first_number(mail.text)
        return Speaker("phone", number, number)
    number = (first_number(mail.subject) or first_number(mail.sender.name)) if _is_fax(mail) else ""
    return Speaker("phone", "", f"Fax {number}" if number else "")  # nobody answers a call to a fax


def _is_fax(mail: "Mail") -> bool:
    return bool(_FAX.search(f"{mail.subject} {mail.sender.name} {mail.sender.address}"))


def _of_a_device(mail: "Mail") -> bool:
    """Whether a machine sends what a person said, and not that person a recording or an invitation of their own."""
    if not mail.passed_on or mail.kind == "calendar" or mail.in_reply_to:
        return False
    if mail.automatic or is_device(mail.sender):
        return True
    number = caller(mail)
    return bool(number) and number not in mail.signature


def _has_paper(mail: "Mail") -> bool:
    return any(entry.type in _PAPER and not entry.inline for entry in mail.attachments)
