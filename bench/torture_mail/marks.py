"""What the servers still hold of each mail, and whether they were told that we are done with it."""

import hashlib
from collections.abc import Iterator
from typing import Any

from imapclient import SEEN, IMAPClient

from bench.torture_mail.boxes import BOXES, Box
from bench.torture_mail.place import Place


def marks(place: Place) -> Iterator[tuple[str, bool]]:
    """Yield the digest of each mail that is there, and whether it is marked as read or was moved away."""
    for box in BOXES:
        match box.way:
            case "imap" | "pop3":
                yield from _in_folder(place, box, box.folder)
                if box.moved_to:
                    yield from _in_folder(place, box, box.moved_to)
            case "maildir":
                for path in place.maildir.glob("*/*"):
                    yield _digest(path.read_bytes()), path.parent.name == "cur" and path.name.endswith("S")
            case "lmtp":
                pass  # it was handed over, and nobody else has it


def _in_folder(place: Place, box: Box, folder: str) -> Iterator[tuple[str, bool]]:
    with IMAPClient("127.0.0.1", place.imap.fetch_port, ssl=False) as client:
        client.login(box.user, place.imap.password)
        if not client.folder_exists(folder):
            return
        client.select_folder(folder, readonly=True)
        there = client.search()
        found: dict[int, dict[bytes, Any]] = client.fetch(there, ["FLAGS", "BODY.PEEK[]"]) if there else {}
        for parts in found.values():
            yield _digest(parts[b"BODY[]"]), SEEN in parts[b"FLAGS"] or folder == box.moved_to


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
