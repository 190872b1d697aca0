"""What crosses the border to a mail server: letters on their way out, and the server's answers."""

from dataclasses import dataclass
from typing import Protocol

from amends.desk.channels.models import Mailbox


class Undeliverable(Exception):  # noqa: N818 - it is the server's answer
    """The server, or the way to it, did not take a letter.

    `permanent` says that trying again is of no use; `unsure`, that it may have been taken all the same; `untried`, that
    there is no way out of the house yet; `ours`, that the mailbox or its server is the reason, so that all its letters
    wait and none of them fails for it; `away`, that nobody said anything, so that it may go in a moment;
    `closing`, that the server sent us away. `gone` names recipients whose addresses take no mail.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool,
        unsure: bool = False,
        untried: bool = False,
        ours: bool = False,
        away: bool = False,
        closing: bool = False,
        gone: tuple[str, ...] = (),
    ) -> None:
        """Keep the server's words."""
        super().__init__(reason)
        self.reason, self.permanent, self.unsure = reason, permanent, unsure
        self.untried, self.ours, self.away, self.closing, self.gone = untried, ours, away, closing, gone

    @property
    def waits(self) -> bool:
        """Whether the letter was not even offered, so that this was no try of it."""
        return self.untried or self.ours


@dataclass(frozen=True, slots=True)
class Refusal:
    """A recipient for whom a server did not take a letter, and why; `gone` says that the address takes no mail."""

    recipient: str
    reason: str
    permanent: bool
    gone: bool = False


class TakenInPart(Exception):  # noqa: N818 - it is the server's answer
    """The server took a letter, but not for everybody it goes to."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        """Keep for whom it was not taken."""
        super().__init__("; ".join(refusal.reason for refusal in refusals))
        self.refusals = refusals


@dataclass(frozen=True, slots=True)
class Letter:
    """What a transport gets: the exact bytes, who sends them and to whom."""

    mailbox: Mailbox | None
    sender: str
    recipients: tuple[str, ...]
    raw: bytes


class Transport(Protocol):
    """Brings letters to a mail server."""

    def send(self, letter: Letter) -> None:
        """Return once the server has said OK for every recipient.

        Raises Undeliverable, or TakenInPart where it said so for some.
        """
