"""Moments of a calendar whose zone no list names: its own VTIMEZONE says how far its clocks were from UTC.

The calendar library can do this too, but it works through every change since 1601, as often as a mail asks for, and
remembers one mail's zones for the next mail. What clocks show is written here as if they stood in UTC.
"""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from amends.craft.mail.carried.content_lines import Line

_OFFSET: Final = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")
_STAMP: Final = re.compile(r"(\d{4})(\d\d)(\d\d)T?(\d\d)?(\d\d)?")
_NAMED: Final = re.compile(r"(?:GMT|UTC)\s*([+-])\s*(\d{1,2}):?(\d\d)?", re.IGNORECASE)
_BY_DAY: Final = re.compile(r"BYDAY=([+-]?\d)?(SU|MO|TU|WE|TH|FR|SA)\b")
_BY_MONTH: Final = re.compile(r"BYMONTH=(\d{1,2})\b")
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MOST: Final = 400  # observances and single changes of all zones of a calendar
_MONTHS, _WEEK, _FURTHEST = 12, 7, 24


@dataclass(slots=True)
class _Observance:
    """From when on clocks stand how far from UTC: once, on some days, or each year."""

    begins: datetime | None = None
    offset: timedelta | None = None
    before: timedelta | None = None
    rule: str = ""
    changes: list[datetime] = field(default_factory=list)

    def latest(self, local: datetime) -> datetime | None:
        """Give the last change up to `local`."""
        if self.begins is None or self.begins > local:
            return None
        found = [change for change in (self.begins, *self.changes) if change <= local]
        if "YEARLY" in self.rule:
            yearly = (_change(self.rule, self.begins, year) for year in (local.year, local.year - 1))
            found += [change for change in yearly if change and self.begins <= change <= local]
        return max(found)


class Zones:
    """The zones that a calendar brings with it, by name."""

    def __init__(self) -> None:
        """Begin without any."""
        self._zones: dict[str, list[_Observance]] = {}
        self._count = 0

    def take(self, lines: Iterable[Line]) -> None:
        """Take the lines of one VTIMEZONE."""
        observances: list[_Observance] = []
        name = ""
        for line in lines:
            if line.name == "TZID":
                name = line.value.strip('" ')
            elif line.name == "BEGIN" and self._count < _MOST:
                self._count += 1
                observances.append(_Observance())
            elif observances:
                self._of_observance(observances[-1], line)
        self._zones[name] = [each for each in observances if each.begins and each.offset is not None]

    def _of_observance(self, observance: _Observance, line: Line) -> None:
        if line.name == "DTSTART":
            observance.begins = _stamp(line.value)
        elif line.name == "TZOFFSETTO":
            observance.offset = _offset(line.value)
        elif line.name == "TZOFFSETFROM":
            observance.before = _offset(line.value)
        elif line.name == "RRULE":
            observance.rule = line.value.upper()
        elif line.name == "RDATE":
            for value in line.value.split(",")[: _MOST - self._count]:
                self._count += 1
                change = _stamp(value)
                observance.changes += [change] if change else []

    def offset(self, name: str, local: datetime) -> timedelta | None:
        """Tell how far `local` is before UTC in the zone `name`; None where nothing tells."""
        observances = self._zones.get(name.strip('" '), [])
        found = [(latest, each.offset) for each in observances if (latest := each.latest(local))]
        if found:
            return max(found, key=lambda pair: pair[0])[1]
        if observances:
            return observances[0].before or observances[0].offset
        told = _NAMED.search(name)
        if told is None or int(told[2]) >= _FURTHEST:
            return None
        return _signed(told[1], hours=int(told[2]), minutes=int(told[3] or 0))


def _signed(sign: str, *, hours: int, minutes: int) -> timedelta:
    return timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1)


def _offset(value: str) -> timedelta | None:
    match = _OFFSET.match(value.strip())
    if match is None or int(match[2]) >= _FURTHEST:
        return None
    return _signed(match[1], hours=int(match[2]), minutes=int(match[3]))


def _stamp(value: str) -> datetime | None:
    match = _STAMP.match(value.strip())
    try:
        if match is None:
            return None
        year, month, day, hour, minute = (int(digits or 0) for digits in match.groups())
        return datetime(year, month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        return None


def _change(rule: str, begins: datetime, year: int) -> datetime | None:
    """Give the change of a yearly rule in `year`: `BYDAY=-1SU;BYMONTH=10` is the last Sunday of October."""
    month = _BY_MONTH.search(rule)
    number = int(month[1]) if month else begins.month
    if not 1 <= number <= _MONTHS:
        return None
    try:
        return begins.replace(year=year, month=number, day=_day(rule, begins, year, number))
    except ValueError:
        return None


def _day(rule: str, begins: datetime, year: int, month: int) -> int:
    by_day = _BY_DAY.search(rule)
    if by_day is None:
        return begins.day
    first, length = calendar.monthrange(year, month)
    days = range(1 + (_DAYS.index(by_day[2]) - first) % _WEEK, length + 1, _WEEK)
    place = int(by_day[1] or 1)
    return days[max(-len(days), min(place - 1 if place > 0 else place, len(days) - 1))]
