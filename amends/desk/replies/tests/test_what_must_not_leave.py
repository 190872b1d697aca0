"""What must not leave is held by Send itself, goes all the same with a reason, and never beyond authority."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from amends.craft.money import Money
from amends.craft.refusal import Missing, NotAllowed, Refused
from amends.desk.advice.models import Override
from amends.desk.cases.models import Case
from amends.desk.intake.entering.saying import ByHand, Caller, open_by_hand
from amends.desk.offers.actions import Thing, promise
from amends.desk.people.models import Agent, Level
from amends.desk.people.staff import Card, add_agent
from amends.desk.policies.granting import Grant, grant
from amends.desk.replies.actions import Envelope, recall, save_draft, send
from amends.desk.replies.models import Draft
from amends.desk.replies.reasons import sent_anyway

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db
REFUND = "Hello Ada, I am sorry. We will refund you 40 EUR by Friday. Ben"
HELD = {
    "unrecorded": REFUND,
    "variable": "Hello Ada, your number is {{ number }}. Ben",
    "held": "Hello Ada, you are an idiot. Ben",
}


@pytest.fixture
def dana() -> Agent:
    return add_agent("dana@desk.example", Card(name="Dana", is_lead=True))


@pytest.fixture
def ben(dana) -> Agent:
    return add_agent("ben@desk.example", Card(name="Ben"))


@pytest.fixture
def case(ben) -> Case:
    caller = Caller("email", "ada@example.com", name="Ada")
    return open_by_hand(caller, "The blender does not start.", ByHand(subject="Blender"), now=MONDAY)


@pytest.mark.parametrize("code", HELD)
def test_a_reply_that_must_not_leave_is_held_and_its_draft_stays(ben, case, code):
    save_draft(case, ben, HELD[code], now=MONDAY)
    with pytest.raises(Refused) as refusal:
        send(case, ben, HELD[code], now=MONDAY)

    assert refusal.value.code == code
    assert Draft.objects.get().text == HELD[code]
    assert not case.messages.filter(direction="out").exists()


@pytest.mark.parametrize("code", HELD)
def test_it_goes_all_the_same_with_a_reason_that_leads_read(ben, dana, case, code):
    send(case, ben, HELD[code], now=MONDAY, envelope=Envelope(anyway=" Agreed by phone "))
    (kept,) = sent_anyway(dana)

    assert kept.reason == "Agreed by phone"
    assert kept.message.case == case
    assert kept.words


def test_blanks_are_no_reason(ben, case):
    with pytest.raises(NotAllowed, match="unrecorded"):
        send(case, ben, REFUND, now=MONDAY, envelope=Envelope(anyway="   "))

    assert not Override.objects.exists()


def test_what_nothing_holds_needs_no_reason_and_keeps_none(ben, case):
    send(case, ben, "Hello Ada, I look into it. Ben", now=MONDAY, envelope=Envelope(anyway="just so"))

    assert not Override.objects.exists()


def test_a_recorded_promise_goes(ben, case):
    promise(case, ben, Thing("Refund", Money(Decimal(40), "EUR"), "refund"), due=MONDAY + timedelta(days=3), now=MONDAY)
    sent = send(case, ben, REFUND, now=MONDAY)

    assert sent.own_text == REFUND


def test_no_reason_goes_beyond_authority(ben, dana, case):
    ben.level = Level.objects.get(rank=1)
    ben.save()
    grant(Grant("any", ben.level, None, Money(Decimal(20), "EUR")), dana, now=MONDAY)
    with pytest.raises(NotAllowed, match="promised_beyond"):
        send(case, ben, REFUND, now=MONDAY, envelope=Envelope(anyway="The lead will not mind"))

    assert not case.messages.filter(direction="out").exists()
    assert not Override.objects.exists()


def test_a_reply_taken_back_was_not_sent_all_the_same(ben, dana, case):
    sent = send(case, ben, REFUND, now=MONDAY, envelope=Envelope(anyway="Agreed by phone"))
    recall(sent, ben, now=MONDAY)

    assert not sent_anyway(dana)


def test_people_of_elsewhere_read_no_reasons(ben, case):
    dan = add_agent("dan@desk.example", Card(name="Dan"))
    dan.teams.clear()
    send(case, ben, REFUND, now=MONDAY, envelope=Envelope(anyway="Agreed by phone"))

    assert not sent_anyway(dan)


def test_an_empty_variable_names_itself(ben, case):
    with pytest.raises(Missing) as refusal:
        send(case, ben, HELD["variable"], now=MONDAY)

    assert refusal.value.data["name"] == "number"
