"""Pure rules about what machines pass on for people: voice messages of phone systems, faxes and scanned letters."""

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from amends.craft.mail import Mail

Channel = Literal["email", "voicemail", "letter"]
AUTOMATIC_KINDS = frozenset({"auto_reply", "list", "receipt", "feedback_report"})
_PAPER = frozenset({"application/pdf", "image/tiff"})
_MOST_WORDS = 600
"""So many characters beside a scan are the scanner's; more are somebody's own."""

_NUMBER = re.compile(r"\+?[\d ()/.-]{5,24}")


def channel_of(mail: "Mail") -> Channel:
    """Return how the words of a mail were said: a scan that a machine sends is a letter, whatever brought it."""
    if mail.kind == "voicemail":
        return "voicemail"
    by_a_machine = mail.automatic and mail.kind == "message" and len(mail.text) <= _MOST_WORDS
    paper = any(entry.type in _PAPER and not entry.inline for entry in mail.attachments)
    return "letter" if by_a_machine and paper else "email"


def is_automatic(mail: "Mail") -> bool:
    """Whether a machine speaks for itself in a mail, so that nobody waits for an answer."""
    return channel_of(mail) == "email" and (mail.automatic or mail.kind in AUTOMATIC_KINDS)


def caller(mail: "Mail") -> str:
    """Return the number of who left a voice message, empty where none is known."""
    said = mail.voice.caller.strip() if mail.voice and mail.kind == "voicemail" else ""
    return said if _NUMBER.fullmatch(said) else ""
