"""What a mail is once it has been read: the types that leave this room."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Literal

type Kind = Literal["message", "auto_reply", "bounce", "feedback_report", "receipt", "list", "calendar", "voicemail"]

type Problem = Literal[
    "empty",  # no words and no attachment
    "no_from",  # no usable address in From or Sender
    "many_from",  # more than one From header, or more than one address in it; the first counts
    "no_message_id",
    "no_date",
    "bad_date",  # a Date that can't be read, or before 1990 or after 2100
    "bad_header",  # a line among the headers that is none
    "bad_boundary",  # a multipart whose boundary is missing, unused or never closed
    "too_deep",  # parts nested so deep that the rest is kept as one attachment
    "too_many_parts",  # more parts than are read; the rest is not listed
    "too_many_addresses",  # more addresses in a header than are read; the rest is not listed
    "bad_encoding",  # base64 or another transfer encoding that is broken or unknown
    "bad_charset",  # a charset that doesn't exist or doesn't fit; what the bytes look like was taken
    "encrypted",  # the words are in an encrypted part
    "tnef",  # a winmail.dat that can't be opened
    "stray_words",  # the only words stand where none belong: above or below the parts
    "partial",  # one piece of a mail that was sent in several
    "unreadable",  # nothing could be made of it: the raw bytes stand as the text
]


@dataclass(frozen=True, slots=True)
class Address:
    """A mail address with the name that stands before it; either may be empty."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is no body; `size` in bytes and `sha256` in hex are those of the decoded content."""

    name: str
    type: str
    size: int
    sha256: str
    inline: bool


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a delivery report says of the first recipient who wasn't reached; `status` as in RFC 3463."""

    recipient: str | None
    status: str | None
    permanent: bool
    original_message_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What a calendar part asks for (RFC 5545, 5546); times are in UTC, `zone` is the one its sender named.

    `method` is in lower case: "request", "cancel", "reply", "publish". An all-day event begins and ends at midnight
    UTC of its days, the end being the last day itself. `answer` is what a reply says to the invitation.
    """

    method: str
    summary: str
    begins: datetime | None
    ends: datetime | None
    all_day: bool = False
    zone: str = ""
    place: str = ""
    organiser: Address | None = None
    repeats: bool = False
    answer: Literal["", "accepted", "declined", "tentative"] = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What a vCard says of somebody (RFC 6350 and the versions before it)."""

    name: str
    organisation: str
    phones: tuple[str, ...]
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice message: the caller's number as given, or a name, and its length in seconds where it was said."""

    caller: str
    seconds: int | None


@dataclass(frozen=True, slots=True)
class Seal:
    """How the words were protected; nothing is verified here, and nothing decrypted."""

    way: Literal["smime", "pgp"]
    what: Literal["signed", "encrypted"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One result that a server wrote into Authentication-Results (RFC 8601); `host` says which server, if anything.

    `header` counts these headers from the top, where the server that took the mail last writes: nobody can send one
    that stands above it.
    """

    host: str
    method: str
    result: str
    domain: str
    header: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """A list or group that handed on what a person wrote: its addresses in lower case, and the writer where known."""

    addresses: tuple[str, ...]
    writer: Address | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail as it was read; ids stand without angle brackets, texts with \n, the date in UTC."""

    message_id: str | None
    in_reply_to: str | None
    references: tuple[str, ...]
    sender: Address
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    delivered_to: tuple[str, ...]
    subject: str
    date: datetime | None
    text: str
    reply: str
    own_words: str
    signed_reply: str
    quoted: str
    signature: str
    html: str
    attachments: tuple[Attachment, ...]
    kind: Kind
    automatic: bool
    bounce: Bounce | None
    language: str
    problems: tuple[Problem, ...]
    invitation: Invitation | None = None
    cards: tuple[Card, ...] = ()
    voice: Voice | None = None
    seal: Seal | None = None
    verdicts: tuple[Verdict, ...] = ()
    group: Group | None = None
    passed_on: bool = False
    """A machine sent it for a person who speaks in it: a voice message, a fax, a scanned letter, a missed call."""

    @property
    def own_text_digest(self) -> str:
        """SHA-256 of the signed reply, its blanks folded: the same words give the same one however they are wrapped."""
        return sha256(" ".join(self.signed_reply.split()).encode()).hexdigest()
