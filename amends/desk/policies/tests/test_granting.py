"""Limits are written by leads only, make sense, and every change names who made it and when."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from amends.craft.money import Money
from amends.craft.refusal import AlreadyDone, Malformed, NotAllowed
from amends.desk.people.models import Agent, Level
from amends.desk.people.staff import Card
from amends.desk.policies.granting import (
    Grant,
    appoint,
    begin,
    changes,
    grant,
    name_person,
    named,
    remove_level,
    revoke,
    write_level,
)
from amends.desk.policies.models import Authority

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@pytest.fixture
def dana():
    return Agent.objects.create_user("dana@desk.example", name="Dana", is_lead=True)


@pytest.fixture
def ben():
    return Agent.objects.create_user("ben@desk.example", name="Ben")


def test_usual_limits_rise_with_the_level_and_let_everybody_replace(dana):
    count = begin(dana, "EUR", now=NOW)
    anything = dict(Authority.objects.filter(remedy="any").exclude(level=None).values_list("level__rank", "per_case"))

    assert count == Authority.objects.count() == changes().count()
    assert anything == {1: Decimal(50), 2: Decimal(250), 3: Decimal(2000)}
    assert Authority.objects.get(level=None, remedy="any").currency == ""


def test_usual_limits_in_a_currency_without_coins_are_worth_about_as_much(dana):
    begin(dana, "JPY", now=NOW)

    assert Authority.objects.get(level__rank=1, remedy="any").per_case == Decimal(5000)


def test_usual_limits_never_stand_beside_others(dana):
    begin(dana, "EUR", now=NOW)

    with pytest.raises(AlreadyDone, match="limits_there"):
        begin(dana, "EUR", now=NOW)


def test_usual_limits_need_a_currency(dana):
    with pytest.raises(Malformed, match="currency"):
        begin(dana, "EURO", now=NOW)
    assert not Authority.objects.exists()


@pytest.mark.parametrize("act", ["grant", "revoke", "begin", "name", "level", "drop", "appoint"])
def test_only_leads_change_who_may_give_how_much(dana, ben, act):
    row = grant(Grant(per_case=eur("10")), dana, now=NOW)
    acts = {
        "grant": lambda: grant(Grant(per_case=eur("9999")), ben, now=NOW),
        "revoke": lambda: revoke(row, ben, now=NOW),
        "begin": lambda: begin(ben, "EUR", now=NOW),
        "name": lambda: name_person("senior", ben, ben, now=NOW),
        "level": lambda: write_level("Boss", 9, ben, now=NOW),
        "drop": lambda: remove_level(Level.objects.get(rank=3), ben, now=NOW),
        "appoint": lambda: appoint(ben, Card("Ben", level=Level.objects.get(rank=3)), ben, now=NOW),
    }

    with pytest.raises(NotAllowed, match="leads_only"):
        acts[act]()
    ben.refresh_from_db()
    assert (ben.level, Authority.objects.count(), changes().count()) == (None, 1, 1)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (Grant(remedy="holiday", per_case=eur("1")), "remedy"),
        (Grant(remedy="refund"), "limit_amounts"),
        (Grant(remedy="repair", per_case=eur("1")), "amount_not_for"),
        (Grant(per_case=eur("1"), per_customer=Money(Decimal(1), "USD")), "currencies_mixed"),
        (Grant(per_customer=eur("1"), period_days=0), "period"),
    ],
)
def test_a_row_that_means_nothing_is_refused(dana, given, code):
    with pytest.raises(Malformed, match=code):
        grant(given, dana, now=NOW)
    assert not Authority.objects.exists()


def test_every_change_says_what_was_and_what_is(dana, ben):
    row = grant(Grant(remedy="refund", per_case=eur("10")), dana, now=NOW)
    grant(Grant(remedy="refund", per_case=eur("20")), dana, now=NOW, row=row)
    revoke(row, dana, now=NOW)
    appoint(ben, Card("Ben", level=Level.objects.get(rank=2)), dana, now=NOW)
    told = [(change.before, change.after) for change in reversed(changes())]

    assert told == [
        ("", "everybody: refund, 10 EUR a case"),
        ("everybody: refund, 10 EUR a case", "everybody: refund, 20 EUR a case"),
        ("everybody: refund, 20 EUR a case", ""),
        ("Ben: no level", "Ben: level Senior"),
    ]


def test_a_card_without_a_change_of_standing_leaves_no_record(dana, ben):
    appoint(ben, Card("Ben", signature="Ben, at your service"), dana, now=NOW)

    assert not changes().exists()


def test_who_is_called_has_to_work_here(dana, ben):
    name_person("legal", ben, dana, now=NOW)
    Agent.objects.filter(pk=ben.pk).update(is_active=False)
    ben.refresh_from_db()

    with pytest.raises(NotAllowed, match="person_left"):
        name_person("safety", ben, dana, now=NOW)
    with pytest.raises(Malformed, match="topic"):
        name_person("gossip", dana, dana, now=NOW)
    assert named() == {"legal": ben}
