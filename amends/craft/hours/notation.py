"""Working hours and holidays as people write them: "Mon-Fri 09:00-17:00, Sat 10:00-14:00"."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from itertools import groupby

from amends.craft.hours.calendar import MIDNIGHT, WEEKDAYS, Day, Week
from amends.craft.refusal import Malformed

SHORT_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NAMES = {
    name: number
    for names in (
        "mon tue wed thu fri sat sun",
        "monday tuesday wednesday thursday friday saturday sunday",
        "mo di mi do fr sa so",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    )
    for number, name in enumerate(names.split())
}
_DASH = r"\s*[-\u2013]\s*"
_CLOCK = r"\d{1,2}(?::\d{2})?"
_SPAN = re.compile(rf"({_CLOCK}){_DASH}({_CLOCK})")
_ITEM = re.compile(
    rf"(?:(?P<first>[a-z]+)\.?(?:{_DASH}(?P<last>[a-z]+)\.?)?\s+)?(?P<spans>{_SPAN.pattern}(?:\s+{_SPAN.pattern})*)"
)
_DATES = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?(?=\s|$)")
_HOUR = 60
_WHOLE_DAY = 24 * _HOUR
_LONGEST_HOLIDAY = timedelta(days=366)


def parse_hours(text: str) -> Week:
    """Read a week of opening hours.

    Items are parted by commas, semicolons or new lines: a day or a range of days (English or German names, short or
    long; a range may run over Sunday), then one or more spans; an item without a day goes on with the days before it.
    A span may end at 24:00, or run over midnight into the next day. Spans that touch or overlap become one.
    Raises `Malformed` (code "hours", with the `part` that could not be read) for the rest, and for no hours at all.
    """
    minutes: list[list[tuple[int, int]]] = [[] for _ in range(WEEKDAYS)]
    days: tuple[int, ...] = ()
    for part in _parts(text):
        item = _ITEM.fullmatch(part.lower())
        if item is None:
            raise Malformed("hours", part=part)
        days = _days(item["first"], item["last"], part) if item["first"] else days
        for opens, closes in _SPAN.findall(item["spans"]):
            _note(minutes, days, (_minute(opens, part), _minute(closes, part)), part)
    if not any(minutes):
        raise Malformed("hours", part=text)
    return tuple(_day(spans) for spans in minutes)


def format_hours(week: Week) -> str:
    """Write a week of opening hours so that `parse_hours` reads the same week again; days alike are one range."""
    items = []
    for day, numbers in groupby(range(WEEKDAYS), key=lambda number: week[number]):
        first, *rest = numbers
        if day:
            name = f"{SHORT_NAMES[first]}-{SHORT_NAMES[rest[-1]]}" if rest else SHORT_NAMES[first]
            items.append(" ".join([name, *(f"{opens:%H:%M}-{_shown(closes)}" for opens, closes in day)]))
    return ", ".join(items)


def parse_holidays(text: str) -> frozenset[date]:
    """Read holidays: dates like 2026-04-03, or runs like 2026-12-24..2026-12-31; a name may follow each.

    Raises `Malformed` (code "holidays", with the `part` that could not be read).
    """
    return frozenset(day for part in _parts(text) for day in _run(part))


def format_holidays(holidays: Iterable[date]) -> str:
    """Write holidays in order, so that `parse_holidays` reads the same days again."""
    return ", ".join(day.isoformat() for day in sorted(holidays))


def _parts(text: str) -> Iterator[str]:
    return (part.strip() for part in re.split(r"[,;\n]", text) if part.strip())


def _days(first: str, last: str | None, part: str) -> tuple[int, ...]:
    if first not in _NAMES or (last or first) not in _NAMES:
        raise Malformed("hours", part=part)
    start = _NAMES[first]
    length = (_NAMES[last or first] - start) % WEEKDAYS + 1
    return tuple((start + step) % WEEKDAYS for step in range(length))


def _minute(clock: str, part: str) -> int:
    hour, _, minute = clock.partition(":")
    found = int(hour) * _HOUR + int(minute or 0)
    if int(minute or 0) >= _HOUR or found > _WHOLE_DAY:
        raise Malformed("hours", part=part)
    return found


def _note(minutes: list[list[tuple[int, int]]], days: tuple[int, ...], span: tuple[int, int], part: str) -> None:
    """Add one span to its days; what runs over midnight goes on in the morning of the next day."""
    opens, closes = span
    if opens in {closes, _WHOLE_DAY} or not days:
        raise Malformed("hours", part=part)
    for day in days:
        if opens < closes:
            minutes[day].append((opens, closes))
            continue
        minutes[day].append((opens, _WHOLE_DAY))
        if closes:
            minutes[(day + 1) % WEEKDAYS].append((0, closes))


def _day(spans: list[tuple[int, int]]) -> Day:
    """Sort the spans of a day and join those that touch."""
    joined: list[tuple[int, int]] = []
    for opens, closes in sorted(spans):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(closes, joined[-1][1]))
        else:
            joined.append((opens, closes))
    return tuple((_time(opens), _time(closes)) for opens, closes in joined)


def _time(minute: int) -> time:
    return time(minute // _HOUR % 24, minute % _HOUR)


def _shown(closes: time) -> str:
    return "24:00" if closes == MIDNIGHT else f"{closes:%H:%M}"


def _run(part: str) -> Iterator[date]:
    """Give each day of "2026-04-03 Good Friday" or "2026-12-24..2026-12-31"."""
    run = _DATES.match(part)
    try:
        first, last = (
            (date.fromisoformat(run[1]), date.fromisoformat(run[2] or run[1])) if run else (date.max, date.min)
        )
    except ValueError:
        first, last = date.max, date.min
    if not timedelta(0) <= last - first <= _LONGEST_HOLIDAY:
        raise Malformed("holidays", part=part)
    return (first + timedelta(days=step) for step in range((last - first).days + 1))
