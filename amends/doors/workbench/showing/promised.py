"""Promises that a draft makes in its own words, offered for recording (C2.5)."""

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from amends.desk.replies.promised import promised_in
from amends.doors.workbench.margin import CoachPromise

if TYPE_CHECKING:
    from amends.craft.hours import Calendar
    from amends.desk.replies.promised import InWords
    from amends.doors.workbench.showing.file import CaseFile

DAYS = {
    name: number
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    )
    for number, name in enumerate(names.split())
}
NEAR = {"today": 0, "heute": 0, "tomorrow": 1, "morgen": 1}
CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b")
A_WEEK = 7


def promises_found(file: "CaseFile", draft: str) -> tuple[CoachPromise, ...]:
    """Return what a draft promises and nobody has recorded; what a drafted offer says is recorded by agreement."""
    known = {row.money for row in file.promises} | {row.money for offer in file.offers for row in offer.options.all()}
    return tuple(
        _shown(found, file) for found in promised_in(draft) if found.amount is None or found.amount not in known
    )


def promise_at(file: "CaseFile", draft: str, start: int) -> CoachPromise | None:
    """Return what a draft promises in the words that begin at `start`."""
    return next((_shown(found, file) for found in promised_in(draft) if found.start == start), None)


def _shown(found: "InWords", file: "CaseFile") -> CoachPromise:
    due = due_of(found.when, calendar=file.viewer.settings.calendar, now=file.viewer.now)
    return CoachPromise(
        thing=found.what.strip(" .")[:300],
        when=found.when,
        amount=str(found.amount) if found.amount else "",
        due=f"{due.astimezone(file.viewer.zone):%Y-%m-%dT%H:%M}" if due else "",
    )


def due_of(when: str, *, calendar: "Calendar", now: datetime) -> datetime | None:
    """Return the instant that words like "Friday" or "tomorrow 12:00" mean; the close of the day without a time."""
    words = re.findall(r"\w+", when.lower())
    local = now.astimezone(calendar.zone)
    ahead = next((NEAR[word] for word in words if word in NEAR), None)
    if ahead is None:
        day = next((DAYS[word] for word in words if word in DAYS), None)
        if day is None:
            return None
        ahead = (day - local.weekday()) % A_WEEK or A_WEEK
    said = CLOCK.search(when)
    on = local + timedelta(days=ahead)
    if said is not None:
        due = datetime.combine(on, time(int(said[1]), int(said[2])), tzinfo=calendar.zone)
    else:
        due = calendar.close_of_day(datetime.combine(on, time(), tzinfo=calendar.zone), 0)
    return due if due > now else None
