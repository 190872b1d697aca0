"""What a machine passes on for a person: voice messages, faxes and scanned letters, by the signs of usual systems."""

import re
from collections.abc import Sequence
from typing import Final

from amends.craft.mail.folding import folded
from amends.craft.mail.mail import Address
from amends.craft.mail.packaged import phrases
from amends.craft.mail.wire.headers import Headers
from amends.craft.mail.wire.mime import Part
from amends.craft.mail.wire.params import name_of

_VOICE_HEADERS: Final = frozenset({
    "x-voicemail", "x-voicemail-from", "x-voicemail-callerid", "x-voicemail-duration", "x-voice-mail",
    "x-callingtelephonenumber", "x-calling-telephone-number", "x-voicemessageduration", "x-voicemessagesendername",
    "x-asterisk-callerid", "x-asterisk-calleridname", "x-asterisk-vm-message-num", "x-asterisk-vm-duration",
    "x-asterisk-vm-caller-id-num", "x-voicemail-messageid", "x-voice-message-duration", "x-vm-duration",
})  # fmt: skip
_FAX_HEADERS: Final = frozenset({"x-fax", "x-faxnumberofpages", "x-fax-number", "x-faxsendernumber", "x-fax-pages"})
_AUDIO_FILE: Final = re.compile(r".\.(?:wav|mp3|gsm|ogg|oga|m4a|amr|wma|au|aac|opus)$", re.IGNORECASE)
_RECORDING: Final = re.compile(
    r"(?:msg\d{3,5}|voice[ _-]?(?:mail|message|msg)|vmail_|vm[_-]?\d|voicemail|\d\d\.\d\d\.\d\d_\d\d\.\d\d_)"
    r"|[^/]*(?:voice[ _-]?mail|sprachnachricht|anrufbeantworter|telefonnummer_)",
    re.IGNORECASE,
)
_PAPER_TYPES: Final = frozenset({"application/pdf", "image/tiff", "image/tif", "image/x-tiff"})
_PAPER_FILE: Final = re.compile(r".\.(?:pdf|tiff?)$", re.IGNORECASE)
_LONGEST: Final = 1_200  # code points that a system says beside a recording
_UNTYPED: Final = "application/octet-stream"


def brings_a_voice(root: Part, sender: Address, subject: str, leaves: Sequence[Part], *, text: str) -> bool:
    """Tell a message that somebody spoke to a phone system; `subject` is folded.

    Its headers are enough, or a subject of a known system; else there must be a recording, and a sign where it is from:
    its name, the subject, or words in which a system says what it has brought.
    """
    headers = root.headers
    if (
        root.type == "multipart/voice-message"
        or _marked(headers, "voice")
        or not _VOICE_HEADERS.isdisjoint(headers.fields)
    ):
        return True
    names = [name for leaf in leaves if (name := _audio_name(leaf)) is not None]
    system = bool(names or "voice" in subject) and _named(sender, "phone_systems")
    if not names and not system:
        return False
    told = any(phrase in subject for phrase in phrases("calls", "voice"))
    if not names:
        return told
    return told or system or any(_RECORDING.match(name) for name in names) or _announces(text)


def _announces(text: str) -> bool:
    """Tell the few words in which a phone system announces a voice message from a letter that speaks of one."""
    return len(text) <= _LONGEST and any(phrase in folded(text) for phrase in phrases("calls", "announced"))


def brings_paper(headers: Headers, sender: Address, subject: str, leaves: Sequence[Part]) -> bool:
    """Tell a fax or a scanned letter; `subject` is folded."""
    if _marked(headers, "fax") or not _FAX_HEADERS.isdisjoint(headers.fields):
        return True
    if not any(leaf.type in _PAPER_TYPES or _PAPER_FILE.search(_name(leaf)) for leaf in leaves):
        return False
    return any(phrase in subject for phrase in phrases("calls", "paper")) or _named(sender, "paper")


def is_missed_call(headers: Headers) -> bool:
    """Tell Exchange's note that somebody called and left no message."""
    return "missedcall" in headers.text("content-class").lower()


def is_device(sender: Address) -> bool:
    """Tell a phone system, fax gateway or scanner by what it calls itself."""
    return _named(sender, "phone_systems") or _named(sender, "paper")


def audio_parts(leaves: Sequence[Part]) -> list[Part]:
    """Give the parts that are recordings."""
    return [leaf for leaf in leaves if _audio_name(leaf) is not None]


def file_name(part: Part) -> str:
    """Give the name that a part says it has."""
    return _name(part)


def _marked(headers: Headers, what: str) -> bool:
    if headers.has("message-context") and headers.text("message-context").lower().startswith(what):
        return True
    return headers.has("content-class") and what in headers.text("content-class").lower()


def _audio_name(leaf: Part) -> str | None:
    """Give the name of a recording, perhaps empty; None for other parts."""
    if leaf.type.startswith("audio/"):
        return _name(leaf)
    if leaf.type == _UNTYPED and _AUDIO_FILE.search(name := _name(leaf)):
        return name
    return None


def _name(part: Part) -> str:
    return name_of(part.disposition[1], "filename") or name_of(part.params, "name")


def _named(sender: Address, table: str) -> bool:
    said = folded(f"{sender.name} {sender.address.partition('@')[0]}")
    return any(phrase in said for phrase in phrases("calls", table))
