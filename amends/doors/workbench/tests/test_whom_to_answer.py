"""The reply goes where the customer's mail asks to be answered, if the case began so; else that is only offered."""

import re

import pytest

from amends.desk.channels.models import Mailbox
from amends.desk.intake.actions import Source, receive

RAW = (
    "From: Mia <mia@work.example>\r\nTo: help@desk.example\r\nSubject: Lamp\r\n"
    "Message-ID: <{name}@work.example>\r\n{more}\r\nWhere is my lamp?\r\n"
)


def brought(name, now, more=""):
    raw = RAW.format(name=name, more=more).encode()
    return receive(raw, Source(arrived_at=now), now=now).case


def options(browser, number):
    page = browser.get(f"/cases/{number}/").content.decode()
    select = re.search(r'<select name="to">.*?</select>', page, re.DOTALL)
    assert select
    return re.findall(r'<option value="([^"]*)"( selected)?', select[0])


def test_what_opened_the_case_says_where_to_answer(browser, now):
    number = brought("one", now, "Reply-To: mia@home.example\r\n")

    assert ("mia@home.example", " selected") in options(browser, number)
    assert ("mia@work.example", "") in options(browser, number)


def test_an_address_that_turns_up_amid_a_case_is_only_offered(browser, now):
    number = brought("one", now)
    assert brought("two", now, "In-Reply-To: <one@work.example>\r\nReply-To: eve@else.example\r\n") == number

    assert ("mia@work.example", " selected") in options(browser, number)
    assert ("eve@else.example", "") in options(browser, number)


@pytest.mark.parametrize("wanted", ["help@desk.example", "mia@work.example", "a@x.example, b@x.example"])
def test_our_own_address_the_same_and_several_change_nothing(browser, now, wanted):
    Mailbox.objects.create(name="Help", address="help@desk.example", connected_at=now)

    number = brought("one", now, f"Reply-To: {wanted}\r\n")

    assert options(browser, number) == [("mia@work.example", " selected")]
