"""Pure rules about what is owed: urgency, and whose turn it is to be reminded."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from amends.craft.money import Money

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from amends.craft.hours import Calendar
    from amends.craft.journey import Owed, Times

URGENCY = (
    "own_up",
    "escalate",
    "call_back",
    "promise",
    "answer",
    "acknowledge",
    "understand",
    "approve",
    "offer",
    "update",
    "follow_up",
    "circle_back",
)
"""Where two things are due at the same time, the one named first is done first."""

Turn = Literal["owner", "backup", "lead"]
TURNS: tuple[Turn, ...] = ("owner", "backup", "lead")


def most_urgent(owed: "Iterable[Owed]") -> "Owed | None":
    """Return what has to be done first: the soonest due, then the weightiest; what is paused comes last."""
    return min(owed, key=lambda entry: (entry.paused, entry.due, URGENCY.index(entry.kind)), default=None)


def turn_at(turn: Turn, opened_at: datetime, due: datetime, times: "Times", calendar: "Calendar") -> datetime:
    """Return when it is that one's turn to be reminded: the owner at three quarters of the working time, the backup
    once it is late, then the lead; always in an open hour. What is late when it opens is the owner's turn at once.
    """
    if turn == "owner":
        return calendar.add(opened_at, max(calendar.between(opened_at, due), timedelta()) * 3 / 4)
    minutes = times.chase_backup_minutes if turn == "backup" else times.chase_lead_minutes
    return calendar.add(due, timedelta(minutes=minutes))


def next_turn(told: "Collection[str]") -> Turn | None:
    """Return whose turn comes after those who were told, if anybody's."""
    return next((turn for turn in TURNS if turn not in told), None)


def exact(amount: Decimal | None, currency: str) -> Money | None:
    """Return stored digits as money in the coins of its currency; none where there is no amount."""
    return None if amount is None else Money(amount.normalize() + 0, currency)
