"""Every judgement about a message can be looked up, with the words that carried it."""

import pytest

from amends.desk.cases.models import Message
from amends.desk.people.models import Agent


@pytest.fixture
def message(case):
    return Message.objects.get(case=case, direction="in")


def test_a_case_leads_to_what_was_heard_in_each_message_of_the_customer(browser, case, message):
    assert f"/messages/{message.pk}/heard/" in browser.get(f"/cases/{case.number}/").content.decode()


def test_each_judgement_stands_with_the_words_that_carried_it(browser, message):
    page = browser.get(f"/messages/{message.pk}/heard/").content.decode()

    complaint = page.partition("<strong>Complaint</strong>")[2].partition("</li>")[0]
    assert "likely" in complaint
    assert "disappointed" in complaint
    assert "“And who pays for the return?”" in page
    assert "product: " in page


def test_nothing_is_told_in_per_cent(browser, message):
    assert "%" not in browser.get(f"/messages/{message.pk}/heard/").content.decode().partition("<main")[2]


def test_what_others_may_not_see_is_not_heard_for_them(browser, message, ben):
    ben.teams.clear()

    assert browser.get(f"/messages/{message.pk}/heard/").status_code == 404


def test_what_we_wrote_ourselves_is_not_listened_to(browser, case):
    ours = Message.objects.create(
        case=case,
        direction="out",
        kind="reply",
        text="I am so sorry.",
        said_at=case.opened_at,
        agent=Agent.objects.first(),
    )

    assert browser.get(f"/messages/{ours.pk}/heard/").status_code == 404
