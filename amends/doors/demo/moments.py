"""Moments of the sample as its files write them, such as "Thu-1 14:10", and the week that they are counted from."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import override

from amends.craft.refusal import Malformed

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MOMENT = re.compile(rf"({'|'.join(_DAYS)})([+-]\d+)? (\d\d):(\d\d)")
_PLACE = re.compile(rf"\{{({_MOMENT.pattern})\}}")
_FORMATS = {"en": "l j F, H:i", "de": r"l, j. F, H:i \U\h\r"}
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks around the one in which the sample desk opens, which begins on `monday` (local to `zone`)."""

    zone: ZoneInfo
    monday: date

    @classmethod
    def around(cls, wall: datetime, opens: str, zone: ZoneInfo) -> "Weeks":
        """Return the weeks in which the moment `opens` lies nearest to `wall`."""
        local = wall.astimezone(zone).date()
        monday = local - timedelta(days=local.weekday())
        weeks = [cls(zone, monday + shift * _WEEK) for shift in (-1, 0, 1)]
        return min(weeks, key=lambda found: abs(found.at(opens) - wall))

    @classmethod
    def counted_from(cls, known: datetime, words: str, zone: ZoneInfo) -> "Weeks":
        """Return the weeks in which `words` name the moment `known`."""
        day, weeks, _, _ = _read(words)
        return cls(zone, known.astimezone(zone).date() - timedelta(days=day) - weeks * _WEEK)

    def at(self, words: str) -> datetime:
        """Return a moment written like "Tue 10:58" or "Thu-1 14:10" in UTC; Malformed where it is none."""
        day, weeks, hour, minute = _read(words)
        local = self.monday + timedelta(days=day) + weeks * _WEEK
        return datetime.combine(local, time(hour, minute), self.zone).astimezone(UTC)

    def fill(self, text: str, language: str) -> str:
        """Return `text` with moments in braces spelt out, as one writes them to a customer."""

        def spelt(found: re.Match[str]) -> str:
            local = self.at(found[1]).astimezone(self.zone)
            with override(language):
                return date_format(local, _FORMATS[language])

        return _PLACE.sub(spelt, text)

    def stamp(self, text: str) -> str:
        """Return `text` with moments in braces as calendars write them."""
        return _PLACE.sub(lambda found: f"{self.at(found[1]):%Y%m%dT%H%M%SZ}", text)


def _read(words: str) -> tuple[int, int, int, int]:
    found = _MOMENT.fullmatch(words)
    if found is None:
        raise Malformed("moment", words=words)
    day, weeks, hour, minute = found.groups()
    return _DAYS.index(day), int(weeks or 0), int(hour), int(minute)
