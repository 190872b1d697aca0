"""The mailboxes of a run: one for each way in which mail reaches a desk, with its share of the mails."""

from dataclasses import dataclass
from typing import Literal

Way = Literal["imap", "pop3", "maildir", "lmtp"]


@dataclass(frozen=True, slots=True)
class Box:
    """A mailbox: whom mail is for, how it comes in, what becomes of it on its server, and its share in per cent."""

    address: str
    way: Way
    share: int
    user: str = ""
    folder: str = "INBOX"
    after: Literal["seen", "moved", "deleted"] = "seen"
    moved_to: str = ""


BOXES = (
    Box("desk@support.example", "imap", 40, user="desk"),
    Box("help@support.example", "imap", 30, user="help", folder="Desk", after="moved", moved_to="Done"),
    Box("shop@support.example", "pop3", 10, user="shop", after="deleted"),
    Box("claims@support.example", "maildir", 10),
    Box("orders@support.example", "lmtp", 10),
)
PLAIN, MOVING = BOXES[:2]
"""The two to which most mails go, and in whose folders things go wrong."""
