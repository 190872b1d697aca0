"""Invitations are read with their times, whatever zones and habits the calendar that sent them has."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.craft.mail.carried.calendars import read_event
from amends.craft.mail.mail import Address, Invitation
from amends.craft.mail.tests.letters import calendar

WEST_EUROPE = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


def read(*lines: str, method: str = "REQUEST", zones: str = "") -> Invitation:
    event = read_event(calendar(*lines, method=method, zones=zones).encode())
    assert event is not None
    return event.invitation


def at(*moment: int) -> datetime:
    year, month, day, hour, minute = (*moment, 0, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_an_invitation_says_what_when_where_and_who():
    found = read(
        "SUMMARY:Kettle\\, the second visit",
        "DTSTART:20261102T101500Z",
        "DTEND:20261102T111500Z",
        "LOCATION;LANGUAGE=en:12 High St\\nLeeds",
        'ORGANIZER;CN="Lark, Ada";SENT-BY="mailto:pa@lark.example":MAILTO:ada@lark.example',
    )

    assert found == Invitation(
        method="request",
        summary="Kettle, the second visit",
        begins=at(2026, 11, 2, 10, 15),
        ends=at(2026, 11, 2, 11, 15),
        zone="UTC",
        place="12 High St Leeds",
        organiser=Address("Lark, Ada", "ada@lark.example"),
    )


@pytest.mark.parametrize(
    ("start", "begins", "zone"),
    [
        ("DTSTART;TZID=Europe/Berlin:20260702T100000", at(2026, 7, 2, 8), "Europe/Berlin"),
        ("DTSTART;TZID=Europe/Berlin:20261102T100000", at(2026, 11, 2, 9), "Europe/Berlin"),
        ("DTSTART;TZID=W. Europe Standard Time:20260702T100000", at(2026, 7, 2, 8), "W. Europe Standard Time"),
        ('DTSTART;TZID="Eastern Standard Time":20261102T100000', at(2026, 11, 2, 15), "Eastern Standard Time"),
        ("DTSTART;TZID=/freeassociation.example/Europe/London:20260702T100000", at(2026, 7, 2, 9), None),
        ("DTSTART;TZID=GMT +0100 (Standard) / GMT +0200 (Daylight):20261102T100000", at(2026, 11, 2, 9), None),
        ('DTSTART;TZID="(UTC-05:00) Somewhere":20261102T100000', at(2026, 11, 2, 15), "(UTC-05:00) Somewhere"),
        ("DTSTART;TZID=Nowhere:20261102T100000", at(2026, 11, 2, 10), "Nowhere"),
        ("DTSTART:20261102T100000", at(2026, 11, 2, 10), ""),
        ("DTSTART:20261102T100000Z", at(2026, 11, 2, 10), "UTC"),
        ("DTSTART;VALUE=DATE-TIME:20261102T100000Z", at(2026, 11, 2, 10), "UTC"),
    ],
)
def test_zones_are_known_by_the_names_that_calendars_use(start: str, begins: datetime, zone: str | None):
    found = read(start)

    assert found.begins == begins
    assert found.zone == (found.zone if zone is None else zone)


@pytest.mark.parametrize(
    ("local", "begins"),
    [
        ("20260328T235900", at(2026, 3, 28, 22, 59)),
        ("20260329T040000", at(2026, 3, 29, 2)),
        ("20260702T100000", at(2026, 7, 2, 8)),
        ("20261025T020000", at(2026, 10, 25, 0)),
        ("20261025T040000", at(2026, 10, 25, 3)),
        ("20270110T100000", at(2027, 1, 10, 9)),
    ],
)
def test_a_zone_of_an_own_name_is_read_from_its_rules(local: str, begins: datetime):
    found = read(f"DTSTART;TZID=Customised:{local}", zones=WEST_EUROPE.format(name="Customised"))

    assert found.begins == begins


def test_the_zones_of_one_mail_say_nothing_in_the_next():
    read("DTSTART;TZID=Customised:20260702T100000", zones=WEST_EUROPE.format(name="Customised"))

    assert read("DTSTART;TZID=Customised:20260702T100000").begins == at(2026, 7, 2, 10)


def test_the_zone_of_the_whole_calendar_holds_for_times_without_one():
    text = calendar("DTSTART:20260702T100000").replace("VERSION:2.0", "X-WR-TIMEZONE:Europe/Zurich")

    event = read_event(text.encode())

    assert event is not None
    assert (event.invitation.begins, event.invitation.zone) == (at(2026, 7, 2, 8), "Europe/Zurich")


@pytest.mark.parametrize(
    ("lines", "begins", "ends"),
    [
        (("DTSTART;VALUE=DATE:20261102", "DTEND;VALUE=DATE:20261103"), at(2026, 11, 2), at(2026, 11, 2)),
        (("DTSTART;VALUE=DATE:20261102", "DTEND;VALUE=DATE:20261105"), at(2026, 11, 2), at(2026, 11, 4)),
        (("DTSTART;VALUE=DATE:20261102",), at(2026, 11, 2), at(2026, 11, 2)),
        (("DTSTART:20261102", "DTEND:20261102"), at(2026, 11, 2), at(2026, 11, 2)),
        (("DTSTART;VALUE=DATE:20261102", "DURATION:P2D"), at(2026, 11, 2), at(2026, 11, 3)),
        (
            (
                "DTSTART;TZID=Europe/Berlin:20261102T000000",
                "DTEND;TZID=Europe/Berlin:20261103T000000",
                "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
            ),
            at(2026, 11, 2),
            at(2026, 11, 2),
        ),
    ],
)
def test_whole_days_have_no_hours(lines: tuple[str, ...], begins: datetime, ends: datetime):
    found = read(*lines)

    assert (found.all_day, found.begins, found.ends, found.zone) == (True, begins, ends, "")


def test_an_end_may_be_told_by_its_length():
    assert read("DTSTART:20261102T100000Z", "DURATION:PT1H30M").ends == at(2026, 11, 2, 11, 30)
    assert read("DTSTART:20261102T100000Z").ends is None


@pytest.mark.parametrize(
    ("method", "lines", "told", "answer"),
    [
        ("CANCEL", (), "cancel", ""),
        ("REQUEST", ("STATUS:CANCELLED",), "cancel", ""),
        ("REPLY", ("ATTENDEE;PARTSTAT=ACCEPTED;CN=Ada:mailto:ada@lark.example",), "reply", "accepted"),
        ("REPLY", ("ATTENDEE;CN=Ada;partstat=Declined:mailto:ada@lark.example",), "reply", "declined"),
        ("REPLY", ('ATTENDEE;PARTSTAT="TENTATIVE":mailto:ada@lark.example',), "reply", "tentative"),
        ("REQUEST", ("ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@lark.example",), "request", ""),
        ("COUNTER", (), "counter", ""),
        ("", (), "publish", ""),
    ],
)
def test_the_method_and_what_a_reply_says(method: str, lines: tuple[str, ...], told: str, answer: str):
    found = read("DTSTART:20261102T100000Z", *lines, method=method)

    assert (found.method, found.answer) == (told, answer)


def test_an_event_that_comes_again_says_so():
    assert read("DTSTART:20261102T100000Z", "RRULE:FREQ=WEEKLY;BYDAY=MO").repeats
    assert read("DTSTART:20261102T100000Z", "RDATE:20261109T100000Z").repeats
    assert not read("DTSTART:20261102T100000Z", "RDATE:").repeats


def test_an_alarm_inside_says_nothing_of_the_event():
    alarm = ("BEGIN:VALARM", "DESCRIPTION:REMINDER", "SUMMARY:Alarm", "END:VALARM")
    event = read_event(calendar(*alarm, "SUMMARY:Visit", "DESCRIPTION:We come at ten.").encode())

    assert event is not None
    assert (event.invitation.summary, event.words) == ("Visit", "We come at ten.")


def test_a_calendar_of_the_first_version_is_read():
    text = (
        "BEGIN:VCALENDAR\nVERSION:1.0\nBEGIN:VEVENT\nDTSTART:20261102T100000Z\n"
        "SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:K=C3=BChl=\nschrank\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    event = read_event(text.encode())

    assert event is not None
    assert (event.invitation.summary, event.invitation.begins) == ("Kühlschrank", at(2026, 11, 2, 10))


def test_folded_lines_are_joined_also_inside_a_character():
    summary = "SUMMARY:" + "ü" * 60
    raw = calendar("DTSTART:20261102T100000Z", summary[:40] + "\r\n " + summary[40:]).encode()

    event = read_event(raw)

    assert event is not None
    assert event.invitation.summary == "ü" * 60


def test_endless_rules_cost_nothing():
    forever = "\n".join(
        ["BEGIN:VTIMEZONE", "TZID:Forever"]
        + ["BEGIN:STANDARD", "DTSTART:16010101T000000", "TZOFFSETTO:+0100", "RRULE:FREQ=SECONDLY", "END:STANDARD"] * 900
        + ["END:VTIMEZONE"]
    )

    found = read("DTSTART;TZID=Forever:20261102T100000", zones=forever)

    assert found.begins == at(2026, 11, 2, 9)


@pytest.mark.parametrize(
    "line",
    [
        "DTSTART:00010101T000000Z",
        "DTSTART;TZID=Asia/Tokyo:00010101T000000",
        "DTSTART:99991231T235959Z",
        "DTSTART;TZID=America/New_York:99991231T235959",
        "DTSTART:20269999T999999",
        "DTSTART:",
        "DTSTART:PT1H",
        "DTSTART:20261102T100000Z/PT1H",
        "DTSTART;TZID=../../etc/passwd:20261102T100000",
        "DTSTART;VALUE=DATE:99991231",
    ],
)
def test_impossible_times_leave_the_rest_readable(line: str):
    found = read(line, "SUMMARY:Visit", "DURATION:P999999999D", "DTEND;VALUE=DATE:00010101")

    assert found.summary == "Visit"


@given(st.binary(max_size=300), st.integers(0, 700))
def test_no_bytes_raise(junk: bytes, place: int):
    data = calendar("DTSTART;TZID=X:20261102T100000", "SUMMARY:a", zones=WEST_EUROPE.format(name="X")).encode()

    event = read_event(data[:place] + junk + data[place:])

    assert event is None or event.invitation.method
