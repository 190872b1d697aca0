"""Which mails of a store that does not number them in order are ours already, asked of the database once each."""

from collections.abc import Sequence
from itertools import batched

from amends.desk.channels.models import Mailbox
from amends.desk.intake.pile.asides import known_uids

PAGE = 500


class Known:
    """Remembers what was found to be ours, as long as a store is open."""

    def __init__(self, mailbox: Mailbox, identity: int) -> None:
        """Begin with knowing nothing."""
        self._mailbox, self._identity = mailbox, identity
        self._ours: set[int] = set()

    def left_of(self, uids: Sequence[int]) -> list[int]:
        """Return those that are not ours yet, in their order."""
        asked = [uid for uid in uids if uid not in self._ours]
        for page in batched(asked, PAGE):
            self._ours |= known_uids(self._mailbox, self._identity, page)
        return [uid for uid in asked if uid not in self._ours]
