"""Where our mail comes back, pages say so, name another way to reach the customer, and say when a letter leaves."""

import re

import pytest

from amends.desk.cases.models import Case
from amends.desk.channels.models import Mailbox
from amends.desk.delivery.actions import deliver_due, leave_due
from amends.desk.delivery.bounces import bounced
from amends.desk.delivery.letters import Refusal, TakenInPart, Undeliverable
from amends.desk.intake.actions import Source, receive
from amends.desk.intake.models import Arrival
from amends.desk.people.models import Address, Agent, Team
from amends.desk.replies import actions as replies
from amends.desk.replies.judging import Said

LATER_ON = "leaves at about"


class Server:
    """Takes every letter, or says what it was told to."""

    def __init__(self, *answers: Exception) -> None:
        self._answers = list(answers)

    def send(self, letter):
        if self._answers:
            raise self._answers.pop(0)


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))


def send(case, ben, now, *answers: Exception):
    reply = replies.send(case, ben, "Dear Ada, a new one is on its way.", now=now, said=Said(answers="all"))
    leave_due(now=now.replace(minute=5))
    deliver_due(Server(*answers), worker="one")
    return reply


def test_a_copy_that_was_refused_is_said_at_the_message(browser, case, ben, now):
    refused = Refusal("bert@example.net", "bert@example.net was refused: 550 no such user", permanent=True)
    send(case, ben, now, TakenInPart((refused,)))

    page = words(browser.get(f"/cases/{case.number}/"))

    assert "delivered, but not to everybody" in page
    assert "A copy did not arrive. bert@example.net was refused: 550 no such user" in page


@pytest.fixture
def returned(case, ben, now):
    """Ben's reply, which came back."""
    reply = send(case, ben, now)
    bounced(reply.message_id, reason="5.1.1", permanent=True, at=now)
    return reply


def test_the_composer_warns_and_names_the_quickest_other_way(browser, case, returned):
    Address.objects.create(customer=case.customer, kind="postal", value="Lark Lane 1\nLeeds")
    Address.objects.create(customer=case.customer, kind="phone", value="+441134960000")

    page = words(browser.get(f"/cases/{case.number}/"))

    assert "Our mail to ada@example.com came back" in page
    assert "To reach them: call +441134960000; send a letter to Lark Lane 1, Leeds." in page


def test_another_address_of_theirs_can_be_chosen(browser, case, returned):
    Address.objects.create(customer=case.customer, kind="email", value="ada@work.example")

    page = browser.get(f"/cases/{case.number}/").content.decode()

    assert '<option value="ada@work.example" selected>' in page


def test_without_another_way_that_is_said(browser, case, returned):
    assert "No other way to reach them is known yet." in words(browser.get(f"/cases/{case.number}/"))


def test_owed_says_it_and_shows_the_other_way(browser, case, returned):
    before = browser.get("/").content.decode()
    assert "mail comes back" in before
    Address.objects.create(customer=case.customer, kind="phone", value="+441134960000")

    assert browser.get("/").content.decode().count("phone") > before.count("phone")


def test_an_address_that_works_is_not_warned_of(browser, case, ben, now):
    send(case, ben, now)

    assert "came back" not in words(browser.get(f"/cases/{case.number}/"))
    assert "mail comes back" not in words(browser.get("/"))


BOUNCE = b"""From: MAILER-DAEMON@mx.example
To: desk@desk.example
Return-Path: <>
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce@mx.example>

550 5.1.1 no such user <ada@example.com>
"""


def test_a_bounce_without_an_id_is_guessed_at_on_the_pile_and_settled_by_hand(browser, case, ben, now):
    reply = send(case, ben, now)
    receive(BOUNCE, Source(arrived_at=now.replace(hour=20)), now=now)
    arrival = Arrival.objects.on_pile().get()
    page = words(browser.get(f"/pile/{arrival.pk}/"))
    assert "It may be about" in page
    assert "to ada@example.com" in page

    answer = browser.post(f"/pile/{arrival.pk}/bounce/", {"message": reply.pk})

    assert answer.status_code == 303
    assert case.events.filter(kind="reply.failed").count() == 1
    assert not Arrival.objects.on_pile().exists()


def test_who_may_not_see_the_case_is_not_told_and_cannot_settle_it(browser, case, ben, now, client):
    reply = send(case, ben, now)
    receive(BOUNCE, Source(arrived_at=now.replace(hour=20)), now=now)
    arrival = Arrival.objects.on_pile().get()
    dan = Agent.objects.create_user("dan@elsewhere.example", "a long password", name="Dan")
    dan.teams.clear()
    Case.objects.update(team=Team.objects.create(name="Closed"))
    client.force_login(dan)

    assert "It may be about" not in words(client.get(f"/pile/{arrival.pk}/"))
    assert client.post(f"/pile/{arrival.pk}/bounce/", {"message": reply.pk}).status_code == 404


def test_a_letter_over_the_limit_says_about_when_it_leaves(browser, case, ben, now):
    Mailbox.objects.update(hourly_limit=1)
    send(case, ben, now)
    send(case, ben, now)

    assert LATER_ON in words(browser.get(f"/cases/{case.number}/"))


def test_a_letter_whose_mailbox_cannot_send_says_why(browser, case, ben, now):
    send(case, ben, now, Undeliverable("the password was refused", permanent=False, ours=True))

    assert "waits until its mailbox can send: the password was refused" in words(browser.get(f"/cases/{case.number}/"))


def test_a_second_copy_says_how_it_came_about(browser, case, ben, now):
    reply = send(case, ben, now)
    reply.dispatch.refresh_from_db()
    reply.dispatch.maybe_twice = True
    reply.dispatch.save()

    page = words(browser.get(f"/cases/{case.number}/"))

    assert "May have been sent twice. The line was cut when the server may have had it already" in page
