"""A maildir on this machine: what others put into new/ and cur/ is taken in; nothing in it is ever deleted."""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import NoReturn

from amends.desk.channels.models import Mailbox
from amends.doors.mailbox.servers import MailServerError, said
from amends.doors.mailbox.stores.known import Known
from amends.doors.mailbox.stores.store import Waiting, fingerprint

log = logging.getLogger(__name__)

GLANCE = 1.0
"""Seconds between two looks at whether something has changed."""
After = Mailbox.After
_INFO = ":2,"


class Maildir:
    """The two folders in which finished mails lie; what is still being written is in tmp/ and is not looked at.

    A mail's UID is made of the unique part of its file's name, which it keeps in whichever folder and with whichever
    flags. It arrived when its file was written.
    """

    def __init__(self, mailbox: Mailbox) -> None:
        """Look into it."""
        self._mailbox = mailbox
        self._root = Path(mailbox.maildir)
        self.identity = fingerprint("maildir", str(self._root))
        self._known = Known(mailbox, self.identity)
        self._look()
        self.count = len(self._files)

    def uids_after(self, uid: int, *, since: datetime) -> list[int]:
        """Return the UIDs of what was written since a moment and is not ours yet, oldest first."""
        del uid  # names do not ascend
        self._look()
        return self._known.left_of([uid for uid, at in self._written.items() if at >= since.replace(microsecond=0)])

    def uids_between(self, since: datetime | None, before: datetime) -> list[int]:
        """Return the UIDs of what was written in a time and is not ours yet, oldest first."""
        found = [uid for uid, at in self._written.items() if at < before and (since is None or at >= since)]
        return self._known.left_of(found)

    def describe(self, uids: Sequence[int]) -> Iterator[Waiting]:
        """Yield sizes and times of files, without those that are gone."""
        for uid in uids:
            with suppress(FileNotFoundError):
                path = self._files[uid]
                yield Waiting(uid, path.stat().st_size, self._written[uid], path.name)

    def bring(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes | None]]:
        """Yield the bytes of files; None for one that may not be read, none for one that is gone or moved just now."""
        for uid in uids:
            try:
                yield uid, self._files[uid].read_bytes()
            except FileNotFoundError:
                continue
            except OSError as error:
                log.warning("%s can't be read: %s", self._files[uid], said(error))
                yield uid, None

    def settle(self, uids: Sequence[int]) -> None:
        """Move files to cur/, marked as seen, or to the folder that is wished for."""
        if self._mailbox.after == After.LEFT:
            return
        for uid in uids:
            try:
                self._files[uid] = self._settled(self._files[uid])
            except FileNotFoundError:
                continue  # somebody else was quicker
            except OSError as error:
                log.warning("%s is taken in, but can't be moved: %s", self._files[uid], said(error))

    def unsettled(self) -> list[int]:
        """Return the UIDs of what lies where it should not lie any more once it is ours."""
        if self._mailbox.after == After.LEFT:
            return []
        return [uid for uid, path in self._files.items() if path.parent.name == "new" or self._moves()]

    def wait(self, seconds: float, stop: Event) -> None:
        """Return when a folder has changed, at the latest after so many seconds or when `stop` is set."""
        for _ in range(max(1, round(seconds / GLANCE))):
            if stop.wait(min(GLANCE, seconds)) or self._marks() != self._marks_seen:
                return

    def _look(self) -> None:
        """List the files, oldest first."""
        self._marks_seen = self._marks()  # before the listing, so that what comes meanwhile is a change
        found = [entry for name in ("new", "cur") for entry in self._entries(name)]
        found.sort(key=lambda entry: (entry[0], entry[1].name))
        self._files = {_uid(path): path for _, path in found}
        self._written = {_uid(path): datetime.fromtimestamp(at, UTC) for at, path in found}

    def _entries(self, name: str) -> Iterator[tuple[float, Path]]:
        with os.scandir(self._root / name) as entries:
            for entry in entries:
                with suppress(FileNotFoundError):
                    if entry.is_file() and not entry.name.startswith("."):
                        yield entry.stat().st_mtime, Path(entry.path)

    def _marks(self) -> tuple[int, int]:
        return (self._root / "new").stat().st_mtime_ns, (self._root / "cur").stat().st_mtime_ns

    def _moves(self) -> bool:
        return self._mailbox.after == After.MOVED and bool(self._mailbox.moved_to)

    def _settled(self, path: Path) -> Path:
        """Move one file and return where it is now; a name that is taken there is left alone."""
        root = self._target() if self._moves() else self._root
        base, _, flags = path.name.partition(_INFO)
        kept = flags if self._moves() else "".join(sorted({*flags, "S"}))
        to = root / "cur" / f"{base}{_INFO}{kept}"
        if to == path:
            return path
        if to.exists():
            _is_taken(to)
        path.rename(to)
        return to

    def _target(self) -> Path:
        """Return the folder to move to, as Maildir++ names it, and make it where it is missing."""
        root = self._root / f".{self._mailbox.moved_to.replace('/', '.').strip('.')}"
        for name in ("tmp", "new", "cur"):
            (root / name).mkdir(parents=True, exist_ok=True)
        return root


@contextmanager
def opened(mailbox: Mailbox) -> Iterator[Maildir]:
    """Look into a maildir; raises MailServerError where that can't be done, then or later."""
    try:
        yield Maildir(mailbox)
    except OSError as error:
        words = f"there is no maildir at {mailbox.maildir} that this desk may read: {said(error)}"
        raise MailServerError(words) from error


def _uid(path: Path) -> int:
    return fingerprint(path.name.partition(_INFO)[0])


def _is_taken(path: Path) -> NoReturn:
    words = f"{path.name} is there already"
    raise FileExistsError(words)
