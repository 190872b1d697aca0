"""What lies in a POP3 maildrop just now: numbers of this login, by ids that stay."""

import hashlib
import poplib
from dataclasses import dataclass

from amends.doors.mailbox.stores.pop3_session import Pop3
from amends.doors.mailbox.stores.store import fingerprint

_BEGINNING = 50
"""So many lines of a text, with all of its headers, tell one mail from another."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A mail of a maildrop: its number until we part, its size in bytes, the server's name for it."""

    number: int
    size: int
    name: str


type Listing = dict[int, Entry]
"""Mails by UID, in the order of the server."""


def listed(client: Pop3) -> Listing:
    """Return what there is. Where a server gives no ids, a mail is known by its beginning and size, or by its bytes."""
    sizes = _pairs(client.list()[1])
    try:
        names = {int(number): name for number, name in _pairs(client.uidl()[1]).items()}
    except poplib.error_proto:
        names = {int(number): _digest(client, int(number), size) for number, size in sizes.items()}
    return {fingerprint(name): Entry(number, int(sizes.get(str(number), "0")), name) for number, name in names.items()}


def _pairs(lines: list[bytes]) -> dict[str, str]:
    """Return the two words of each line; what is no such line is passed over."""
    words = [line.decode("latin-1").split(None, 1) for line in lines]
    return {pair[0]: pair[1].split()[0] for pair in words if len(pair) > 1 and pair[0].isdecimal()}


def _digest(client: Pop3, number: int, size: str) -> str:
    try:
        _, lines, _ = client.top(number, _BEGINNING)
    except poplib.error_proto:
        _, lines, _ = client.retr(number)
    return hashlib.sha256(b"\n".join([size.encode(), *lines])).hexdigest()
