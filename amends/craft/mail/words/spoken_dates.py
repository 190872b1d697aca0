"""Dates as mail programs write them for people: in the words and orders of many languages, mostly without a zone."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Final

from amends.craft.mail.folding import folded
from amends.craft.mail.packaged import packaged
from amends.craft.mail.wire.identity import read_date

_LONGEST: Final = 120  # code points
_LEAST_STEM: Final = 3
_CENTURY: Final = 100
_MONTHS: Final = 12
_NOON: Final = 12
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_YEAR_FIRST: Final = re.compile(r"((?:19|20)\d\d)\s?[年년./-]\s?(\d{1,2})\s?[月월./-]\s?(\d{1,2})")
_NUMBERS: Final = re.compile(r"(?<!\d)(\d{1,2})([./-])\s?(\d{1,2})[./-]\s?((?:\d\d){1,2})(?!\d)")
_DAY_MONTH: Final = re.compile(r"(?<!\d)(\d{1,2})(?:[.º°]|st|nd|rd|th|er|-)?\s?(?:de\s|of\s)?([^\W\d]{3,12})")
_MONTH_DAY: Final = re.compile(r"([^\W\d]{3,12})[.,]?\s(\d{1,2})(?:st|nd|rd|th)?(?!\d|:)")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_TIME: Final = re.compile(r"(?<!\d)(\d{1,2})\s?[:.h時时시点]\s?(\d{2})(?:[:.分](\d{2}))?(?!\d)")
_ZONE: Final = re.compile(r"(?:(?:GMT|UTC)\s?([+-]\d{1,2})|([+-]\d{2})):?(\d{2})?(?!\d)")
_AFTERNOON: Final = re.compile(r"\d\s?p\.?\s?m\b|下午|晚上|午後|오후", re.IGNORECASE)
_MORNING: Final = re.compile(r"\d\s?a\.?\s?m\b|上午|午前|오전", re.IGNORECASE)

type _Day = tuple[int, int, int]


def spoken_date(text: str) -> datetime | None:
    """Read a date such as "Montag, 2. November 2026 10:12"; in UTC, a time without a zone being taken for UTC.

    Between day and month in "2/11/2026" only a number over twelve or an English "AM" and "PM" decides; otherwise the
    day comes first, as in most of the world. None when there is no date.
    """
    text = " ".join(text[:_LONGEST].replace("\u202f", " ").split())
    for read in (_year_first, _numbers, _words):
        found = read(text)
        if found:
            (year, month, day), span = found
            moment = _moment((year, month, day), f"{text[: span[0]]} {text[span[1] :]}")
            return moment if moment and _FIRST_YEAR <= moment.year <= _LAST_YEAR else None
    return read_date(text.encode())


type _Found = tuple[_Day, tuple[int, int]] | None


def _year_first(text: str) -> _Found:
    match = _YEAR_FIRST.search(text)
    return ((int(match[1]), int(match[2]), int(match[3])), match.span()) if match else None


def _numbers(text: str) -> _Found:
    match = _NUMBERS.search(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    american = match[2] == "/" and bool(_AFTERNOON.search(text) or _MORNING.search(text))
    month_first = second > _MONTHS or (american and first <= _MONTHS)
    day, month = (second, first) if month_first else (first, second)
    return (year + 2000 if year < _CENTURY else year, month, day), match.span()


def _words(text: str) -> _Found:
    year = _YEAR.search(text)
    if not year:
        return None
    named = _first(_DAY_MONTH, text, lambda match: (match[2], match[1]))
    named = named or _first(_MONTH_DAY, text, lambda match: (match[1], match[2]))
    if not named:
        return None
    month, day, end = named
    return (int(year[1]), month, day), (0, max(end, year.end()))


def _first(
    pattern: re.Pattern[str], text: str, parts: Callable[[re.Match[str]], tuple[str, str]]
) -> tuple[int, int, int] | None:
    """Give month, day and the end of the first match of `pattern` whose word is a month."""
    for match in pattern.finditer(text):
        word, day = parts(match)
        month = _month(word)
        if month:
            return month, int(day), match.end()
    return None


def _month(word: str) -> int | None:
    word = folded(word)
    for length in range(len(word), _LEAST_STEM - 1, -1):
        month = _stems().get(word[:length])
        if month:
            return month
    return None


@cache
def _stems() -> dict[str, int]:
    every = packaged("months")["stems"].values()
    return {stem: number for stems in every for number, group in enumerate(stems, 1) for stem in group.split("|")}


def _moment(day: _Day, rest: str) -> datetime | None:
    time = _TIME.search(rest)
    hour, minute, second = (int(time[1]), int(time[2]), int(time[3] or 0)) if time else (0, 0, 0)
    if _AFTERNOON.search(rest) and hour < _NOON:
        hour += _NOON
    elif _MORNING.search(rest) and hour == _NOON:
        hour = 0
    zone = _ZONE.search(rest, time.end()) if time else None
    try:
        return datetime(*day, hour, minute, second, tzinfo=_offset(zone) if zone else UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _offset(zone: re.Match[str]) -> timezone:
    hours, minutes = int(zone[1] or zone[2]), int(zone[3] or 0)
    return timezone(timedelta(hours=hours, minutes=-minutes if hours < 0 else minutes))
