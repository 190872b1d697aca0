"""Times in words, as pages say them: when something was, and how much is left."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Literal

from django.utils.dateformat import format as date_format

Group = Literal["late", "hour", "today", "later"]

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time for `{% moment %}`: `words` are read, `full` is shown on hover, `iso` is for programs."""

    iso: str
    words: str
    full: str


@dataclass(frozen=True, slots=True)
class Left:
    """The time left for something owed: `main` is scanned, `sub` explains it, `group` is its heading in Owed."""

    group: Group
    main: str
    sub: str
    iso: str


def moment(at: datetime, *, now: datetime, zone: tzinfo) -> Moment:
    """Say `at` as shortly as it stays clear: the time today, the weekday this week, else the date."""
    local, today = at.astimezone(zone), now.astimezone(zone)
    return Moment(iso=at.isoformat(), words=_short(local, today), full=date_format(local, "l j F Y, H:i e"))


def time_left(due: datetime, *, now: datetime, zone: tzinfo, not_before: datetime | None = None) -> Left:
    """Say how much of the time for an obligation is left, late first in words."""
    local, today = due.astimezone(zone), now.astimezone(zone)
    group = group_of(due, now=now, zone=zone)
    if not_before is not None and not_before > now:
        return Left(
            group, _short(local, today), f"not before {_short(not_before.astimezone(zone), today)}", due.isoformat()
        )
    match group:
        case "late":
            return Left(group, f"{duration(now - due)} late", f"since {_short(local, today)}", due.isoformat())
        case "hour":
            return Left(group, duration(due - now), _short(local, today), due.isoformat())
        case _:
            return Left(group, _short(local, today), f"in {duration(due - now)}", due.isoformat())


def group_of(due: datetime, *, now: datetime, zone: tzinfo) -> Group:
    """Find the heading of Owed that a due time stands under; days end at midnight of `zone`."""
    if due < now:
        return "late"
    if due - now <= HOUR:
        return "hour"
    return "today" if due.astimezone(zone).date() == now.astimezone(zone).date() else "later"


def duration(span: timedelta) -> str:
    """Say a length of time with at most two units: "8 min", "1 h 12 min", "3 days"."""
    if span < timedelta(minutes=1):
        return "1 min"
    minutes = int(span.total_seconds()) // 60
    if span < HOUR:
        return f"{minutes} min"
    if span < DAY:
        hours, rest = divmod(minutes, 60)
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return "1 day" if span.days == 1 else f"{span.days} days"


def initials(name: str) -> str:
    """Give the two letters that stand for a person: first and last word's first."""
    words = [word for word in name.replace(".", " ").split() if word[0].isalnum()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[:2] for word in words]
    return "".join(letters).upper()


def _short(local: datetime, today: datetime) -> str:
    if local.date() == today.date():
        return date_format(local, "H:i")
    if abs(local.date() - today.date()) < WEEK:
        return date_format(local, "D H:i")
    return date_format(local, "j M H:i" if local.year == today.year else "j M Y")
