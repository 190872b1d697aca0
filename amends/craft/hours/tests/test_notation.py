"""Hours and holidays are read as people write them, and nonsense is refused with the part that is wrong."""

from datetime import date, time

import pytest

from amends.craft.hours import format_holidays, format_hours, parse_holidays, parse_hours
from amends.craft.refusal import Malformed


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Mon-Fri 09:00-17:00, Sat 10:00-14:00", "Mon-Fri 09:00-17:00, Sat 10:00-14:00"),
        ("monday - friday 9-17; sat. 10 \u2013 14", "Mon-Fri 09:00-17:00, Sat 10:00-14:00"),
        ("Mo-Fr 8:30-12 13-17:15", "Mon-Fri 08:30-12:00 13:00-17:15"),
        ("Mon-Thu 09:00-12:00, 13:00-17:00\nFreitag 9-12", "Mon-Thu 09:00-12:00 13:00-17:00, Fri 09:00-12:00"),
        ("Sat-Mon 10:00-12:00", "Mon 10:00-12:00, Sat-Sun 10:00-12:00"),
        ("Mon 09:00-12:00, Mon 11:00-15:00, Mon 15:00-16:00", "Mon 09:00-16:00"),
        ("Mon-Sun 0-24", "Mon-Sun 00:00-24:00"),
        ("Sun 22:00-06:00", "Mon 00:00-06:00, Sun 22:00-24:00"),
        ("Fri 22:00-00:00", "Fri 22:00-24:00"),
    ],
)
def test_a_week_is_understood_in_many_hands(text: str, written: str) -> None:
    assert format_hours(parse_hours(text)) == written


def test_a_week_has_seven_days_with_monday_first() -> None:
    week = parse_hours("Mon 09:00-17:00")
    assert week == (((time(9), time(17)),), (), (), (), (), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        " , ",
        "nonsense",
        "Mon",
        "09:00-17:00",
        "Mon 25:00-26:00",
        "Mon 24:01-09:00",
        "Mon 24:00-09:00",
        "Mon 09:60-10:00",
        "Mon 09:00-09:00",
        "Foo 09:00-17:00",
        "Mon-Foo 09:00-17:00",
        "Mon 9-17 or so",
        "Mon-Tue-Wed 9-17",
    ],
)
def test_hours_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(Malformed, match="hours"):
        parse_hours(text)


def test_the_part_that_is_wrong_is_named() -> None:
    with pytest.raises(Malformed) as refused:
        parse_hours("Tue 09:00-10:00, Mon 9-17 or so, Fri 9-12")
    assert refused.value.data["part"] == "Mon 9-17 or so"


def test_holidays_are_dates_runs_and_names() -> None:
    text = "2026-04-03 Good Friday, 2026-04-06\n2026-12-24..2026-12-26 Christmas; 2026-04-06"
    found = parse_holidays(text)
    assert format_holidays(found) == "2026-04-03, 2026-04-06, 2026-12-24, 2026-12-25, 2026-12-26"
    assert parse_holidays(format_holidays(found)) == found


def test_no_holidays_are_no_days() -> None:
    assert parse_holidays("") == frozenset()
    assert format_holidays(frozenset({date(2026, 4, 3)})) == "2026-04-03"


@pytest.mark.parametrize(
    "part", ["Easter", "2026-02-30", "2026-04-031", "2026-04-03..2026-04-01", "2026-01-01..2028-01-01", "3.4.2026"]
)
def test_holidays_that_cannot_be_read_are_refused(part: str) -> None:
    with pytest.raises(Malformed) as refused:
        parse_holidays(f"2026-04-06, {part}")
    assert refused.value.data["part"] == part
