"""Customers answer by posting, in their own words; what is refused stays in the form, and twice is once."""

import pytest
from django.test import Client

from amends.config.clock import frozen
from amends.desk.cases.models import Case, Event, Message
from amends.desk.delivery.actions import leave_due
from amends.desk.followups.actions import close
from amends.desk.offers.actions import promise
from amends.doors.portal.tests.conftest import A_MINUTE, DAY, OURS, Ada, all_waived


@pytest.fixture
def closed(told: Ada, ben, now) -> Ada:
    """What Ada complained about was closed as solved."""
    close(told.case, "solved", agent=ben, reasons=all_waived(told.case), now=now)
    return told


def _kinds(case) -> list[str]:
    return list(Event.objects.filter(case=case).values_list("kind", flat=True))


def test_yes_confirms_what_we_understood(told):
    response = told.posts("understanding", answer="yes")

    assert response.status_code == 303
    assert response.url.endswith("/?done=thanks")
    assert _kinds(told.case)[-1] == "understanding.confirmed"
    assert "Did we understand you?" not in told.page("thanks")


def test_yes_said_twice_counts_once(told):
    told.posts("understanding", answer="yes")

    assert told.posts("understanding", answer="yes").status_code == 303
    assert _kinds(told.case).count("understanding.confirmed") == 1


def test_not_quite_corrects_it_and_what_was_wrong_is_shown_no_more(told):
    told.posts("understanding", answer="no", text="No, it is the jug that is broken")
    page = told.page("corrected")

    assert "understanding.corrected" in _kinds(told.case)
    assert Message.objects.get(case=told.case, channel="web").text == "No, it is the jug that is broken"
    assert "Ben reads it and answers" in page
    assert "What we understood" not in page


def test_a_message_arrives_in_the_case_and_is_owed_an_answer(told):
    response = told.posts("messages", text="When will it be here?")

    assert response.url.endswith("/?done=sent")
    assert told.case.obligations.filter(kind="answer", settled_by=None, opened_by__kind="message.received").exists()


@pytest.mark.parametrize(
    ("noun", "fields"),
    [("messages", {}), ("understanding", {"answer": "no"}), ("solved", {"answer": "no"})],
)
def test_nothing_written_is_refused_on_the_same_page(told, noun, fields):
    response = told.posts(noun, text="  \n", **fields)

    assert response.status_code == 422
    assert "Please write something first." in response.content.decode()
    assert not Message.objects.filter(case=told.case, channel="web").exists()


def test_solved_closes_the_case_in_the_customers_own_word(told):
    told.posts("solved", answer="yes")
    told.case.refresh_from_db()

    assert "solved.said" in _kinds(told.case)
    assert told.case.is_open == told.case.obligations.filter(kind="answer", settled_by=None).exists()


def test_not_solved_opens_it_again_with_what_is_wrong(told, now):
    told.posts("solved", answer="yes")
    told.posts("solved", answer="no", text="It broke again")
    told.case.refresh_from_db()

    assert told.case.is_open
    assert _kinds(told.case)[-1] == "not_solved.said"


@pytest.mark.parametrize(
    ("noun", "fields"),
    [("messages", {}), ("understanding", {"answer": "no"}), ("solved", {"answer": "no"})],
)
def test_a_case_closed_two_weeks_ago_opens_again(closed, now, noun, fields):
    with frozen(now + 14 * DAY):
        closed.posts(noun, text="It is broken again", **fields)

    assert list(Case.objects.open()) == [closed.case]


@pytest.mark.parametrize(
    ("noun", "fields"),
    [("messages", {}), ("understanding", {"answer": "no"}), ("solved", {"answer": "no"})],
)
def test_long_after_closing_a_linked_case_is_opened_and_shown(closed, now, noun, fields):
    with frozen(now + 15 * DAY):
        response = closed.posts(noun, text="It is broken again", **fields)
        page = closed.client.get(response.url).content.decode()
    newer = Case.objects.open().get()

    assert newer.links.get().older == closed.case
    assert newer.kind == "complaint"
    assert {row.kind for row in newer.obligations.open()} == {"acknowledge", "answer"}
    assert f"Case {newer.number}" in page


def test_an_ended_conversation_never_opens_by_itself(told, ben, now):
    told.case.close("ended", at=now, agent=ben)
    for noun in ("messages", "understanding", "solved"):
        told.posts(noun, answer="no", text="It is broken again")

    assert not Case.objects.open().exists()


def test_looking_changes_nothing_however_a_scanner_follows_the_links(told):
    before = _kinds(told.case)
    for noun in ("", "understanding/", "messages/", "solved/", "code/"):
        told.client.get(f"{told.url}{noun}?answer=yes")

    assert _kinds(told.case) == before
    assert told.client.get(f"{told.url}solved/").status_code == 405


def test_nothing_on_the_page_agrees_to_money(told, ben, now):
    promise(told.case, ben, "Money back", due=now + 60 * A_MINUTE, now=now)
    told.posts("understanding", answer="yes")

    assert not {kind for kind in _kinds(told.case) if kind.startswith(("offer", "agreement", "option"))}
    assert "accept" not in told.page().lower()


def test_an_agent_sees_the_page_and_cannot_act(told, ben):
    agent = Client()
    agent.force_login(ben)
    shown = agent.get(told.url).content.decode()
    refused = agent.post(f"{told.url}understanding/", {"answer": "yes"})

    assert OURS in shown
    assert "Only they can answer here" in shown
    assert refused.status_code == 403
    assert "understanding.confirmed" not in _kinds(told.case)


def test_the_sample_desk_says_how_to_be_the_customer(told, ben, settings):
    agent = Client()
    agent.force_login(ben)
    settings.DEMO = True

    assert "open the link in a private window" in agent.get(told.url).content.decode()


def test_answers_work_without_a_cookie_and_from_a_page_that_names_no_origin(told):
    careful = Client(enforce_csrf_checks=True)
    response = careful.post(f"{told.url}messages/", {"text": "Hello?"}, headers={"origin": "null"})

    assert response.status_code == 303
    leave_due(now=told.now)
