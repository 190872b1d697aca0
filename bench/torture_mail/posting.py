"""Brings mails by each of the ways there are, until somebody has said OK to each."""

import os
import smtplib
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, Protocol

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

HOST = "127.0.0.1"
PAUSE = 0.1
"""Seconds before a mail that was not taken is brought again."""


class Way(Protocol):
    """A way to one mailbox."""

    def bring(self, raw: bytes) -> None:
        """Return once somebody has said OK; raises an error of `BROKEN` where nobody did."""

    def hang_up(self) -> None:
        """Begin anew with the next mail."""

    def written(self, raw: bytes, sender: str) -> bytes:
        """Return a mail as it is brought by this way."""


BROKEN = (IMAPClientError, OSError)


class Appending:
    """Puts mails into a folder over IMAP: past all faults of the wire, at the server's own port."""

    def __init__(self, port: int, user: str, password: str, folder: str) -> None:
        """Connect with the first mail."""
        self._where, self._who, self._folder = (HOST, port), (user, password), folder
        self._client: Any = None

    def bring(self, raw: bytes) -> None:
        """Append one."""
        if self._client is None:
            client = IMAPClient(*self._where, ssl=False, timeout=10)
            client.login(*self._who)
            self._client = client
        self._client.append(self._folder, raw)

    def hang_up(self) -> None:
        """Forget the connection."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(*BROKEN):
                client.shutdown()

    def written(self, raw: bytes, sender: str) -> bytes:
        """Return it as it is."""
        del sender
        return raw


class Dropping:
    """Puts mails into a maildir, each of them in one stroke."""

    def __init__(self, root: Path) -> None:
        """Make the folders."""
        self._root, self._count = root, 0
        for name in ("tmp", "new", "cur"):
            (root / name).mkdir(parents=True, exist_ok=True)

    def bring(self, raw: bytes) -> None:
        """Write one and rename it."""
        self._count += 1
        name = f"{int(time.time())}.M{self._count:06d}P{os.getpid()}.machine"
        (self._root / "tmp" / name).write_bytes(raw)
        (self._root / "tmp" / name).rename(self._root / "new" / name)

    def hang_up(self) -> None:
        """There is nothing to hang up."""

    def written(self, raw: bytes, sender: str) -> bytes:
        """Return it as it is."""
        del sender
        return raw


class HandingOver:
    """Hands mails over at the desk's own LMTP port, as a mail server would; whoever listens there may be killed."""

    def __init__(self, port: int, address: str) -> None:
        """Connect for each mail."""
        self._port, self._address = port, address

    def bring(self, raw: bytes) -> None:
        """Hand one over."""
        with smtplib.LMTP(HOST, self._port, local_hostname="[127.0.0.1]", timeout=20) as client:
            client.sendmail("", [self._address], raw)

    def hang_up(self) -> None:
        """It was hung up already."""

    def written(self, raw: bytes, sender: str) -> bytes:
        """Return it with what a mail server writes above it; the desk would else do so itself."""
        return f"Return-Path: <{sender}>\r\nDelivered-To: {self._address}\r\n".encode() + raw


class Postman(Thread):
    """Brings the mails of one mailbox, one after the other, and says of each that it was taken."""

    def __init__(self, way: Way) -> None:
        """Wait for mails."""
        super().__init__(name="postman", daemon=True)
        self.way = way
        self._bag: SimpleQueue[tuple[bytes, Callable[[], None]] | None] = SimpleQueue()

    def give(self, raw: bytes, taken: Callable[[], None]) -> None:
        """Have a mail brought; `taken` is called when somebody has said OK."""
        self._bag.put((raw, taken))

    def finish(self) -> None:
        """Return when all are brought."""
        self._bag.put(None)
        self.join()

    def run(self) -> None:
        """Bring them; where the server died before it said OK, a mail may be there twice."""
        while (given := self._bag.get()) is not None:
            raw, taken = given
            while not self._brought(raw):
                time.sleep(PAUSE)
            taken()

    def _brought(self, raw: bytes) -> bool:
        try:
            self.way.bring(raw)
        except BROKEN:
            self.way.hang_up()
            return False
        return True
