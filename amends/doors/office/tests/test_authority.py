"""The table of authority teaches where it is empty, is changed row by row, and can be tried without a case."""

from decimal import Decimal

import pytest
from django.test import Client

from amends.desk.people.models import Agent, Level, Team
from amends.desk.policies.granting import begin, changes, named
from amends.desk.policies.models import Authority

URL = "/office/authority/"
ROW = {"remedy": "refund", "per_case": "80 EUR", "per_customer": "120", "period_days": "60"}


@pytest.fixture
def limits(dana, now):
    begin(dana, "EUR", now=now)


def test_a_desk_without_limits_is_told_what_that_means_and_begins_with_one_button(office):
    page = office.get(URL).content.decode()
    response = office.post(f"{URL}beginning/", {"currency": "usd"})

    assert "everybody may decide everything" in page
    assert "Begin with usual limits" in page
    assert response.status_code == 303
    assert Authority.objects.filter(currency="USD", level__rank=1, remedy="any", per_case=50).exists()


def test_a_currency_that_is_none_is_said_so_and_nothing_is_written(office):
    response = office.post(f"{URL}beginning/", {"currency": "XXX"})

    assert response.status_code == 422
    assert "“XXX” is no currency" in response.content.decode()
    assert not Authority.objects.exists()


def test_the_table_says_what_each_level_may_give(office, limits):
    page = office.get(URL).content.decode()

    assert "€150 a case" in page
    assert "€300 a customer in 90 days" in page
    assert "as Senior" in page
    assert "what has no price" in page


def test_a_limit_is_added_changed_and_taken_away_on_record(office, dana, now):
    depot = Team.objects.create(name="Depot")
    office.post(f"{URL}new/", ROW | {"level": Level.objects.get(rank=2).pk, "team": depot.pk})
    row = Authority.objects.get()
    office.post(f"{URL}{row.pk}/", ROW | {"per_case": "90 EUR"})
    row.refresh_from_db()
    office.post(f"{URL}{row.pk}/removal/")
    page = office.get(URL).content.decode()

    assert str(row) == "everybody: refund"
    assert (row.per_case, row.per_customer, row.currency) == (Decimal(90), Decimal(120), "EUR")
    assert not Authority.objects.exists()
    assert changes().count() == 3
    assert "Senior in Depot: refund, 80 EUR a case and 120 EUR a customer in 60 days" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"per_case": "-5 EUR"}, "An amount is never below zero."),
        ({"per_case": "5 USD"}, "The amounts are in two currencies."),
        ({"per_case": "a lot"}, "That amount could not be read."),
        ({"remedy": "holiday"}, "Select a valid choice."),
        ({"period_days": "0"}, "greater than or equal to 1"),
        ({"per_case": "", "per_customer": ""}, "What is worth money needs an amount"),
        ({"remedy": "repair"}, "This is not worth an amount of money."),
        ({"level": "999"}, "Select a valid choice."),
    ],
)
def test_what_makes_no_sense_is_said_in_words_and_keeps_what_was_typed(office, wrong, words):
    response = office.post(f"{URL}new/", ROW | wrong)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert 'value="60"' in response.content.decode() or "period_days" in wrong
    assert not Authority.objects.exists()


def test_the_table_is_tried_without_changing_anything(office, ben, dana, limits):
    cleo = Agent.objects.create_user("cleo@desk.example", name="Cleo", level=Level.objects.get(rank=2))
    before = changes().count()
    asked = {"who": ben.pk, "remedy": "credit"}
    small = office.get(URL, asked | {"amount": "50 EUR"}).content.decode()
    large = office.get(URL, asked | {"amount": "200"}).content.decode()
    huge = office.get(URL, asked | {"amount": "9000 EUR"}).content.decode()

    assert "Ben Kramer may, without asking." in small
    assert "Ben Kramer may not. Cleo would be asked. Dana Moor may too." in large
    assert "Up to €50.00 without asking" in large
    assert "nobody else who is here may either" in huge
    assert (changes().count(), cleo.approvals_asked.count()) == (before, 0)


def test_a_question_without_an_amount_asks_for_one(office, ben, limits):
    page = office.get(URL, {"who": ben.pk, "remedy": "refund", "amount": ""}).content.decode()
    deed = office.get(URL, {"who": ben.pk, "remedy": "repair", "amount": ""}).content.decode()

    assert "How much, like 49.90 EUR?" in page
    assert "may, without asking" in deed


def test_who_is_called_is_named_and_may_be_nobody(office, ben, dana):
    office.post(f"{URL}called/", {"safety": ben.pk, "legal": dana.pk})
    first = named()
    office.post(f"{URL}called/", {"legal": dana.pk})

    assert first == {"safety": ben, "legal": dana}
    assert named() == {"legal": dana}


def test_nobody_is_called_who_is_not_there(office, ben):
    Agent.objects.filter(pk=ben.pk).update(is_active=False)
    response = office.post(f"{URL}called/", {"safety": ben.pk})

    assert response.status_code == 422
    assert named() == {}


@pytest.mark.parametrize(
    "path", ["beginning/", "called/", "new/", "1/", "1/removal/", "../levels/new/", "../levels/teams/new/"]
)
def test_only_leads_change_anything_here(ben, limits, path):
    client = Client()
    client.force_login(ben)
    count = Authority.objects.count()

    assert client.post(f"{URL}{path}", ROW).status_code == 404
    assert Authority.objects.count() == count
