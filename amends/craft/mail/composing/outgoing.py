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


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words that a mail answers, as plain text, with the line that says whose they are."""

    intro: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A mail to be written; `text` is the small Markdown of `markup`, ids stand without angle brackets.

    `references` is the chain so far, oldest first. `automatic` marks what no person wrote for this occasion, so that
    other machines don't answer it. `date` is timezone-aware. `topic` and `thread_index`, of the mail that is answered,
    keep the conversation together in Outlook; `quoted` stands below everything.
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
    quoted: Quoted | None = None
    topic: str = ""
    thread_index: str = ""
