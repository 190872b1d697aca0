"""What is known of one case while its facts are read in order."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from amends.craft.journey.facts import CallNoted, ReplySent

if TYPE_CHECKING:
    from datetime import datetime

    from amends.craft.journey.facts import Fact
    from amends.craft.journey.ledger import Ledger
    from amends.craft.journey.words import Kind, Understanding

Words = ReplySent | CallNoted
"""What we say to the customer: a reply, or a call that reached them."""


@dataclass(slots=True)
class PromiseBook:
    """One promise: its present due instant and what became of it."""

    due: "datetime"
    state: str = "open"  # open, broken, kept, waived
    apologised: bool = False
    new_date: bool = False


@dataclass(slots=True)
class Books:
    """The state of a case that the rules read and write; nothing of it is kept anywhere."""

    ledger: "Ledger"
    kind: "Kind | None" = None
    understanding: "Understanding" = "none"
    closed_by: "Fact | None" = None
    greeted: bool = False
    offered: bool = False
    offer_opened: bool = False
    angry: bool = False
    came_back: bool = False
    handed_over: bool = False
    introduced: bool = False
    nudges: int = 0
    tries: int = 0
    asked_if_solved: bool = False
    last_words: "Fact | None" = None
    sent: "dict[int, ReplySent]" = field(default_factory=dict)
    failed: frozenset[int] = frozenset()
    promises: dict[int, PromiseBook] = field(default_factory=dict)
    waiting_for: "dict[int, tuple[Fact, tuple[int, ...], datetime | None]]" = field(default_factory=dict)

    @property
    def heat(self) -> int:
        """0 to 3: an angry message, coming back unsolved, a broken promise."""
        broken = any(promise.state == "broken" for promise in self.promises.values())
        return int(self.angry) + int(self.came_back) + int(broken)

    @property
    def is_complaint(self) -> bool:
        """Whether it is known to be a complaint."""
        return self.kind == "complaint"

    @property
    def paused(self) -> set[int]:
        """The promises that wait for something the customer said they would do."""
        return {promise for _, promises, _ in self.waiting_for.values() for promise in promises}

    def outstanding(self) -> bool:
        """Whether something promised has not been delivered."""
        return any(promise.state in {"open", "broken"} for promise in self.promises.values())

    def new_round(self) -> None:
        """The customer is not content: what was offered and asked so far counts no more."""
        self.offered = self.offer_opened = self.asked_if_solved = False
        self.nudges = self.tries = 0
