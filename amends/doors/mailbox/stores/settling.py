"""What is done with mails on an IMAP server once they are safely ours: marked as read, or moved."""

import logging
from collections.abc import Callable, Sequence

from imapclient import DELETED, SEEN, IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from amends.desk.channels.models import Mailbox

log = logging.getLogger(__name__)

After = Mailbox.After


class Settling:
    """Carries out the wish of one mailbox in the folder that a client has open."""

    def __init__(self, client: IMAPClient, mailbox: Mailbox) -> None:
        """A folder to move to that isn't there is made when the first mail goes there."""
        self._client = client
        self._folder = mailbox.moved_to
        self._ready = False
        self.moves = mailbox.after == After.MOVED and mailbox.moved_to not in {"", mailbox.folder}
        self._marks = not self.moves and mailbox.after != After.LEFT

    def settle(self, uids: Sequence[int]) -> None:
        """Mark or move mails; what the server refuses is logged, and moving is tried again at the next look."""
        act: Callable[[Sequence[int]], None] | None = self._move if self.moves else self._mark if self._marks else None
        if act is None or not uids:
            return
        try:
            act(uids)
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:
            log.warning("mails are taken in, but can't be %s: %s", "moved" if self.moves else "marked as read", error)

    def _mark(self, uids: Sequence[int]) -> None:
        self._client.add_flags(uids, [SEEN], silent=True)

    def _move(self, uids: Sequence[int]) -> None:
        client = self._client
        if not self._ready and not client.folder_exists(self._folder):
            client.create_folder(self._folder)
            client.subscribe_folder(self._folder)
        self._ready = True
        if client.has_capability("MOVE"):
            client.move(uids, self._folder)
            return
        client.copy(uids, self._folder)
        client.add_flags(uids, [DELETED], silent=True)
        # EXPUNGE alone would also take away what somebody else has marked; without UIDPLUS the mark has to do.
        if client.has_capability("UIDPLUS"):
            client.uid_expunge(uids)
