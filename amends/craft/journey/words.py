"""The words of the journey and the shape of one thing owed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

Obligation = Literal[
    "acknowledge",
    "answer",
    "understand",
    "offer",
    "approve",
    "circle_back",
    "promise",
    "update",
    "call_back",
    "own_up",
    "escalate",
    "follow_up",
]
Kind = Literal["complaint", "enquiry"]
Outcome = Literal["solved", "answered", "unconfirmed", "no word", "not for us", "merged", "ended", "history"]
Role = Literal["taker", "giver", "promiser", "approver", "senior"]
Understanding = Literal["none", "asked", "confirmed", "corrected", "assumed"]

BLOCKING: frozenset[Obligation] = frozenset({"answer", "promise", "call_back", "own_up"})
"""A case can't be closed over these: each is settled or waived with a reason (DESIGN §5, Closing)."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed to the customer, open or settled.

    `key` names it for ever: its kind and the id of the event that opened it. `due` and `not_before` are UTC;
    `moved_by` is the id of the last event that moved `due`, `settled_by` of the one that settled it.
    `paused` says that the customer's own action item has to come first.
    """

    kind: Obligation
    opened_by: int
    due: "datetime"
    role: Role
    not_before: "datetime | None" = None
    moved_by: int | None = None
    settled_by: int | None = None
    waived: bool = False
    promise: int | None = None
    approval: int | None = None
    paused: bool = False

    @property
    def key(self) -> tuple[Obligation, int]:
        """What makes it the same obligation whenever the facts are read again."""
        return (self.kind, self.opened_by)

    @property
    def is_open(self) -> bool:
        """Whether it is still owed."""
        return self.settled_by is None
