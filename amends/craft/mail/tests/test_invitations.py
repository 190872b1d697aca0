"""A mail that invites says so, and its calendar stands among its files."""

from datetime import UTC, datetime

import pytest

from amends.craft.mail import parse
from amends.craft.mail.tests.corpora import DATA, corpus
from amends.craft.mail.tests.letters import calendar, letter, parted, plain


def at(*moment: int) -> datetime:
    year, month, day, hour, minute = (*moment, 0, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


EXPECTED = {
    "alarm_etar_future.ics": ("publish", "event with alarms android", at(2024, 10, 5, 12), False),
    "alarm_etar_notification.ics": ("publish", "event with alarms android", at(2024, 10, 5, 12), False),
    "alarm_etar_notification_clicked.ics": ("publish", "event with alarm acknowledged", at(2024, 10, 5, 13, 17), False),
    "alarm_google_acknowledged.ics": ("publish", "event with alarms", at(2024, 10, 4, 18, 15), False),
    "alarm_google_future.ics": ("publish", "event with alarms", at(2024, 10, 4, 18, 15), False),
    "empty_RDATE.ics": None,
    "example.ics": ("publish", "New Year's Day", at(2022, 1, 1), True),
    "issue_104_broken_calendar.ics": ("publish", "Broken Eevnt", at(2014, 4, 1), False),
    "issue_165_missing_event.ics": ("request", "Sprint 25 Daily Standup", at(2015, 7, 3, 8), False),
    "issue_27_multiple_periods_in_freebusy_multiple_freebusies.ics": None,
    "issue_27_multiple_periods_in_freebusy_one_freebusy.ics": None,
    "issue_348_exception_parsing_value.ics": (
        "publish",
        "Sixt : détails de votre réservation",
        at(2019, 6, 24, 6, 30),
        False,
    ),
    "issue_350.ics": ("request", 'Termin 4353 und"so"', at(2022, 2, 22, 18, 30), False),
    "issue_836_do_not_quote_tzid.ics": ("publish", "Anonymous Test Event for TZID", at(2024, 10, 28, 21), False),
    "parsing_error.ics": ("publish", "", at(2008, 3, 3), True),
    "property_params.ics": ("request", "Test meeting from BB", at(2012, 8, 14), True),
    "rfc_7529.ics": ("request", "Chinese New Year", at(2013, 2, 10), True),
    "timezone_same_start.ics": ("request", "Test 4", at(2017, 2, 24, 20), False),
    "x_location.ics": ("publish", "Daily Sync", at(2016, 10, 28, 12), False),
}


@pytest.mark.parametrize("name", EXPECTED if (DATA / "calendar").exists() else [])
def test_every_calendar_of_the_corpus_gives_its_event(name: str):
    raw = letter("", Content_Type="text/calendar; charset=utf-8") + (DATA / "calendar/ics" / name).read_bytes()

    mail = parse(raw)

    found, expected = mail.invitation, EXPECTED[name]
    told = (found.method, found.summary, found.begins, found.all_day) if found else None
    assert told == expected
    assert mail.text.strip() or expected is None


def test_the_corpus_holds_no_other_calendars():
    assert {path.name for path in corpus("calendar/ics/*.ics")} == set(EXPECTED)


def test_the_invitation_of_a_real_mail_is_read():
    [path] = corpus("calendar/*.eml")

    mail = parse(path.read_bytes())

    assert mail.invitation is not None
    assert (mail.kind, mail.text.strip(), mail.invitation.summary) == ("calendar", "1", "1")
    assert mail.invitation.begins == at(2014, 3, 28, 9, 3)
    assert mail.invitation.zone == "FLE Standard Time"


def test_an_invitation_alone_gives_its_own_words():
    described = calendar("SUMMARY:Visit", "DESCRIPTION:Please bring\\nthe kettle.")
    bare = calendar("SUMMARY:Visit", "LOCATION:Leeds")
    type_ = "text/calendar; charset=utf-8; method=REQUEST"

    mail = parse(letter(described, Content_Type=type_))

    assert (mail.kind, mail.text, mail.reply) == ("calendar", "Please bring\nthe kettle.", "Please bring\nthe kettle.")
    assert [file.name for file in mail.attachments] == ["part-1.ics"]
    assert parse(letter(bare, Content_Type=type_)).text == "Visit\nLeeds"


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        (["DTSTART:20261102T090000Z"], "2026-11-02 09:00 UTC"),
        (["DTSTART:20261102T090000Z", "DTEND:20261102T093000Z"], "2026-11-02 09:00 – 09:30 UTC"),
        (["DTSTART:20261102T220000Z", "DURATION:PT4H"], "2026-11-02 22:00 – 2026-11-03 02:00 UTC"),
        (
            ["DTSTART;TZID=Europe/Berlin:20261102T100000", "DTEND;TZID=Europe/London:20261102T100000"],
            "2026-11-02 10:00 – 11:00 Europe/Berlin",
        ),
        (["DTSTART:20261102T100000", "DTEND:20261102T110000"], "2026-11-02 10:00 – 11:00"),
        (["DTSTART;VALUE=DATE:20261102", "DTEND;VALUE=DATE:20261103"], "2026-11-02"),
        (["DTSTART;VALUE=DATE:20261102", "DTEND;VALUE=DATE:20261105"], "2026-11-02 – 2026-11-04"),
        (["DTSTART:20261102"], "2026-11-02"),
        (["DTSTART:soon"], ""),
    ],
)
def test_an_invitation_alone_says_when_and_where(lines: list[str], when: str):
    type_ = "text/calendar; charset=utf-8; method=REQUEST"
    details = f"{when}\nLeeds" if when else "Leeds"

    mail = parse(letter(calendar("SUMMARY:Visit", "LOCATION:Leeds", *lines), Content_Type=type_))
    told = parse(letter(calendar("DESCRIPTION:We come.", "LOCATION:Leeds", *lines), Content_Type=type_))

    assert mail.text == f"Visit\n{details}"
    assert told.text == f"We come.\n\n{details}"


@pytest.mark.parametrize("words", ["", "\n", " \n \n"])
def test_an_attached_calendar_without_a_word_beside_it_is_an_invitation(words: str):
    attached = "Content-Type: text/calendar; name=visit.ics\nContent-Disposition: attachment\n\n" + calendar(
        "SUMMARY:Visit", "DTSTART:20261102T090000Z"
    )

    mail = parse(parted(plain(words), attached))

    assert (mail.kind, mail.text) == ("calendar", "Visit\n2026-11-02 09:00 UTC")


def test_an_attached_calendar_is_read_and_leaves_the_words_alone():
    attached = "Content-Type: application/octet-stream; name=visit.ICS\nContent-Disposition: attachment\n\n" + calendar(
        "SUMMARY:Visit", method="PUBLISH"
    )

    mail = parse(parted(plain("Here is when."), attached))

    assert mail.invitation is not None
    assert (mail.kind, mail.text, mail.invitation.summary) == ("message", "Here is when.", "Visit")


def test_what_asks_for_an_answer_comes_before_what_is_only_told():
    told = "Content-Type: text/calendar\n\n" + calendar("SUMMARY:Told", method="PUBLISH")
    asked = "Content-Type: text/calendar\n\n" + calendar("SUMMARY:Asked")

    mail = parse(parted(plain("Both"), told, asked))

    assert mail.invitation is not None
    assert mail.invitation.summary == "Asked"
