"""Pure rules about what is owed: urgency, and whose turn it is to be reminded."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from amends.craft.hours import Calendar
    from amends.craft.journey import Owed, Times

URGENCY = (
    "own_up",
    "call_back",
    "promise",
    "answer",
    "acknowledge",
    "understand",
    "offer",
    "update",
    "follow_up",
    "circle_back",
)
"""Where two things are due at the same time, the one named first is done first."""

Turn = Literal["owner", "backup", "lead"]


@dataclass(frozen=True, slots=True)
class Chased:
    """What decides whose turn it is: the obligation's times and who was reminded already."""

    opened_at: datetime
    due: datetime
    told: frozenset[str]
    paused: bool = False


def most_urgent(owed: "Iterable[Owed]") -> "Owed | None":
    """Return what has to be done first: the soonest due, then the weightiest; what is paused comes last."""
    return min(owed, key=lambda entry: (entry.paused, entry.due, URGENCY.index(entry.kind)), default=None)


def turn(chased: Chased, times: "Times", calendar: "Calendar", now: datetime) -> Turn | None:
    """Return who is to be reminded at `now`: the owner at three quarters of the working time, then the backup
    once it is late, then the lead; nobody outside open hours, and nobody twice.
    """
    if chased.paused or not calendar.is_open(now):
        return None
    lead_at = calendar.add(chased.due, timedelta(minutes=times.chase_lead_minutes))
    backup_at = calendar.add(chased.due, timedelta(minutes=times.chase_backup_minutes))
    if now >= lead_at and "lead" not in chased.told and "backup" in chased.told:
        return "lead"
    if now >= backup_at and "backup" not in chased.told and "owner" in chased.told:
        return "backup"
    if "owner" not in chased.told and now >= _three_quarters(chased, calendar):
        return "owner"
    return None


def _three_quarters(chased: Chased, calendar: "Calendar") -> datetime:
    working = calendar.between(chased.opened_at, chased.due)
    return calendar.add(chased.opened_at, working * 3 / 4)
