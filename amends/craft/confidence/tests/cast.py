"""Makers for the tests of this room: a desk open on weekdays, and contacts with an agent's or the customer's name."""

from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from amends.craft.confidence import CaseFacts, Contact
from amends.craft.hours import Calendar, parse_hours
from amends.craft.journey import Fact, Times, owed_now

CALENDAR = Calendar(zone=ZoneInfo("UTC"), week=parse_hours("Mon-Fri 09:00-17:00"), holidays=frozenset())
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
BEN, CLEO, DAN, DANA = 1, 2, 3, 4

_ids = count(1)


def after(*, days: float = 0, hours: float = 0) -> datetime:
    """Return an instant after Monday at nine, when the desk opens."""
    return MONDAY + timedelta(days=days, hours=hours)


def asked(at: datetime, *, case: int = 1, channel: str = "email", denies: bool = False, asks: bool = True) -> Contact:
    """Ada writes or calls."""
    return Contact(id=next(_ids), at=at, case=case, kind="received", channel=channel, asks=asks, denies=denies)


def replied(at: datetime, by: int = BEN, *, case: int = 1, answered: bool = True, reasked: int = 0) -> Contact:
    """An agent's reply leaves."""
    return Contact(id=next(_ids), at=at, case=case, kind="reply", by=by, answered=answered, reasked=reasked)


def handed_to(by: int, at: datetime, *, introduced: bool) -> Contact:
    """The case goes over to another agent."""
    return Contact(id=next(_ids), at=at, case=1, kind="handoff", by=by, introduced=introduced)


def told(*facts: Fact, case: int = 1, now: datetime, contacts: tuple[Contact, ...] = ()) -> CaseFacts:
    """Make a case of its facts, with what they made us owe by `now`."""
    return CaseFacts(case, facts, owed_now(facts, Times(), CALENDAR, now), contacts)
