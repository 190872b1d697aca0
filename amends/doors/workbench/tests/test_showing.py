"""What the list and the conversation say of a case is true, and stands in the order in which it came about."""

import re
from datetime import timedelta

from django.utils.html import strip_tags

from amends.desk.delivery.actions import leave_due
from amends.desk.followups.actions import close, reopen
from amends.desk.handoffs.actions import offer
from amends.desk.replies.actions import call, note, send

A_MINUTE = timedelta(minutes=1)


def _words(response) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def test_a_hot_case_did_not_come_back_by_that(browser, case):
    case.heat = 2  # an angry message and a broken promise
    case.save(update_fields=["heat"])

    assert "came back" not in _words(browser.get("/"))


def test_a_case_that_was_opened_again_came_back(browser, case, ben, now):
    reasons = dict.fromkeys(case.obligations.values_list("pk", flat=True), "said on the phone")
    close(case, "solved", agent=ben, reasons=reasons, now=now)
    reopen(case, ben, now=now)

    assert "came back" in _words(browser.get("/"))


def test_who_answers_first_has_taken_the_case_before(browser, case, ben, now):
    send(case, ben, "We will send you a new one.", now=now - A_MINUTE)
    leave_due(now=now)
    page = _words(browser.get(f"/cases/{case.number}/"))

    assert page.index("Ben Kramer took the case") < page.index("We will send you a new one.")


def test_notes_briefings_and_calls_say_once_what_they_are(browser, case, ben, dana, now):
    note(case, ben, "Seems to be a bad batch.", now=now)
    call(case, ben, "", reached=False, now=now)
    call(case, ben, "She wants a new one.", reached=True, now=now)
    offer(case, ben, dana, "Please decide about the return.", now=now)
    page = _words(browser.get(f"/cases/{case.number}/"))

    for words in (
        "Ben Kramer made a note, only for us",
        "Ben Kramer called; nobody answered",
        "Ben Kramer spoke with the customer",
        "Ben Kramer briefed a colleague",
    ):
        assert len(re.findall(words, page)) == 1
