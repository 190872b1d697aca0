"""What a calendar part asks for: the event of an invitation, and its words where a mail has no others."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import import_module
from typing import Any, Final, Literal, NamedTuple

from amends.craft.mail.carried.content_lines import Line, content_lines
from amends.craft.mail.carried.event_words import event_words
from amends.craft.mail.carried.time_zones import Zones
from amends.craft.mail.mail import Address, Invitation
from amends.craft.mail.wire.charsets import decode
from amends.craft.mail.wire.headers import one_line
from amends.craft.text import normalise

CALENDARS: Final = frozenset({"text/calendar", "application/ics", "text/x-vcalendar", "application/x-vcalendar"})
_LONGEST: Final = 512 * 1024  # bytes that are looked at
_LONGEST_TEXT: Final = 20_000
_EVENTS: Final = frozenset({"VEVENT", "VTODO"})
_ALL_DAY: Final = ("X-MICROSOFT-CDO-ALLDAYEVENT", "X-FUNAMBOL-ALLDAY")
_KEPT: Final = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "DTSTART", "DTEND", "DUE", "DURATION", "ORGANIZER"})
_TIMES: Final = frozenset({"DTSTART", "DTEND", "DUE", "DURATION"})
_NOTED: Final = frozenset({"ATTENDEE", "RRULE", "RDATE", "STATUS", *_ALL_DAY})
_ANSWERS: Final = re.compile(r"ACCEPTED|DECLINED|TENTATIVE")
_MAILTO: Final = re.compile(r"mailto:\s*", re.IGNORECASE)
_ZONELESS: Final = re.compile(r"\d{8}(?:T\d{6}Z)?", re.IGNORECASE)  # a date, or a moment in UTC
_MIDNIGHT: Final = time(0)

type Answer = Literal["", "accepted", "declined", "tentative"]
_SAID: Final[dict[str, Answer]] = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}


@dataclass(frozen=True, slots=True)
class Event:
    """An invitation and its words."""

    invitation: Invitation
    words: str


@dataclass(slots=True)
class _Found:
    """The lines that matter of a calendar: of the whole, of its first event, and its zones."""

    method: str = ""
    zone: str = ""
    event: list[Line] = field(default_factory=list)
    zones: Zones = field(default_factory=Zones)

    def first(self, name: str) -> Line | None:
        return next((line for line in self.event if line.name == name), None)

    def has(self, name: str, value: str) -> bool:
        line = self.first(name)
        return line is not None and line.value.strip().upper() == value


def method_of(data: bytes) -> str:
    """Give the METHOD in the first lines of a calendar, in lower case; empty where it has none."""
    found = re.search(rb"^METHOD[^:\n]*:[ \t]*([A-Za-z-]+)", data[:4_000], re.MULTILINE | re.IGNORECASE)
    return found[1].decode().lower() if found else ""


def read_event(data: bytes, *, charset: str = "", method: str = "") -> Event | None:
    """Read the first event of a calendar; None where there is none.

    `method` is what the part's header says, for calendars that don't say it themselves.
    """
    found = _found(content_lines(normalise(decode(data[:_LONGEST], charset or "utf-8")[0])))
    if not found.event:
        return None
    told = one_line(found.method or method or "publish").lower()
    times = _times(found)
    invitation = Invitation(
        method="cancel" if found.has("STATUS", "CANCELLED") and told in {"request", "publish"} else told[:40],
        summary=one_line(_text(found, "SUMMARY"))[:500],
        place=one_line(_text(found, "LOCATION"))[:500],
        organiser=_organiser(found.first("ORGANIZER")),
        repeats=any(line.name in {"RRULE", "RDATE"} and bool(line.value.strip()) for line in found.event),
        answer=_answer(found) if told == "reply" else "",
        begins=times.begins,
        ends=times.ends,
        all_day=times.all_day,
        zone=times.zone,
    )
    start = found.first("DTSTART")
    description = _text(found, "DESCRIPTION").strip()
    return Event(invitation, event_words(invitation, description=description, start=start.value if start else ""))


def _found(lines: Iterable[Line]) -> _Found:
    """Keep what matters; alarms and the other blocks inside an event are passed over."""
    found = _Found()
    inside: list[str] = []
    zone: list[Line] = []
    for line in lines:
        block = line.value.strip().upper()
        if line.name == "BEGIN":
            inside.append(block)
            zone += [line] if "VTIMEZONE" in inside[:-1] else []
        elif line.name == "END":
            if block == "VTIMEZONE":
                found.zones.take(zone)
                zone = []
            elif block in _EVENTS and found.event:
                break
            del inside[-1:]
        else:
            _take(found, line, inside, zone)
    return found


def _take(found: _Found, line: Line, inside: list[str], zone: list[Line]) -> None:
    within = inside[-1] if inside else ""
    if within in _EVENTS:
        if line.name in _KEPT or line.name in _NOTED:
            found.event.append(line)
    elif "VTIMEZONE" in inside:
        zone.append(line)
    elif line.name == "METHOD":
        found.method = found.method or line.value
    elif line.name == "X-WR-TIMEZONE":
        found.zone = line.value.strip()


def _text(found: _Found, name: str) -> str:
    line = found.first(name)
    return line.text[:_LONGEST_TEXT] if line else ""


def _organiser(line: Line | None) -> Address | None:
    if line is None:
        return None
    address = one_line(_MAILTO.sub("", line.value))[:320]
    name = one_line(line.param("CN"))[:200]
    return Address(name, address if "@" in address else "") if name or "@" in address else None


def _answer(found: _Found) -> Answer:
    """Tell what the one who replies says; a reply names nobody but them."""
    for line in found.event:
        said = _ANSWERS.search(line.param("PARTSTAT").upper()) if line.name == "ATTENDEE" else None
        if said:
            return _SAID[said[0]]
    return ""


class _Times(NamedTuple):
    """When it is."""

    begins: datetime | None
    ends: datetime | None
    all_day: bool
    zone: str


def _times(found: _Found) -> _Times:
    start = found.first("DTSTART")
    zone = start.param("TZID") if start else ""
    if not zone and start is not None:
        zone = "UTC" if start.value.strip().upper().endswith("Z") else found.zone
    begins = _moment(found, "DTSTART")
    ends = _moment(found, "DTEND") or _moment(found, "DUE")
    if ends is None and begins is not None:
        ends = _after(found, begins)
    marked = any(found.has(name, "TRUE") for name in _ALL_DAY)
    if isinstance(begins, datetime) and not (marked and begins.time() == _MIDNIGHT):
        return _Times(
            _utc(found, begins, "DTSTART"), _utc(found, ends, "DTEND"), all_day=False, zone=one_line(zone)[:100]
        )
    first, last = _day(begins), _day(ends)
    last = last - timedelta(days=1) if first and last and last > first else last
    return _Times(first, last or first, all_day=first is not None, zone="")


@cache
def _library() -> tuple[Any, Any]:
    """Give what decodes times and lengths: 12 MB that most mails never need."""
    prop = import_module("icalendar.prop")
    return prop.vDDDTypes, prop.vDuration


def _moment(found: _Found, name: str) -> date | None:
    """Decode a time; the library knows zones by their names, those of Outlook too, and others are left to `_utc`."""
    line = found.first(name)
    if line is None:
        return None
    value = line.value.strip()
    zone = "" if _ZONELESS.fullmatch(value) else line.param("TZID") or found.zone
    steps = zone.split("/")  # some put a path of their own before the name
    for name_of_zone in dict.fromkeys((zone, "/".join(steps[-2:]), "/".join(steps[-3:]), "")):
        with suppress(Exception):  # whatever the library makes of it, a mail is read
            moment = _library()[0].from_ical(value, name_of_zone or None)
            if isinstance(moment, date) and (not name_of_zone or getattr(moment, "tzinfo", None)):
                return moment
    return None


def _after(found: _Found, begins: date) -> date | None:
    line = found.first("DURATION")
    if line is None:
        return None
    with suppress(Exception):
        length = _library()[1].from_ical(line.value.strip())
        return begins + length if isinstance(length, timedelta) else None
    return None


def _utc(found: _Found, moment: date | None, name: str) -> datetime | None:
    if moment is None:
        return None
    if not isinstance(moment, datetime):
        return _day(moment)
    line = found.first(name) or found.first("DTSTART")
    with suppress(OverflowError, ValueError):
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
        local = moment.replace(tzinfo=UTC)
        return local - (found.zones.offset(line.param("TZID") if line else "", local) or timedelta())
    return None


def _day(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
