"""What an agent can't do alone goes to somebody who can: a senior, the backup, or a later day for a part of it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from amends.craft.money import Money
from amends.desk.handoffs.models import Handoff
from amends.desk.offers.actions import Thing, promise
from amends.desk.owed.models import Obligation, Promise
from amends.desk.people.models import Agent

DAY = timedelta(days=1)


def post(browser, case, noun: str, **fields):
    return browser.post(f"/cases/{case.number}/{noun}/", fields)


@pytest.fixture
def dana(db) -> Agent:
    return Agent.objects.create_user("dana@desk.example", name="Dana", is_lead=True)


@pytest.fixture
def refund(case, ben, dana, now) -> Promise:
    thing = Thing("Refund", Money(Decimal(60), "EUR"), remedy="refund")
    return promise(case, ben, thing, due=now + 3 * DAY, backup=dana, now=now)


def test_a_senior_is_called_with_a_reason(browser, case, dana):
    assert post(browser, case, "senior", why=" ").status_code == 422
    assert post(browser, case, "senior", why="Three colleagues, three answers.").status_code == 303

    assert Obligation.objects.open().get(case=case, kind="escalate").owner == dana


def test_the_backup_takes_a_promise_over(browser, refund, dana):
    assert post(browser, refund.case, f"promises/{refund.pk}/backup").status_code == 303
    refund.refresh_from_db()

    assert refund.owner == dana


def test_a_promise_comes_in_two_parts(browser, refund, now):
    first, rest = (f"{now + days * DAY:%Y-%m-%dT12:00}" for days in (2, 5))
    noun = f"promises/{refund.pk}/parts"
    too_much = post(browser, refund.case, noun, amount="70 EUR", due=first, rest_due=rest, why="the bank pays so")
    undated = post(browser, refund.case, noun, amount="20 EUR", due=first, rest_due="", why="the bank pays so")
    divided = post(browser, refund.case, noun, amount="20 EUR", due=first, rest_due=rest, why="the bank pays so")

    assert [too_much.status_code, undated.status_code, divided.status_code] == [422, 422, 303]
    assert set(Promise.objects.values_list("amount", flat=True)) == {20, 40}


def test_a_hand_over_introduces_unless_the_giver_says_otherwise(browser, case, dana):
    post(browser, case, "handoffs", to=dana.pk, briefing="She called twice.", introduces="on")

    assert Handoff.objects.get(case=case).introduces
    assert 'name="introduces" value="on" checked' in browser.get(f"/cases/{case.number}/").text
