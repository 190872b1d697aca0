"""Has the mails brought while everything falls over, and remembers which of them somebody has said OK to."""

import hashlib
import random
import re
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread

from bench.torture_mail.letterbox import taken
from bench.torture_mail.mails import OURS, Letter, bursts
from bench.torture_mail.posting import Postman, Way

_IDS = re.compile(rb"<([^<>\s]+)>")
_HEADER = re.compile(
    rb"^(message-id|in-reply-to|references):((?:.*\r?\n)(?:[ \t].*\r?\n)*)", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Brought:
    """One arrival that was said OK to; `digest` is the SHA-256 of its bytes."""

    letter: Letter
    mailbox: int
    digest: str


def ids_in(raw: bytes) -> dict[str, list[str]]:
    """Return the ids in the headers of a mail that has such headers, by the lower-case name of each."""
    head = raw.partition(b"\r\n\r\n")[0] + b"\r\n"
    named = _HEADER.findall(head)
    return {name.decode().lower(): [found.decode() for found in _IDS.findall(value)] for name, value in named}


class Bringing(Thread):
    """Brings all mails within some seconds, in bursts; `brought` grows meanwhile."""

    def __init__(self, groups: list[list[Letter]], store: Path, ways: Sequence[Way], *, seconds: float) -> None:
        """`store` is where the desk's letters arrive; there is a way to each mailbox."""
        super().__init__(name="bringing", daemon=True)
        rng = random.Random(len(groups))
        self._bursts = list(bursts(groups, rng))
        self._pause = seconds / len(self._bursts)
        self._store, self._last = store, ""
        self._postmen = [Postman(way) for way in ways]
        self._ours: defaultdict[str, list[str]] = defaultdict(list)  # a customer's id -> ids of our answers to it
        self.brought: list[Brought] = []
        self.hurry = Event()

    def run(self) -> None:
        """Bring them all."""
        for postman in self._postmen:
            postman.start()
        began = time.monotonic()
        for number, burst in enumerate(self._bursts):
            self.hurry.wait(max(0.0, began + number * self._pause - time.monotonic()))
            self._read_store()
            for letter in burst:
                self._bring(letter)
        for postman in self._postmen:
            postman.finish()

    def _bring(self, letter: Letter) -> None:
        raw = self._addressed(letter)
        self._give(letter, letter.mailbox, raw)
        for mailbox, same_bytes in letter.copies:
            trace = b"" if same_bytes else b"Received: from relay.example by mail%d.example\r\n" % mailbox
            self._give(letter, mailbox, trace + raw)

    def _give(self, letter: Letter, mailbox: int, raw: bytes) -> None:
        postman = self._postmen[mailbox]
        written = postman.way.written(raw, letter.sender)
        arrival = Brought(letter, mailbox, hashlib.sha256(written).hexdigest())
        postman.give(written, partial(self.brought.append, arrival))

    def _addressed(self, letter: Letter) -> bytes:
        """Return the bytes of a mail, which may answer a letter of ours, if one has come by now."""
        if not letter.answers_us:
            return letter.raw
        ours = [one for asked in letter.asked for one in self._ours[asked]]
        return letter.raw.replace(OURS.encode(), (ours or letter.asked)[-1].encode())

    def _read_store(self) -> None:
        for letter in taken(self._store, after=self._last):
            self._last = letter.name
            ids = ids_in(letter.raw)
            for asked in ids.get("in-reply-to", []):
                self._ours[asked].extend(ids.get("message-id", []))
