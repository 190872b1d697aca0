"""A calendar knows when a desk is open, and counts time only then."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from amends.craft.refusal import Malformed

type Day = tuple[tuple[time, time], ...]
"""The spans of one weekday, from and until; an end of 00:00 is the midnight that ends the day."""

type Week = tuple[Day, ...]
"""Seven days, Monday first."""

type Spell = tuple[datetime, datetime]
"""One unbroken stretch of open time in UTC: its first moment, and the moment it is over."""

WEEKDAYS = 7
MIDNIGHT = time(0, 0)
ONE_DAY = timedelta(days=1)
NOTHING = timedelta(0)
ALWAYS: Week = (((MIDNIGHT, MIDNIGHT),),) * WEEKDAYS
REMEMBERED_DAYS = 4096


@dataclass(frozen=True, slots=True)
class Calendar:
    """The open hours of a desk: a week of local spans in a zone, and the days on which none of them holds.

    Every moment goes in aware (`ValueError` otherwise) and comes out in UTC. A span is open from its first
    instant up to, but not including, its end. Where clocks change inside a span, the time that really passes
    counts: an hour that is leapt over is not worked, an hour that comes twice is worked twice.

    With a week of no span at all nothing would ever become due: it is read as always open, holidays too.

    Raises `Malformed` for a week that is not seven days, or a span that ends before it starts.
    """

    zone: ZoneInfo
    week: Week
    holidays: frozenset[date] = frozenset()
    _known: dict[date, tuple[Spell, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse a week that cannot be read."""
        if len(self.week) != WEEKDAYS:
            raise Malformed("week", days=len(self.week))
        for opens, closes in (span for day in self.week for span in day):
            if MIDNIGHT != closes <= opens:
                raise Malformed("span", opens=opens, closes=closes)

    def is_open(self, at: datetime) -> bool:
        """Tell whether the desk is open at this moment."""
        return any(start <= at < end for start, end in self._spells(self._local_day(at)))

    def next_open(self, at: datetime) -> datetime:
        """Give the first open moment from `at` on: `at` itself when the desk is open."""
        return self.add(at, NOTHING)

    def add(self, at: datetime, duration: timedelta) -> datetime:
        """Give the moment at which `duration` of open time has passed since the first open moment from `at` on.

        What ends exactly at closing time ends there, not on the next morning; with no duration it is `next_open(at)`.
        Raises `ValueError` for a negative duration and `OverflowError` past the end of the year 9999.
        """
        if duration < NOTHING:
            raise ValueError(duration)
        since, left = _utc(at), duration
        for start, end in self._spells_from(since):
            begin = max(since, start)
            if left <= end - begin:
                return begin + left
            left -= end - begin
        raise OverflowError(duration)

    def close_of_day(self, at: datetime, days: int) -> datetime:
        """Give the close of the `days`-th working day after the local day of `at`.

        No days at all mean the first close of a day that is still ahead. Raises `ValueError` for less than none.
        """
        if days < 0:
            raise ValueError(days)
        day = self._local_day(at)
        if days == 0:
            today = self._spells(day)
            if today and at <= today[-1][1]:
                return today[-1][1]
            days = 1
        while days:
            day += ONE_DAY
            days -= bool(self._spells(day))
        return self._spells(day)[-1][1]

    def between(self, a: datetime, b: datetime) -> timedelta:
        """Give the open time from `a` to `b`; negative when `b` comes first."""
        if b < a:
            return -self.between(b, a)
        since, until, total = _utc(a), _utc(b), NOTHING
        for start, end in self._spells_from(since):
            if until <= start:
                break
            total += min(until, end) - max(since, start)
        return total

    def _local_day(self, at: datetime) -> date:
        return _utc(at).astimezone(self.zone).date()

    def _spells_from(self, at: datetime) -> Iterator[Spell]:
        """Walk through the spells that are not over at `at`, for as long as there are days."""
        day = self._local_day(at)
        for spell in self._spells(day):
            if at < spell[1]:
                yield spell
        while day < date.max - ONE_DAY:
            day += ONE_DAY
            yield from self._spells(day)

    def _spells(self, day: date) -> tuple[Spell, ...]:
        """Give the spells of one local day, from memory where they are known."""
        found = self._known.get(day)
        if found is None:
            if len(self._known) >= REMEMBERED_DAYS:
                self._known.clear()
            found = self._known[day] = self._worked_out(day)
        return found

    def _worked_out(self, day: date) -> tuple[Spell, ...]:
        """Work out the spells of one local day: in order, disjoint, inside the day, none of them empty."""
        week = self.week if any(self.week) else ALWAYS
        if day in self.holidays and any(self.week):
            return ()
        dawn, dusk = self._instant(day, MIDNIGHT), self._instant(day + ONE_DAY, MIDNIGHT)
        spells: list[Spell] = []
        for opens, closes in sorted(week[day.weekday()]):
            start = max(dawn, self._instant(day, opens))
            end = dusk if closes == MIDNIGHT else min(dusk, self._instant(day, closes, last=True))
            if spells and start <= spells[-1][1]:
                start, end = spells[-1][0], max(end, spells.pop()[1])
            if start < end:
                spells.append((start, end))
        return tuple(spells)

    def _instant(self, day: date, wall: time, *, last: bool = False) -> datetime:
        """Give the moment when the local clocks show this; of an hour that comes twice the first, or the `last`.

        A time that the clocks leap over is as long after the leap as it would have been without it.
        """
        first = datetime.combine(day, wall, self.zone).astimezone(UTC)
        return max(first, datetime.combine(day, wall.replace(fold=1), self.zone).astimezone(UTC)) if last else first


def _utc(at: datetime) -> datetime:
    """Give the same moment in UTC; a moment without a zone is a mistake of the caller."""
    if at.tzinfo is None:
        raise ValueError(at)
    return at.astimezone(UTC)
