"""What an agent does on a case: it goes through, or is refused with everything typed still there."""

import pytest

from amends.desk.cases.models import Case
from amends.desk.delivery.models import Dispatch
from amends.desk.intake.actions import Source, receive
from amends.desk.owed.models import Obligation, Promise
from amends.desk.replies.models import Draft

REPLY = (
    "Hello Ada, I am sorry that the blender does not start. I will send you a new one today, and we pay the return. Ben"
)


def post(browser, case: Case, noun: str, **fields):
    return browser.post(f"/cases/{case.number}/{noun}/", fields)


def test_a_reply_waits_ten_seconds_takes_the_case_and_settles_when_it_has_left(browser, case, ben):
    response = post(browser, case, "replies", text=REPLY, to="ada@example.com", kind="reply")

    assert response.status_code == 303
    assert Dispatch.objects.get(message__kind="reply").state == "waiting"
    case.refresh_from_db()
    assert case.owner == ben


def test_undo_gives_the_draft_back(browser, case, ben):
    post(browser, case, "replies", text=REPLY)
    reply = case.messages.get(kind="reply")

    post(browser, case, f"replies/{reply.pk}/recall")

    assert Draft.objects.get(case=case, agent=ben).text == REPLY
    assert Obligation.objects.open().filter(case=case, kind="answer").exists()


def test_what_a_reply_answers_is_asked_no_more_unless_it_is_taken_back(browser, case):
    def still_asked():
        return browser.get(f"/cases/{case.number}/").context["page"].composer.coach.questions

    before = still_asked()
    post(browser, case, "replies", text=REPLY)
    sent = still_asked()
    post(browser, case, f"replies/{case.messages.get(kind='reply').pk}/recall")

    assert len(before) == 2
    assert sent == ()
    assert [row.text for row in still_asked()] == [row.text for row in before]


def test_a_reply_is_stopped_and_kept_when_a_newer_message_came_in_unseen(browser, case, now):
    seen = case.messages.get(direction="in").pk
    head = b"From: ada@example.com\nTo: desk@desk.example\nIn-Reply-To: <one@example.com>\nMessage-ID: <2@e.example>\n"
    receive(head + b"\nStop!", Source(arrived_at=now), now=now)

    response = post(browser, case, "replies", text=REPLY, seen=seen)

    assert response.status_code == 422
    assert REPLY in response.content.decode()
    assert Draft.objects.get(case=case).text == REPLY
    assert not case.messages.filter(kind="reply").exists()


def test_a_refused_reply_keeps_what_was_typed(browser, case):
    response = post(browser, case, "replies", text=REPLY, cc="no address")

    assert response.status_code == 422
    assert "no email address" in response.content.decode()
    assert REPLY in response.content.decode()


def test_a_draft_survives_by_itself(browser, case):
    assert post(browser, case, "draft", kind="reply", text="Hello Ada,").status_code == 204

    assert "Hello Ada," in browser.get(f"/cases/{case.number}/").content.decode()


def test_the_coach_answers_without_writing_anything(browser, case, django_assert_max_num_queries):
    with django_assert_max_num_queries(28):
        margin = post(browser, case, "coach", text="Unfortunately our policy says we can't.").content.decode()

    assert "finding-must" in margin
    assert not Draft.objects.exists()


def test_a_promise_is_made_moved_and_kept(browser, case):
    post(browser, case, "promises", thing="a new blender", amount="49.90 EUR", due="2026-03-04T17:00")
    made = Promise.objects.get()
    post(browser, case, f"promises/{made.pk}/date", due="2026-03-05T17:00", why="the parcel is late")
    post(browser, case, f"promises/{made.pk}/evidence", evidence="parcel JD1")

    made.refresh_from_db()
    assert (str(made.amount), made.currency, made.evidence) == ("49.9000", "EUR", "parcel JD1")
    assert made.kept_at is not None


@pytest.mark.parametrize("due", ["", "yesterday", "0001-01-01T00:00", "9999-12-31T23:59", "2020-01-01T10:00"])
def test_a_promise_without_a_date_that_can_be_kept_is_refused_in_words(browser, case, due):
    response = post(browser, case, "promises", thing="a new blender", due=due)

    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not Promise.objects.exists()


def test_a_case_is_not_closed_over_what_is_owed_but_waived_with_a_reason(browser, case):
    refused = post(browser, case, "closure", outcome="solved")
    row = Obligation.objects.open().get(case=case, kind="answer")
    closed = post(browser, case, "closure", outcome="solved", **{f"waive-{row.pk}": "she called and said so"})

    assert refused.status_code == 422
    assert "an answer" in refused.content.decode()
    assert closed.status_code == 303
    case.refresh_from_db()
    assert case.outcome == "solved"


def test_a_hand_over_waits_for_the_other_one(browser, client, case, ben, dana):
    post(browser, case, "owner")
    post(browser, case, "handoffs", to=dana.pk, briefing="She wants a blender that works.")
    case.refresh_from_db()
    assert case.owner == ben
    client.force_login(dana)

    client.post(f"/cases/{case.number}/handoffs/{case.handoffs.get().pk}/acceptance/")

    case.refresh_from_db()
    assert case.owner == dana


def test_a_case_by_hand_owes_like_any_other(browser, ben, now):
    fields = {"name": "Omar", "phone": "+49 555 12", "channel": "phone", "text": "My pump leaks. Please send somebody."}
    browser.post("/new/", {**fields, "take": "on"})

    case = Case.objects.get()
    assert case.owner == ben
    assert Obligation.objects.open().filter(case=case, kind="answer").exists()


def test_an_address_of_another_customer_is_refused(browser, case):
    other = {"name": "Omar", "phone": "+49 555 12", "channel": "phone", "text": "My pump leaks."}
    browser.post("/new/", other)
    customer = Case.objects.exclude(pk=case.pk).get().customer

    response = browser.post(f"/customers/{customer.pk}/", {"name": "Omar", "email": "ada@example.com"})

    assert response.status_code == 422
    assert "another customer" in response.content.decode()
