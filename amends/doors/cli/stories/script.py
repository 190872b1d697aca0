"""Reads a story file into typed steps, and says plainly what is wrong with one."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from amends.craft.hours import parse_hours
from amends.craft.refusal import Malformed

ACTORS = ("customer", "agent", "clock", "server", "expect")
KEYS: Mapping[str, frozenset[str]] = {
    "customer": frozenset(
        "writes subject channel at into auto again confirms corrects solved not_solved chooses proved refused".split()
    ),
    "agent": frozenset(
        "of takes replies restates offers fixes answers calls reached notes promises amount due backup owner kept part "
        "promise on moves passes_on why asks_customer hands_over briefing introduces accepts declines closes waives "
        "options together because appeal approves agreed chooses escalates senior away deputy undoes records play "
        "second threat refused".split()
    ),
    "clock": frozenset(),
    "server": frozenset(),
    "expect": frozenset(),
}
EXPECTED = frozenset(
    "of owed not_owed overdue due not_before owner owed_by state outcome sent cases kind understanding linked".split()
)
DEFAULT_START = "2026-03-02 09:00"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who acts (or what is expected) and the keys given."""

    number: int
    actor: str
    who: Any
    keys: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Script:
    """A story as it was written down; instants are local to `zone`."""

    file: str
    title: str
    start: datetime
    zone: str
    hours: str
    holidays: tuple[date, ...]
    agents: tuple[str, ...]
    steps: tuple[Step, ...]
    levels: Mapping[str, str]
    limits: tuple[Mapping[str, Any], ...]

    def instant(self, local: Any) -> datetime:
        """Return a local time, written "2026-03-04 17:00", as an instant in UTC."""
        return instant(local, ZoneInfo(self.zone))


def read_script(path: Path) -> Script:
    """Return the story in the file.

    Raises Malformed with the place and what is wrong: no TOML, an unknown key, a time that is none.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Malformed("story", why=str(error)) from error
    unknown = set(data) - {"title", "start", "zone", "hours", "holidays", "agents", "levels", "limits", "step"}
    if unknown:
        raise Malformed("story", why=f"unknown key {min(unknown)}")
    zone = str(data.get("zone", "Europe/Berlin"))
    hours = str(data.get("hours", "Mon-Fri 09:00-17:00"))
    parse_hours(hours)
    try:
        start = instant(data.get("start", DEFAULT_START), ZoneInfo(zone))
        holidays = tuple(date.fromisoformat(str(day)) for day in data.get("holidays", ()))
    except (ValueError, ZoneInfoNotFoundError) as error:
        raise Malformed("story", why=str(error)) from error
    return Script(
        file=str(path),
        title=str(data.get("title", path.stem)),
        start=start,
        zone=zone,
        hours=hours,
        holidays=holidays,
        agents=tuple(data.get("agents", ("ben", "cleo"))),
        steps=tuple(_step(number, step) for number, step in enumerate(data.get("step", ()), start=1)),
        levels=dict(data.get("levels", {})),
        limits=tuple(data.get("limits", ())),
    )


def instant(local: Any, zone: ZoneInfo) -> datetime:
    """Return a local date and time, as text or as TOML's own, in UTC."""
    at = local if isinstance(local, datetime) else datetime.fromisoformat(str(local))
    if at.tzinfo is None:
        at = at.replace(tzinfo=zone)
    return at.astimezone(UTC)


def span(text: str) -> timedelta | None:
    """Return what "+2h", "+30m" or "+3d" adds to the clock; None where it is a time of its own."""
    if not text.startswith("+"):
        return None
    units = {"m": "minutes", "h": "hours", "d": "days"}
    try:
        return timedelta(**{units[text[-1]]: float(text[1:-1])})
    except (KeyError, ValueError) as error:
        raise Malformed("story", why=f"clock = {text!r} is no span like +30m, +2h or +3d") from error


def _step(number: int, step: Mapping[str, Any]) -> Step:
    actor = next((name for name in ACTORS if name in step), None)
    if actor is None:
        raise Malformed("story", why=f"step {number} says none of {', '.join(ACTORS)}")
    keys = {name: value for name, value in step.items() if name != actor}
    allowed = KEYS[actor]
    given = set(step[actor]) - EXPECTED if actor == "expect" else set(keys) - allowed
    if given:
        raise Malformed("story", why=f"step {number} has an unknown key {min(given)}")
    return Step(number, actor, step[actor], keys)
