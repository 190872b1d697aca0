"""Moments of the sample are counted from the week in which it opens, whenever it is loaded."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.refusal import Malformed
from amends.doors.demo.moments import Weeks

BERLIN = ZoneInfo("Europe/Berlin")
OPENS = "Tue 10:58"


def _weeks(monday: date = date(2026, 11, 23)) -> Weeks:
    return Weeks(BERLIN, monday)


@given(st.timedeltas(timedelta(0), timedelta(days=4 * 365)).map(lambda span: datetime(2025, 1, 1, tzinfo=UTC) + span))
def test_the_desk_opens_at_the_nearest_tuesday_morning(wall):
    opens = Weeks.around(wall, OPENS, BERLIN).at(OPENS)

    assert abs(opens - wall) <= timedelta(days=3, hours=13)
    assert opens.astimezone(BERLIN).strftime("%a %H:%M") == OPENS


@given(st.dates(date(2025, 1, 6), date(2029, 1, 1)))
def test_weeks_are_found_again_from_a_moment_that_is_known(day):
    weeks = _weeks(day - timedelta(days=day.weekday()))

    assert Weeks.counted_from(weeks.at("Mon-3 08:00"), "Mon-3 08:00", BERLIN) == weeks


def test_a_moment_is_local_on_both_sides_of_the_change_to_winter_time():
    weeks = _weeks(date(2026, 10, 26))

    assert weeks.at("Fri-1 09:00") == datetime(2026, 10, 23, 7, tzinfo=UTC)
    assert weeks.at("Tue 09:00") == datetime(2026, 10, 27, 8, tzinfo=UTC)


def test_a_moment_in_a_text_is_spelt_out_in_the_language_of_the_customer():
    weeks = _weeks()

    assert weeks.fill("by {Wed 12:00}.", "en") == "by Wednesday 25 November, 12:00."
    assert weeks.fill("bis {Sat-1 13:00}.", "de") == "bis Samstag, 21. November, 13:00 Uhr."


@pytest.mark.parametrize("words", ["", "Tue", "Tue 9:00", "Tuesday 09:00", "Tue-1"])
def test_what_is_no_moment_is_refused(words):
    with pytest.raises(Malformed):
        _weeks().at(words)
