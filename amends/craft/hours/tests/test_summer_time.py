"""Where clocks change, the time that really passes counts."""

from datetime import timedelta

import pytest

from amends.craft.hours.tests.desks import desk, local

HOUR = timedelta(hours=1)


def test_the_morning_after_the_change_opens_by_the_new_clock() -> None:
    calendar = desk()
    assert calendar.next_open(local("2026-03-28 12:00")) == local("2026-03-30 09:00")
    assert calendar.next_open(local("2026-10-24 12:00")) == local("2026-10-26 09:00")


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-03-30", 24), ("2026-10-25", 25)])
def test_a_day_round_the_clock_is_as_long_as_it_is(day: str, hours: int) -> None:
    calendar = desk("Mon-Sun 00:00-24:00")
    dawn = local(f"{day} 00:00")
    assert calendar.between(dawn, calendar.close_of_day(dawn - HOUR, 1)) == hours * HOUR


def test_an_hour_that_is_leapt_over_is_not_worked() -> None:
    night = desk("Sun 01:00-04:00")
    assert night.add(local("2026-03-29 01:30"), HOUR) == local("2026-03-29 03:30")
    assert night.between(local("2026-03-29 00:00"), local("2026-03-29 12:00")) == 2 * HOUR


def test_an_hour_that_comes_twice_is_worked_twice() -> None:
    night = desk("Sun 01:00-04:00")
    assert night.between(local("2026-10-25 00:00"), local("2026-10-25 12:00")) == 4 * HOUR


def test_a_span_inside_the_hour_that_is_leapt_over_is_no_working_day() -> None:
    night = desk("Sun 02:15-03:00")
    assert night.close_of_day(local("2026-03-28 12:00"), 1) == local("2026-04-05 03:00")


def test_spans_that_the_leap_pushes_together_are_counted_once() -> None:
    night = desk("Sun 01:00-02:30 03:00-05:00")
    assert night.between(local("2026-03-29 00:00"), local("2026-03-29 12:00")) == 3 * HOUR


def test_midnight_that_comes_twice_belongs_to_one_day() -> None:
    calendar = desk("Mon-Sun 00:00-24:00", zone="America/Havana")
    start, end = local("2026-10-31 00:00", "America/Havana"), local("2026-11-02 00:00", "America/Havana")
    assert calendar.between(start, end) == end - start == 49 * HOUR


def test_a_day_that_a_zone_left_out_is_no_working_day() -> None:
    calendar = desk("Mon-Sun 09:00-17:00", zone="Pacific/Apia")
    assert calendar.close_of_day(local("2011-12-29 10:00", "Pacific/Apia"), 1) == local(
        "2011-12-31 17:00", "Pacific/Apia"
    )
