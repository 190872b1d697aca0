"""Due times run in open hours: over nights, weekends and holidays, up to closing time and not beyond."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from amends.craft.hours import Calendar
from amends.craft.hours.tests.desks import BERLIN, desk, local
from amends.craft.refusal import Malformed

HOUR = timedelta(hours=1)
EASTER = "2026-04-03, 2026-04-06"


def test_an_hour_that_begins_before_easter_ends_after_it() -> None:
    assert desk(holidays=EASTER).add(local("2026-04-02 16:30"), HOUR) == local("2026-04-07 09:30")


def test_the_clock_of_a_mail_at_night_starts_in_the_morning() -> None:
    assert desk().add(local("2026-03-02 23:12"), HOUR) == local("2026-03-03 10:00")


def test_what_ends_exactly_at_closing_time_stays_there() -> None:
    assert desk().add(local("2026-03-02 16:00"), HOUR) == local("2026-03-02 17:00")


def test_the_moment_of_closing_is_closed() -> None:
    assert not desk().is_open(local("2026-03-02 17:00"))
    assert desk().next_open(local("2026-03-02 17:00")) == local("2026-03-03 09:00")


def test_the_moment_of_opening_is_open() -> None:
    assert desk().is_open(local("2026-03-02 09:00"))
    assert desk().next_open(local("2026-03-02 09:00")) == local("2026-03-02 09:00")


def test_lunch_does_not_count() -> None:
    assert desk("Mon-Fri 09:00-12:00 13:00-17:00").add(local("2026-03-02 11:30"), HOUR) == local("2026-03-02 13:30")


def test_the_second_working_day_after_monday_closes_on_wednesday() -> None:
    assert desk().close_of_day(local("2026-03-02 10:00"), 2) == local("2026-03-04 17:00")


@pytest.mark.parametrize(
    ("at", "days", "closes"),
    [
        ("2026-03-05 10:00", 2, "2026-03-09 17:00"),
        ("2026-03-07 10:00", 1, "2026-03-09 17:00"),
        ("2026-03-02 23:59", 1, "2026-03-03 17:00"),
        ("2026-04-02 16:30", 1, "2026-04-07 17:00"),
    ],
)
def test_days_are_counted_from_the_local_day_over_what_is_closed(at: str, days: int, closes: str) -> None:
    assert desk(holidays=EASTER).close_of_day(local(at), days) == local(closes)


@pytest.mark.parametrize(
    ("at", "closes"),
    [
        ("2026-03-02 00:30", "2026-03-02 17:00"),
        ("2026-03-02 17:00", "2026-03-02 17:00"),
        ("2026-03-02 17:01", "2026-03-03 17:00"),
        ("2026-03-07 10:00", "2026-03-09 17:00"),
    ],
)
def test_no_days_at_all_are_the_close_that_is_still_ahead(at: str, closes: str) -> None:
    assert desk().close_of_day(local(at), 0) == local(closes)


def test_a_day_closes_when_its_last_span_does() -> None:
    calendar = desk("Mon-Fri 09:00-17:00, Thu 18:00-20:00")
    assert calendar.close_of_day(local("2026-03-04 10:00"), 1) == local("2026-03-05 20:00")


def test_the_local_day_counts_and_not_the_day_in_utc() -> None:
    calendar = desk("Mon-Sun 09:00-17:00", zone="Pacific/Auckland")
    at = local("2026-03-03 08:00", "Pacific/Auckland")
    assert at.date() == date(2026, 3, 2)
    assert calendar.close_of_day(at, 1) == local("2026-03-04 17:00", "Pacific/Auckland")


def test_time_left_is_open_time() -> None:
    calendar = desk(holidays=EASTER)
    assert calendar.between(local("2026-04-02 16:30"), local("2026-04-07 09:30")) == HOUR
    assert calendar.between(local("2026-04-07 09:30"), local("2026-04-02 16:30")) == -HOUR
    assert calendar.between(local("2026-04-04 09:30"), local("2026-04-05 09:30")) == timedelta(0)


def test_without_any_open_hour_the_desk_is_always_open() -> None:
    calendar = Calendar(BERLIN, ((),) * 7, frozenset({date(2026, 3, 2)}))
    at = local("2026-03-02 03:00")
    assert calendar.is_open(at)
    assert calendar.next_open(at) == at
    assert calendar.add(at, 30 * HOUR) == at + 30 * HOUR
    assert calendar.close_of_day(at, 1) == local("2026-03-04 00:00")
    assert calendar.between(at, at + 30 * HOUR) == 30 * HOUR


def test_a_desk_open_round_the_clock_still_keeps_its_holidays() -> None:
    calendar = desk("Mon-Sun 00:00-24:00", holidays="2026-03-03")
    assert calendar.add(local("2026-03-02 23:00"), 2 * HOUR) == local("2026-03-04 01:00")


def test_a_shift_over_midnight_is_one_stretch_of_work() -> None:
    calendar = desk("Fri 22:00-06:00")
    assert calendar.add(local("2026-03-06 20:00"), 5 * HOUR) == local("2026-03-07 03:00")
    assert calendar.is_open(local("2026-03-07 00:00"))


def test_every_moment_comes_back_in_utc() -> None:
    at = datetime(2026, 3, 2, 10, tzinfo=BERLIN)
    calendar = desk()
    for moment in (calendar.next_open(at), calendar.add(at, HOUR), calendar.close_of_day(at, 1)):
        assert moment.tzinfo is UTC


def test_a_moment_without_a_zone_is_a_mistake() -> None:
    naive = local("2026-03-02 09:00").replace(tzinfo=None)
    with pytest.raises(ValueError, match="2026"):
        desk().is_open(naive)
    with pytest.raises(ValueError, match="2026"):
        desk().add(naive, HOUR)


def test_time_is_not_taken_back() -> None:
    with pytest.raises(ValueError, match="-1"):
        desk().add(local("2026-03-02 09:00"), -HOUR)
    with pytest.raises(ValueError, match="-1"):
        desk().close_of_day(local("2026-03-02 09:00"), -1)


def test_a_due_time_beyond_the_last_year_is_an_overflow() -> None:
    with pytest.raises(OverflowError):
        desk().add(local("9999-12-28 16:00"), 1000 * HOUR)


@pytest.mark.parametrize(
    "week", [(), ((),) * 6, (((time(9), time(8)),), *((),) * 6), (((time(9), time(9)),), *((),) * 6)]
)
def test_a_week_that_cannot_be_kept_is_refused(week: tuple[tuple[tuple[time, time], ...], ...]) -> None:
    with pytest.raises(Malformed):
        Calendar(BERLIN, week)


def test_equal_settings_are_equal_calendars_whatever_they_have_seen() -> None:
    used, fresh = desk(), desk()
    used.add(local("2026-03-02 09:00"), 100 * HOUR)
    assert used == fresh
    assert hash(used) == hash(fresh)


def test_a_calendar_forgets_before_it_grows_without_bound() -> None:
    calendar = desk()
    assert calendar.between(local("2000-01-01 00:00"), local("2020-01-01 00:00")) > 40000 * HOUR
    assert calendar.add(local("2026-03-02 16:00"), HOUR) == local("2026-03-02 17:00")
