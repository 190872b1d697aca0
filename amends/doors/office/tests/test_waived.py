"""Leads read what was waived, left open and sent although it was held, by whom and why, and how often."""

from amends.desk.cases.models import Message
from amends.desk.followups.actions import waive
from amends.desk.replies.actions import Envelope, send
from amends.desk.replies.models import Excuse


def test_a_waiver_is_listed_with_its_reason_and_counted(office, ben, case, now):
    waive(case.obligations.get(kind="answer"), ben, "answered on the phone", now=now)
    page = office.get("/office/waived/").content.decode()

    assert "answered on the phone" in page
    assert "Ben Kramer" in page
    assert "Answer: 1" in page
    assert f"/cases/{case.number}/" in page


def test_a_question_left_open_is_listed_with_its_excuse(office, ben, case, now):
    reply = Message.objects.create(case=case, direction="out", agent=ben, said_at=now)
    Excuse.objects.create(message=reply, question="Can you send me a new one?", reason="the depot knows on Tuesday")
    page = office.get("/office/waived/").content.decode()

    assert "Can you send me a new one?" in page
    assert "the depot knows on Tuesday" in page


def test_nothing_waived_is_said_so(office):
    page = office.get("/office/waived/").content.decode()

    assert "Nothing was waived so far." in page
    assert "Every question was answered so far." in page
    assert "Nothing that the coach held was sent so far." in page


def test_what_was_sent_although_it_was_held_is_listed_with_its_reason(office, ben, case, now):
    text = "Hello Ada, I am sorry. We will refund you 40 EUR by Friday. Ben"
    send(case, ben, text, envelope=Envelope(anyway="she has it in writing"), now=now)
    page = office.get("/office/waived/").content.decode()

    assert "she has it in writing" in page
    assert "a promise of money recorded nowhere" in page
