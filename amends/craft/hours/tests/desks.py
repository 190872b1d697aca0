"""The desks whose hours the tests keep."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from amends.craft.hours import Calendar, parse_holidays, parse_hours

BERLIN = ZoneInfo("Europe/Berlin")


def desk(hours: str = "Mon-Fri 09:00-17:00", *, holidays: str = "", zone: str = "Europe/Berlin") -> Calendar:
    """Give a calendar as its settings page would."""
    return Calendar(ZoneInfo(zone), parse_hours(hours), parse_holidays(holidays))


def local(text: str, zone: str = "Europe/Berlin") -> datetime:
    """Give the moment in UTC when the clocks of a zone show "2026-03-02 09:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
