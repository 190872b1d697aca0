"""What is needed to write a mail: the types that enter this room."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from amends.craft.mail.mail import Address


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes out with a mail."""

    name: str
    type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A mail to be written; `text` is the small Markdown of `markup`, ids stand without angle brackets.

    `references` is the chain so far, oldest first. `automatic` marks what no person wrote for this occasion, so that
    other machines don't answer it. `date` is timezone-aware.
    """

    sender: Address
    to: tuple[Address, ...]
    subject: str
    text: str
    date: datetime
    message_id: str
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    automatic: Literal["auto-replied", "auto-generated"] | None = None
    language: str = ""
    enclosures: tuple[Enclosure, ...] = ()
