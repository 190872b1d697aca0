"""Cases are joined, kept apart and split from the page of a case, and each of it can be undone there."""

from datetime import timedelta

import pytest

from amends.desk.cases.models import Case, Merge, Message, Split, Unrelated
from amends.desk.intake.actions import Source, receive
from amends.desk.people.models import Team

AGAIN = b"""From: Ada Okafor <ada@example.com>
Subject: Re: Broken blender, order 4711
Message-ID: <two@example.com>

Still nothing. When does the new one come?
"""
TOASTER = b"""From: Ada Okafor <ada@example.com>
Subject: The toaster
Message-ID: <three@example.com>
In-Reply-To: <one@example.com>

My toaster smokes. Who repairs it?
"""


@pytest.fixture
def again(case, now) -> Case:
    """Ada writes anew instead of answering."""
    later = now + timedelta(minutes=5)
    return Case.objects.get(number=receive(AGAIN, Source(arrived_at=later), now=later).case)


@pytest.fixture
def toaster(case, now) -> Message:
    """Ada answers to the blender, but means the toaster."""
    receive(TOASTER, Source(arrived_at=now), now=now)
    return Message.objects.get(message_id="three@example.com")


def page_of(browser, case) -> str:
    return str(browser.get(f"/cases/{case.number}/").content, "utf-8")


def post(browser, case, noun: str, **fields):
    return browser.post(f"/cases/{case.number}/{noun}/", fields)


def test_what_may_belong_together_is_joined_by_one_click_and_taken_apart_by_another(browser, case, again):
    assert "May belong to" in page_of(browser, again)

    answer = post(browser, again, "joins", number=case.number)

    assert answer.headers["Location"] == f"/cases/{case.number}/"
    assert "Take apart" in page_of(browser, case)
    post(browser, case, f"merges/{Merge.objects.get().pk}/end")
    assert Case.objects.get(pk=again.pk).is_open


def test_not_this_one_is_asked_no_more(browser, case, again):
    post(browser, again, "unrelated", number=case.number)

    assert Unrelated.objects.get().case == case
    assert "May belong to" not in page_of(browser, again)
    assert "May belong to" not in page_of(browser, case)


def test_a_message_moves_to_a_case_of_its_own_and_back(browser, case, toaster):
    assert "Move the message" in page_of(browser, case)

    answer = post(browser, case, "splits", message=toaster.pk)

    made = Split.objects.get()
    assert answer.headers["Location"] == f"/cases/{made.into.number}/"
    assert "My toaster smokes" in page_of(browser, made.into)
    assert "My toaster smokes" not in page_of(browser, case)
    post(browser, made.into, f"splits/{made.pk}/end")
    assert "My toaster smokes" in page_of(browser, case)


def test_a_message_moves_to_another_case(browser, case, again, toaster):
    post(browser, case, "splits", message=toaster.pk, number=f"#{again.number}")

    assert toaster.home() == again
    assert "Undo the split" in page_of(browser, again)


def test_the_only_message_of_a_case_stays_with_a_word_why(browser, case):
    message = Message.objects.get()

    answer = post(browser, case, "splits", message=message.pk)

    assert answer.status_code == 422
    assert "would be left in the case" in answer.content.decode()
    assert "Move the message" not in page_of(browser, case)


@pytest.mark.parametrize("noun", ["joins", "unrelated", "splits"])
def test_a_case_that_is_not_there_for_the_viewer_can_not_be_reached(browser, case, again, toaster, noun):
    Case.objects.filter(pk=again.pk).update(team=Team.objects.create(name="Law"))

    answer = post(browser, case, noun, number=again.number, message=toaster.pk)

    assert answer.status_code == 404
    assert sum(model.objects.count() for model in (Merge, Unrelated, Split)) == 0


def test_joining_by_the_desk_itself_is_told(browser, case, again, now):
    both = AGAIN.replace(b"two@", b"four@") + b"\n"
    both = both.replace(b"\n\n", b"\nReferences: <one@example.com> <two@example.com>\n\n", 1)

    receive(both, Source(arrived_at=now), now=now)

    assert "joined by itself" in page_of(browser, case)
