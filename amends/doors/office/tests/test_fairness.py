"""Fairness is drawn from what people entered; few cases are folded, and figures by agent need a right of their own."""

from datetime import timedelta
from decimal import Decimal

import pytest

from amends.desk.cases.models import Case
from amends.desk.owed.models import Promise
from amends.desk.people.models import Agent, Customer
from amends.desk.policies.models import Field, Situation

URL = "/office/fairness/"


@pytest.fixture
def closed(ben, now):
    """Make closed cases of a region that were given those amounts."""
    situation = Situation.objects.create(slug="late", name="Late delivery")

    def make(region, *amounts, currency="EUR"):
        for amount in amounts:
            customer = Customer.objects.create(name="Ada", since=now, own={"region": region})
            case = Case.open_for(customer, subject="Late", channel="email", now=now - timedelta(days=9))
            case.situation, case.kind = situation, Case.Kind.COMPLAINT
            case.save()
            if amount:
                Promise.objects.create(
                    case=case, what="Money", amount=Decimal(amount), currency=currency, remedy="refund", due=now,
                    owner=ben, made_by=ben, made_at=now,
                )  # fmt: skip
            case.close("solved", at=now - timedelta(days=1))

    return make


def test_an_empty_page_says_what_it_needs(office):
    page = office.get(URL).content.decode()

    assert "a group needs five closed complaints" in page
    assert "Set a field of your own" in page


def test_situations_and_groups_are_drawn_with_their_numbers_beside(office, closed):
    Field.objects.create(name="region", label="Region", choices="North\nSouth\nWest", groups_concessions=True)
    closed("North", 10, 20, 30, 40, 0)
    closed("South", 10, 10, 10, 10, 10)
    closed("West", 99, 99)
    page = office.get(URL).content.decode()

    assert page.count('<svg class="box"') == 3
    assert "By Region" in page
    assert "from €0.00 to €40.00" in page
    assert "1 of 5" in page
    assert "One group with fewer than 5 cases: not shown" in page
    assert "West" not in page


def test_below_ten_cases_no_per_cent_is_said(office, closed):
    closed("North", 10, 0, 30, 40, 50)
    few = office.get(URL).content.decode()
    closed("North", 10, 0, 30, 40, 50)

    assert "1 of 5" in few
    assert "%" not in few
    assert "20 %" in office.get(URL).content.decode()


def test_figures_by_agent_are_for_those_with_the_right(office, dana, closed):
    closed("North", 10, 20, 30, 40, 50)
    without = office.get(URL).content.decode()
    Agent.objects.filter(pk=dana.pk).update(sees_figures=True)
    page = office.get(URL).content.decode()

    assert "By agent" not in without
    assert "Ben Kramer" not in without
    assert "By agent" in page
    assert "Ben Kramer" in page


def test_another_currency_and_period_are_chosen_and_nonsense_is_not(office, closed):
    closed("North", 10, 20, 30, 40, 50)
    closed("North", 7, 7, 7, 7, 7, currency="USD")
    page = office.get(URL, {"currency": "USD", "days": "30"}).content.decode()

    assert "from $0.00 to $7.00" in page
    assert "€" not in page.split("<svg", 1)[1]
    assert office.get(URL, {"currency": "XXX", "days": "many", "situation": "-1"}).status_code == 200
