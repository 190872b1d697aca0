"""How the desk is called, reached and open, and how soon things are due; what can't be read is refused in words."""

from dataclasses import fields

import pytest

from amends.craft.journey import Times
from amends.desk.policies.models import DeskSettings
from amends.doors.office.words import TIME_GROUPS, TIMES

DEFAULTS = {name: str(getattr(Times(), name)) for name in TIMES}
DESK = {
    "name": "Vogel",
    "public_url": "https://help.vogel.example",
    "phone": "555 0135",
    "language": "de",
    "zone": "Europe/Vienna",
    "hours": "Mon-Fri 08:00-16:00",
    "holidays": "2026-12-24..2026-12-31 between the years",
    "sends_receipts": "on",
    "nudges_by_text": "on",
    "megabytes": "30",
}


def test_what_is_filled_in_is_kept(office):
    response = office.post("/office/", DESK)
    settings = DeskSettings.current()

    assert response.status_code == 303
    assert (settings.name, settings.zone, settings.language) == ("Vogel", "Europe/Vienna", "de")
    assert settings.max_mail_bytes == 30 * 1024 * 1024
    assert settings.sends_receipts
    assert settings.nudges_by_text
    assert "Kept." in office.get(response.url).content.decode()


def test_the_form_begins_with_what_is_set(office):
    page = office.get("/office/").content.decode()

    assert 'value="https://help.vogel.example"' in page
    assert "Mon-Fri 09:00-17:00" in page


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("hours", "Moonday 9-5", "“Moonday 9-5” is no working time"),
        ("holidays", "Christmas", "“Christmas” is no date"),
        ("zone", "Europe/Atlantis", "Select a valid choice"),
        ("public_url", "javascript:alert(1)", "Enter a valid URL"),
        ("public_url", "https://vogel.example/?x=1", "has to begin with http"),
        ("megabytes", "0", "greater than or equal to 1"),
        ("name", " ", "This field is required"),
    ],
)
def test_what_cannot_be_read_is_refused_and_stays_in_the_form(office, name, value, words):
    before = DeskSettings.current().name
    response = office.post("/office/", DESK | {name: value})
    page = response.content.decode()

    assert response.status_code == 422
    assert words in page
    assert DeskSettings.current().name == before


def test_only_times_that_differ_from_the_default_are_kept(office):
    office.post("/office/times/", DEFAULTS | {"answer_minutes": "90"})

    assert DeskSettings.current().times == {"answer_minutes": 90}
    assert "Changed; the default is 240." in office.get("/office/times/").content.decode()


def test_a_follow_up_that_ends_before_it_begins_is_refused(office):
    window = {"follow_up_after_elapsed_hours": "48", "follow_up_by_elapsed_hours": "24"}
    response = office.post("/office/times/", DEFAULTS | window)

    assert response.status_code == 422
    assert "A follow-up has to be due after it may begin" in response.content.decode()
    assert DeskSettings.current().times == {}


@pytest.mark.parametrize("minutes", ["-1", "99999999999", "", "soon"])
def test_what_is_no_time_is_refused(office, minutes):
    response = office.post("/office/times/", DEFAULTS | {"answer_minutes": minutes})

    assert response.status_code == 422
    assert DeskSettings.current().times == {}


def test_every_time_of_the_journey_has_a_name_and_a_place():
    placed = [name for names in TIME_GROUPS.values() for name in names]

    assert set(TIMES) == {field.name for field in fields(Times)}
    assert sorted(placed) == sorted(TIMES)
