"""Whose turn it is to be reminded, and when."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from amends.craft.hours import Calendar, parse_hours
from amends.craft.journey import Times
from amends.desk.owed.rules import TURNS, next_turn, turn_at

CALENDAR = Calendar(ZoneInfo("UTC"), parse_hours("Mon-Fri 09:00-17:00"))
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
FOUR_HOURS = timedelta(hours=4)


def test_the_owner_is_reminded_at_three_quarters_of_the_time() -> None:
    assert turn_at("owner", MONDAY, MONDAY + FOUR_HOURS, Times(), CALENDAR) == MONDAY + timedelta(hours=3)


def test_what_is_late_when_it_opens_is_the_owners_turn_at_once() -> None:
    assert turn_at("owner", MONDAY + FOUR_HOURS, MONDAY, Times(), CALENDAR) == MONDAY + FOUR_HOURS


def test_what_opens_late_at_night_waits_for_the_morning() -> None:
    night = MONDAY + timedelta(hours=12)

    assert turn_at("owner", night, MONDAY, Times(), CALENDAR) == MONDAY + timedelta(days=1)


@given(late=st.timedeltas(timedelta(), timedelta(days=30)))
def test_however_late_it_is_when_it_opens_everybody_is_reminded_in_open_hours(late: timedelta) -> None:
    turns = [turn_at(turn, MONDAY + late, MONDAY, Times(), CALENDAR) for turn in TURNS]

    assert turns[0] == CALENDAR.next_open(MONDAY + late)
    assert all(CALENDAR.next_open(at) - at in {timedelta(), timedelta(hours=16), timedelta(hours=64)} for at in turns)


def test_the_backup_comes_once_it_is_late_and_the_lead_after() -> None:
    times = Times(chase_backup_minutes=10, chase_lead_minutes=30)

    assert turn_at("backup", MONDAY, MONDAY + FOUR_HOURS, times, CALENDAR) - MONDAY == timedelta(hours=4, minutes=10)
    assert turn_at("lead", MONDAY, MONDAY + FOUR_HOURS, times, CALENDAR) - MONDAY == timedelta(hours=4, minutes=30)


def test_everybody_has_one_turn() -> None:
    assert [next_turn(told) for told in (set(), {"owner"}, {"owner", "backup"}, {"owner", "backup", "lead"})] == [
        "owner",
        "backup",
        "lead",
        None,
    ]
