"""Every page of the workbench answers, with what an agent needs to see."""

import pytest
from django.test import Client

from amends.desk.cases.models import Case
from amends.desk.channels.models import Mailbox
from amends.desk.people.models import Agent


def test_owed_says_what_is_owed_to_whom_in_their_own_words(browser, case):
    page = browser.get("/").content.decode()

    assert "Ada Okafor" in page
    assert "who pays for the return?" in page
    assert f"/cases/{case.number}/" in page


def test_an_empty_desk_teaches_the_next_step(browser, now):
    assert "nobody has written yet" in browser.get("/").content.decode()


def test_an_empty_desk_has_a_lead_connect_a_mailbox_until_there_is_one(dana, now):
    client = Client(headers={"accept": "text/html"})
    client.force_login(dana)
    before = client.get("/").content.decode()
    Mailbox.objects.create(name="Desk", address="desk@desk.example", connected_at=now)

    after = client.get("/").content.decode()

    assert "Connect a mailbox" in before
    assert "Connect a mailbox" not in after


def test_a_case_shows_what_was_said_the_plan_and_the_composer(browser, case):
    page = browser.get(f"/cases/{case.number}/").content.decode()

    assert "does not start at all" in page
    assert "Understood" in page
    assert 'name="text"' in page


@pytest.mark.parametrize(
    "path",
    [
        "/cases/",
        "/cases/?list=mine",
        "/cases/?list=unassigned",
        "/cases/?list=waiting",
        "/cases/?list=promises",
        "/search/?q=blender",
        "/new/",
        "/pile/",
        "/preferences/",
    ],
)
def test_every_list_answers(browser, case, path):
    assert browser.get(path).status_code == 200


def test_search_finds_what_was_said_and_marks_it(browser, case):
    page = browser.get("/search/?q=blend").content.decode()

    assert "<mark>blend</mark>" in page


def test_a_case_number_leads_straight_to_its_case(browser, case):
    assert browser.get(f"/search/?q={case.number.lower()}").url == f"/cases/{case.number}/"


def test_the_call_sheet_and_the_customer_answer(browser, case):
    assert browser.get(f"/cases/{case.number}/calls/").status_code == 200
    assert browser.get(f"/customers/{case.customer_id}/").status_code == 200


def test_the_raw_mail_is_shown_as_text_and_downloaded(browser, case):
    message = case.messages.get(direction="in")

    assert "Message-ID: &lt;one@example.com&gt;" in browser.get(f"/messages/{message.pk}/raw/").content.decode()
    assert browser.get(f"/messages/{message.pk}/raw.eml")["Content-Disposition"].startswith("attachment")


def test_somebody_of_elsewhere_sees_nothing(client, case):
    dan = Agent.objects.create_user("dan@desk.example", name="Dan")
    dan.teams.clear()
    client.force_login(dan)

    assert "Ada" not in client.get("/").content.decode()
    assert client.get(f"/cases/{case.number}/").status_code == 404
    assert "Ada" not in client.get("/search/?q=blender").content.decode()
    assert client.get(f"/customers/{case.customer_id}/").status_code == 404


def test_nobody_sees_anything_without_logging_in(client, case):
    assert client.get("/").status_code == 302
    assert client.get(f"/cases/{Case.objects.get().number}/").status_code == 302


def test_pages_ask_the_database_a_constant_number_of_times(browser, case, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        assert browser.get("/").status_code == 200
    with django_assert_max_num_queries(52):
        assert browser.get(f"/cases/{case.number}/").status_code == 200
