"""What holds for every calendar, every moment and every duration."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from amends.craft.hours import Calendar, Day, Week, format_hours, parse_hours

ZONES = ("Europe/Berlin", "America/Havana", "Pacific/Apia", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
FIRST, LAST = datetime.fromisoformat("2011-11-01"), datetime.fromisoformat("2013-01-01")


def _day(minutes: list[int]) -> Day:
    marks = sorted(set(minutes))
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return tuple((time(a // 60, a % 60), time(b // 60 % 24, b % 60)) for a, b in pairs)


days = st.lists(st.integers(0, 24 * 60), max_size=6).map(_day)
weeks: st.SearchStrategy[Week] = st.lists(days, min_size=7, max_size=7).map(tuple)
moments = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
durations = st.timedeltas(timedelta(0), timedelta(hours=30))
calendars = st.builds(
    Calendar,
    st.sampled_from(ZONES).map(ZoneInfo),
    weeks,
    st.frozensets(st.dates(FIRST.date(), LAST.date()), max_size=9),
)


@given(calendars, moments, durations)
def test_the_open_time_until_a_due_time_is_the_time_given(calendar: Calendar, at: datetime, given_: timedelta) -> None:
    assert calendar.between(at, calendar.add(at, given_)) == given_


@given(calendars, moments, durations, durations)
def test_more_time_is_never_due_sooner(calendar: Calendar, at: datetime, a: timedelta, b: timedelta) -> None:
    less, more = sorted((a, b))
    assert calendar.add(at, less) <= calendar.add(at, more)


@given(calendars, moments, moments, durations)
def test_what_comes_later_is_never_due_sooner(calendar: Calendar, a: datetime, b: datetime, given_: timedelta) -> None:
    sooner, later = sorted((a, b))
    assert calendar.add(sooner, given_) <= calendar.add(later, given_)


@given(calendars, moments)
def test_the_next_open_moment_is_open_and_the_first(calendar: Calendar, at: datetime) -> None:
    opens = calendar.next_open(at)
    assert opens >= at
    assert calendar.is_open(opens)
    assert calendar.is_open(at) == (opens == at)
    assert calendar.between(at, opens) == timedelta(0)


@given(calendars, moments, moments, moments)
def test_stretches_add_up(calendar: Calendar, a: datetime, b: datetime, c: datetime) -> None:
    assert calendar.between(a, b) + calendar.between(b, c) == calendar.between(a, c)


@given(calendars, moments, moments)
def test_open_time_is_no_longer_than_time(calendar: Calendar, a: datetime, b: datetime) -> None:
    assert abs(calendar.between(a, b)) <= abs(b - a)


@given(calendars, moments, st.integers(1, 6))
def test_days_close_one_after_another(calendar: Calendar, at: datetime, days: int) -> None:
    closes = calendar.close_of_day(at, days)
    assert at <= calendar.close_of_day(at, 0) <= calendar.close_of_day(at, 1)
    assert at < closes < calendar.close_of_day(at, days + 1)
    assert not calendar.is_open(closes) or closes.astimezone(calendar.zone).time() == time(0)


@given(weeks.filter(any))
def test_a_week_is_read_as_it_was_written(week: Week) -> None:
    assert parse_hours(format_hours(week)) == week
