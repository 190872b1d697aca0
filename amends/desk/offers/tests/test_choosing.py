"""What a case is about and what is known of it decide what may be offered; beyond the policy a senior is asked."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from amends.craft.money import Money
from amends.craft.refusal import Malformed, Missing
from amends.desk.cases.models import Case
from amends.desk.offers.choosing import choices, facts_of, say_what, shown_by_now, tell
from amends.desk.offers.models import Approval
from amends.desk.offers.offering import Pick, Terms, draft
from amends.desk.people.models import Agent, Customer
from amends.desk.policies.models import Policy, Version
from amends.desk.policies.playbook import publish, starters

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
def ben():
    return Agent.objects.create_user("ben@desk.example", name="Ben")


@pytest.fixture
def dana():
    return Agent.objects.create_user("dana@desk.example", name="Dana", is_lead=True)


@pytest.fixture
def case(ben):
    publish(starters()["arrived-damaged.md"], None, now=NOW)
    customer = Customer.objects.create(name="Ada", since=NOW)
    made = Case.open_for(customer, subject="It arrived broken", channel="email", now=NOW)
    say_what(made, ben, slug="arrived-damaged", now=NOW)
    made.refresh_from_db()
    return made


def picked(amount: str) -> Pick:
    version = Version.objects.get(policy=Policy.objects.get())
    return Pick(
        "Keep it cheaper",
        "partial_refund",
        Money(Decimal(amount), "EUR"),
        version=version,
        option_key="keep-it-cheaper",
    )


def test_a_name_of_ones_own_makes_a_situation_without_a_policy(case, ben):
    say_what(case, ben, name="Cat ate the manual", now=NOW)

    case.refresh_from_db()
    assert case.situation.slug == "cat-ate-the-manual"
    assert choices(case, ben, now=NOW) == ()


def test_what_is_told_is_worked_with_and_what_was_shown_is_asked_no_more(case, ben):
    tell(case, {"order_value": "89.90 EUR", "days_since_delivery": "3", "evidence": "photo of the damage"})

    case.refresh_from_db()
    (offered,) = choices(case, ben, now=NOW)
    amounts = {choice.option: str(choice.amount) for choice in offered.choices}
    assert amounts["keep-it-cheaper"] == "18.00 EUR"
    assert shown_by_now([offered], case) == {"photo of the damage": True, "photo of the parcel": False}


def test_amounts_in_two_currencies_are_refused_and_change_nothing(case):
    tell(case, {"order_value": "89.90 EUR"})

    with pytest.raises(Malformed) as refused:
        tell(case, {"amount_at_issue": "10 USD"})

    assert refused.value.code == "currencies_mixed"
    case.refresh_from_db()
    assert facts_of(case, now=NOW).amount_at_issue is None


def test_a_field_that_no_policy_knows_is_refused(case):
    with pytest.raises(Missing):
        tell(case, {"shoe_size": "43"})


def test_within_the_cap_nobody_is_asked_where_no_limits_are_written(case, ben, dana):
    tell(case, {"order_value": "1000 EUR"})

    draft(case, ben, [picked("150.00")], Terms(), now=NOW)

    assert not Approval.objects.exists()


def test_above_the_cap_of_the_policy_somebody_senior_is_asked_whatever_ones_limits(case, ben, dana):
    Agent.objects.create_user("bea@desk.example", name="Bea")
    tell(case, {"order_value": "1000 EUR"})

    draft(case, ben, [picked("150.01")], Terms(), now=NOW)

    assert Approval.objects.get().approver == dana


def test_above_the_cap_without_anybody_senior_is_refused(case, ben):
    tell(case, {"order_value": "1000 EUR"})

    with pytest.raises(Missing) as refused:
        draft(case, ben, [picked("150.01")], Terms(), now=NOW)

    assert refused.value.code == "nobody_may_approve"
