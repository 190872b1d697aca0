"""Times are said as shortly as they stay clear, and time left says late in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.doors.shell.moments import duration, group_of, initials, moment, time_left

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)  # Wednesday, 11:00 in Berlin


def _left(**ahead: int) -> tuple[str, str, str]:
    left = time_left(NOW + timedelta(**ahead), now=NOW, zone=BERLIN)
    return left.group, left.main, left.sub


def test_late_is_said_in_words_with_the_time_since() -> None:
    assert _left(hours=-1, minutes=-12) == ("late", "1 h 12 min late", "since 09:48")


def test_within_the_hour_the_minutes_count() -> None:
    assert _left(minutes=14) == ("hour", "14 min", "11:14")


def test_later_today_the_time_of_day_counts() -> None:
    assert _left(hours=3, minutes=30) == ("today", "14:30", "in 3 h 30 min")


def test_another_day_is_named() -> None:
    assert _left(days=1, hours=4) == ("later", "Thu 15:00", "in 1 day")


def test_what_may_not_be_done_yet_says_from_when() -> None:
    left = time_left(NOW + timedelta(hours=5), now=NOW, zone=BERLIN, not_before=NOW + timedelta(hours=4, minutes=10))

    assert (left.main, left.sub) == ("16:00", "not before 15:10")


def test_a_day_ends_at_midnight_of_the_desk() -> None:
    late_evening = datetime(2026, 3, 4, 22, 30, tzinfo=UTC)

    assert group_of(late_evening, now=NOW, zone=ZoneInfo("UTC")) == "today"
    assert group_of(late_evening + timedelta(minutes=45), now=NOW, zone=BERLIN) == "later"


@pytest.mark.parametrize(
    ("ago", "words"),
    [(timedelta(hours=2), "09:00"), (timedelta(days=1), "Tue 11:00"), (timedelta(days=30), "2 Feb 11:00"),
     (timedelta(days=400), "28 Jan 2025")],
)  # fmt: skip
def test_a_moment_says_no_more_than_is_needed(ago: timedelta, words: str) -> None:
    assert moment(NOW - ago, now=NOW, zone=BERLIN).words == words


def test_a_moment_keeps_the_exact_time_for_those_who_ask() -> None:
    at = moment(NOW, now=NOW, zone=BERLIN)

    assert at.iso == "2026-03-04T10:00:00+00:00"
    assert at.full.startswith("Wednesday 4 March 2026, 11:00")


@pytest.mark.parametrize(("name", "letters"), [("Ben Kramer", "BK"), ("Cleo S.", "CS"), ("Desk", "DE"), ("", "")])
def test_initials_are_first_and_last(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(st.integers(min_value=0, max_value=10**7))
def test_every_length_of_time_has_at_most_two_units(seconds: int) -> None:
    words = duration(timedelta(seconds=seconds))

    assert words
    assert len(words.split()) <= 4
